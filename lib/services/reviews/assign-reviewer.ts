import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { lastCategory } from '@/lib/rulebook/category-names';
import { db, type Tx } from '@/lib/db/db';
import { Refusal, refuse } from '@/lib/errors';
import { loadApplication, type ApplicationRows } from '@/lib/services/applications/load-application';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { possible } from '@/lib/workflow/application';
import { lockAssigning } from './assign-open';
import { reviewerFor } from './assign-people';

const category = z.coerce.number().int().min(1).max(lastCategory);

export const assignReviewerInput = z.strictObject({
  application: z.uuid(),
  reviewer: z.uuid('Choose a reviewer.'),
  /** Category numbers and action ids; none of both means the whole application. */
  categories: z.array(category).max(lastCategory).default([]),
  actions: z.array(z.string().max(80)).max(200).optional(),
});
export const releaseReviewerInput = z.strictObject({ application: z.uuid(), reviewer: z.uuid() });

type Assigned = { application: string };

/** The application, held for a change of who reads it; refused to all but coordinators, and once it has ended. */
export async function loadForAssigning(tx: Tx, actor: Actor, id: string): Promise<ApplicationRows> {
  await lockAssigning(tx);
  const rows = await loadApplication(tx, actor, id, { lock: true });
  const allowed = can(actor, 'application.assign');
  if (allowed.ok === false) throw new Refusal('forbidden', allowed.reasons);
  if (!possible(rows.status, 'assign'))
    throw refuse('conflict', 'This application has ended; its reviewers stay on the record as they are.');
  return rows;
}

/** Ends what a reviewer has of an application, and their request to hand it over; answers how many things they had. */
export async function endAssignments(tx: Tx, application: string, reviewer: string): Promise<number> {
  const where = { applicationId: application, reviewerId: reviewer };
  await tx.handover.updateMany({ where: { ...where, settledAt: null }, data: { settledAt: now() } });
  return (await tx.assignment.deleteMany({ where })).count;
}

/**
 * Gives a reviewer the whole application or some of its categories and actions, in place of what they had. Never to one of
 * the town's own, nor across a declared conflict.
 */
export async function assignReviewer(actor: Actor, input: z.output<typeof assignReviewerInput>): Promise<Assigned> {
  return db.as(actor, async (tx) => {
    const rows = await loadForAssigning(tx, actor, input.application);
    if (actor.kind !== 'person') throw refuse('invalid', 'Choose a reviewer from the list.', 'reviewer');
    const reviewer = await reviewerFor(tx, input.reviewer, rows.town);
    const own = new Set(rows.submissions.map((one) => one.actionId));
    const actions = [...new Set(input.actions ?? [])].sort();
    if (actions.some((action) => !own.has(action)))
      throw refuse('invalid', 'Choose actions that are in this application.', 'actions');

    const categories = [...new Set(input.categories)].sort((a, b) => a - b);
    await endAssignments(tx, rows.id, reviewer.id);
    const scopes = [
      ...categories.map((one) => ({ category: one, actionId: null })),
      ...actions.map((one) => ({ category: null, actionId: one })),
    ];
    const given = {
      applicationId: rows.id,
      townId: rows.townId,
      reviewerId: reviewer.id,
      assignedById: actor.id,
      assignedAt: now(),
    };
    await tx.assignment.createMany({
      data: (scopes.length > 0 ? scopes : [{}]).map((scope) => ({ ...given, ...scope })),
    });
    await recordEvent(tx, actor, 'application.assigned', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { reviewer: reviewer.id, categories, ...(actions.length > 0 ? { actions } : {}) },
    });
    await postMail(tx, { kind: 'reviews-assigned', user: reviewer.id, applications: [rows.id] });
    return { application: rows.id };
  });
}

/** Takes a reviewer off an application; the rulings they made stand. */
export async function releaseReviewer(actor: Actor, input: z.output<typeof releaseReviewerInput>): Promise<Assigned> {
  return db.as(actor, async (tx) => {
    const rows = await loadForAssigning(tx, actor, input.application);
    if ((await endAssignments(tx, rows.id, input.reviewer)) === 0) return { application: rows.id };
    await recordEvent(tx, actor, 'application.assigned', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { reviewer: input.reviewer, categories: [], released: true },
    });
    await postMail(tx, { kind: 'reviews-released', user: input.reviewer, applications: [rows.id] });
    return { application: rows.id };
  });
}
