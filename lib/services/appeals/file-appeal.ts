import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound, refuse } from '@/lib/errors';
import { ensure } from '@/lib/services/applications/ensure';
import { subjectOf } from '@/lib/services/applications/load-application';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { doorOf, ensureWaits, holdAppeal, holdStep } from './load-appeal';

export const fileAppealInput = z.strictObject({
  submission: z.uuid(),
  step: z.string().max(8),
  reason: z
    .string()
    .trim()
    .min(1, 'Say what is wrong with the ruling, and why.')
    .max(4000, 'Keep the reason under 4,000 characters.'),
  /** Evidence of the town's library that the appeal points to. */
  evidence: z.array(z.uuid()).max(20, 'Choose at most 20 pieces of evidence.').default([]),
});
export const withdrawAppealInput = z.strictObject({ appeal: z.uuid() });

/** What an appeal is about, for pages and letters. */
export type AppealPlace = { appeal: string; application: string; action: string; step: string };

/**
 * Appeals the ruling on one step of a decided application, with the reason and perhaps evidence of the library. Once for
 * each step, by a contact, within the time of the cycle.
 */
export async function fileAppeal(actor: Actor, input: z.output<typeof fileAppealInput>): Promise<AppealPlace> {
  return db.as(actor, async (tx) => {
    const { rows, submission, action, step } = await holdStep(tx, actor, input);
    if (actor.kind !== 'person') throw notFound();
    const at = now();
    const { closed } = doorOf(rows, submission, step, at);
    if (closed) throw refuse('conflict', closed);
    const evidence = [...new Set(input.evidence)];
    const known = await tx.evidence.findMany({
      where: { id: { in: evidence }, townId: rows.townId, removedAt: null },
      select: { id: true },
    });
    if (known.length !== evidence.length)
      throw refuse('invalid', 'Choose evidence from the list: one piece is not in the library any more.', 'evidence');
    const { id } = await tx.appeal.create({
      data: {
        applicationId: rows.id,
        townId: rows.townId,
        submissionId: submission.id,
        step: step.key,
        reason: input.reason,
        filedById: actor.id,
        filedAt: at,
      },
      select: { id: true },
    });
    await tx.appealEvidence.createMany({
      data: evidence.map((one) => ({ appealId: id, evidenceId: one, townId: rows.townId })),
    });
    await recordEvent(tx, actor, 'appeal.filed', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { action: action.id, step: step.key },
    });
    await postMail(tx, { kind: 'appeal-filed', appeal: id });
    return { appeal: id, application: rows.id, action: action.id, step: step.key };
  });
}

/** Withdraws an appeal before it is ruled on: the ruling stands, and the step cannot be appealed again. */
export async function withdrawAppeal(actor: Actor, input: z.output<typeof withdrawAppealInput>): Promise<AppealPlace> {
  return db.as(actor, async (tx) => {
    const held = await holdAppeal(tx, actor, input.appeal);
    const { review, appeal, action, step } = held;
    ensure(can(actor, 'appeal.file', subjectOf(review.rows)));
    ensureWaits(held, 'withdraw');
    await tx.appeal.update({ where: { id: appeal.id }, data: { withdrawnAt: now() } });
    await recordEvent(tx, actor, 'appeal.withdrawn', {
      townId: appeal.townId,
      applicationId: appeal.applicationId,
      details: { action: action.id, step: step.key },
    });
    if (appeal.reviewerId)
      await postMail(tx, { kind: 'appeal-ended', appeal: appeal.id, user: appeal.reviewerId, why: 'withdrawn' });
    return { appeal: appeal.id, application: appeal.applicationId, action: action.id, step: step.key };
  });
}
