import { z } from 'zod';
import { townRoles, type Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { Refusal, refuse } from '@/lib/errors';
import { loadApplication, type ApplicationRows } from '@/lib/services/applications/load-application';
import { recordEvent } from '@/lib/services/record/record-event';

const category = z.coerce.number().int().min(1).max(13);

export const assignReviewerInput = z.strictObject({
  application: z.uuid(),
  reviewer: z.uuid('Choose a reviewer.'),
  /** Category numbers; none means the whole application. */
  categories: z.array(category).max(13).default([]),
});
export const releaseReviewerInput = z.strictObject({ application: z.uuid(), reviewer: z.uuid() });

type Assigned = { application: string };

async function loadForAssigning(tx: Tx, actor: Actor, id: string): Promise<ApplicationRows> {
  const rows = await loadApplication(tx, actor, id, { lock: true });
  const allowed = can(actor, 'application.assign');
  if (allowed.ok === false) throw new Refusal('forbidden', allowed.reasons);
  if (rows.status === 'decided' || rows.status === 'withdrawn')
    throw refuse('conflict', 'This application has ended; its reviewers stay on the record as they are.');
  return rows;
}

/** Assigns a reviewer to the whole application or to some categories, replacing what they had. Never one of the town's own. */
export async function assignReviewer(actor: Actor, input: z.output<typeof assignReviewerInput>): Promise<Assigned> {
  return db.as(actor, async (tx) => {
    const rows = await loadForAssigning(tx, actor, input.application);
    const reviewer = await tx.user.findFirst({
      where: { id: input.reviewer, disabledAt: null, memberships: { some: { role: 'reviewer' } } },
      select: { id: true, name: true, memberships: { select: { role: true, townId: true } } },
    });
    if (!reviewer || actor.kind !== 'person') throw refuse('invalid', 'Choose a reviewer from the list.', 'reviewer');
    const ownTown = reviewer.memberships.some(
      (m) => m.townId === rows.townId && townRoles.some((role) => role === m.role),
    );
    if (ownTown)
      throw refuse(
        'invalid',
        `${reviewer.name} belongs to ${rows.town.name}. Choose somebody from outside the town.`,
        'reviewer',
      );

    const categories = [...new Set(input.categories)].sort((a, b) => a - b);
    const data = { categories, assignedById: actor.id, assignedAt: now() };
    await tx.assignment.upsert({
      where: { applicationId_reviewerId: { applicationId: rows.id, reviewerId: reviewer.id } },
      update: data,
      create: { ...data, applicationId: rows.id, townId: rows.townId, reviewerId: reviewer.id },
    });
    await recordEvent(tx, actor, 'application.assigned', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { reviewer: reviewer.id, categories },
    });
    return { application: rows.id };
  });
}

/** Takes a reviewer off an application; the rulings they made stand. */
export async function releaseReviewer(actor: Actor, input: z.output<typeof releaseReviewerInput>): Promise<Assigned> {
  return db.as(actor, async (tx) => {
    const rows = await loadForAssigning(tx, actor, input.application);
    const { count } = await tx.assignment.deleteMany({
      where: { applicationId: rows.id, reviewerId: input.reviewer },
    });
    if (count === 0) return { application: rows.id };
    await recordEvent(tx, actor, 'application.assigned', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { reviewer: input.reviewer, categories: [], released: true },
    });
    return { application: rows.id };
  });
}
