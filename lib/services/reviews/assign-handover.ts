import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { ensure } from '@/lib/services/applications/ensure';
import { loadApplication, subjectOf } from '@/lib/services/applications/load-application';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { reviewerFor } from './assign-people';
import { endAssignments, loadForAssigning } from './assign-reviewer';

export const askHandoverInput = z.strictObject({
  application: z.uuid(),
  reason: z
    .string()
    .trim()
    .min(1, 'Say why somebody else should go on with it.')
    .max(2000, 'Keep the reason under 2,000 characters.'),
});
export const handOverInput = z.strictObject({
  application: z.uuid(),
  from: z.uuid(),
  reviewer: z.uuid('Choose who goes on with it.'),
});

/** A reviewer asks to pass on what they have of an application. They keep it until a coordinator has found somebody. */
export async function askHandover(
  actor: Actor,
  input: z.output<typeof askHandoverInput>,
): Promise<{ application: string }> {
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, input.application, { lock: true });
    ensure(can(actor, 'review.hand-over', subjectOf(rows)));
    if (actor.kind !== 'person') throw refuse('forbidden', 'Only a reviewer can hand over what they were given.');
    const own = { applicationId: rows.id, reviewerId: actor.id };
    if (await tx.handover.findFirst({ where: { ...own, settledAt: null } })) return { application: rows.id };
    await tx.handover.create({ data: { ...own, townId: rows.townId, reason: input.reason, askedAt: now() } });
    await recordEvent(tx, actor, 'handover.asked', { townId: rows.townId, applicationId: rows.id });
    return { application: rows.id };
  });
}

/**
 * Passes everything one reviewer has of an application to another, asked for or not. Rulings stay with who made them;
 * what the new reviewer already has is not given twice.
 */
export async function handOver(
  actor: Actor,
  input: z.output<typeof handOverInput>,
): Promise<{ application: string; moved: number }> {
  return db.as(actor, async (tx) => {
    const rows = await loadForAssigning(tx, actor, input.application);
    const moving = rows.assignments.filter((one) => one.reviewerId === input.from);
    if (moving.length === 0 || actor.kind !== 'person')
      throw refuse('conflict', 'This reviewer has nothing of the application any more. Reload the page.');
    if (input.from === input.reviewer) throw refuse('invalid', 'Choose somebody else to go on with it.', 'reviewer');
    const to = await reviewerFor(tx, input.reviewer, rows.town);
    await endAssignments(tx, rows.id, input.from);
    await tx.assignment.createMany({
      data: moving.map(({ category, actionId }) => ({
        applicationId: rows.id,
        townId: rows.townId,
        reviewerId: to.id,
        category,
        actionId,
        assignedById: actor.id,
        assignedAt: now(),
      })),
      skipDuplicates: true,
    });
    await recordEvent(tx, actor, 'application.handed-over', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { from: input.from, to: to.id },
    });
    await postMail(tx, { kind: 'reviews-released', user: input.from, applications: [rows.id] });
    await postMail(tx, { kind: 'reviews-assigned', user: to.id, applications: [rows.id] });
    return { application: rows.id, moved: moving.length };
  });
}
