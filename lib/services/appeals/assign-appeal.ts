import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { notFound, refuse } from '@/lib/errors';
import { ensure } from '@/lib/services/applications/ensure';
import { deadlineFields, deadlineOf } from '@/lib/services/cycles/posted-moment';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { lockAssigning } from '@/lib/services/reviews/assign-open';
import { loadReviewers, reviewerFor } from '@/lib/services/reviews/assign-people';
import { whyNotRule } from '@/lib/workflow/appeals';
import { ensureWaits, holdAppeal, type HeldAppeal } from './load-appeal';
import type { AppealPlace } from './file-appeal';

export const assignAppealInput = z.strictObject({
  appeal: z.uuid(),
  reviewer: z.string().max(40).default(''),
  ...deadlineFields,
});

/** Who had a part in the step: the rulings on it and the second readings of it, asked for or given. */
async function partsIn(tx: Tx, { submission, step }: Pick<HeldAppeal, 'submission' | 'step'>) {
  const readings = await tx.secondReading.findMany({
    where: { submissionId: submission.id, step: step.key },
    select: { readerId: true },
  });
  return (person: { id: string; name: string }) => ({
    name: person.name,
    ruled: submission.rulings.some((ruling) => ruling.step === step.key && ruling.reviewerId === person.id),
    read: readings.some((reading) => reading.readerId === person.id),
  });
}

/** The reviewers who can rule on an appeal: not of the town, without a conflict, and without a part in the step. */
export async function freeReviewers(tx: Tx, held: HeldAppeal): Promise<{ id: string; name: string }[]> {
  const partOf = await partsIn(tx, held);
  return (await loadReviewers(tx))
    .filter((one) => !one.shut.some(({ townId }) => townId === held.appeal.townId) && !whyNotRule(partOf(one)))
    .map(({ id, name }) => ({ id, name }));
}

/**
 * Gives an appeal to a reviewer who neither ruled on the step nor read it a second time, and says by when they rule. It
 * can be given to somebody else until it is ruled on.
 */
export async function assignAppeal(actor: Actor, input: z.output<typeof assignAppealInput>): Promise<AppealPlace> {
  return db.as(actor, async (tx) => {
    await lockAssigning(tx);
    const held = await holdAppeal(tx, actor, input.appeal);
    const { review, appeal, action, step } = held;
    ensure(can(actor, 'appeal.assign'));
    if (actor.kind !== 'person') throw notFound();
    ensureWaits(held, 'assign');
    if (!z.uuid().safeParse(input.reviewer).success)
      throw refuse('invalid', 'Choose who rules on the appeal.', 'reviewer');
    const reviewer = await reviewerFor(tx, input.reviewer, review.rows.town);
    const part = whyNotRule((await partsIn(tx, held))(reviewer));
    if (part) throw refuse('invalid', part, 'reviewer');
    const reviewBy = deadlineOf(input);
    if (reviewBy <= now()) throw refuse('invalid', 'Choose a day that is still to come.', 'deadline');
    if (appeal.reviewerId === reviewer.id && appeal.reviewBy?.getTime() === reviewBy.getTime())
      throw refuse('conflict', `${reviewer.name} has this appeal already, by that time. Nothing was changed.`);
    await tx.appeal.update({
      where: { id: appeal.id },
      data: { reviewerId: reviewer.id, assignedAt: now(), reviewBy },
    });
    await recordEvent(tx, actor, 'appeal.assigned', {
      townId: appeal.townId,
      applicationId: appeal.applicationId,
      details: { action: action.id, step: step.key, deadline: reviewBy.toISOString() },
    });
    if (appeal.reviewerId && appeal.reviewerId !== reviewer.id)
      await postMail(tx, { kind: 'appeal-ended', appeal: appeal.id, user: appeal.reviewerId, why: 'passed-on' });
    await postMail(tx, { kind: 'appeal-assigned', appeal: appeal.id, user: reviewer.id });
    return { appeal: appeal.id, application: appeal.applicationId, action: action.id, step: step.key };
  });
}
