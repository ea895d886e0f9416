import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { Refusal, refuse } from '@/lib/errors';
import { subjectOf } from '@/lib/services/applications/load-application';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { ensureNothingAsked, ensureRuled, loadReview, sendRulings } from './load-review';

export const finishReviewInput = z.strictObject({ application: z.uuid() });

/** Ends the review when every submitted step is ruled and none is to be revised: the town sees the rulings, a decision is due. */
export async function finishReview(
  actor: Actor,
  input: z.output<typeof finishReviewInput>,
): Promise<{ application: string }> {
  return db.as(actor, async (tx) => {
    const review = await loadReview(tx, actor, input.application);
    const { rows, state } = review;
    const allowed = can(actor, 'review.send', subjectOf(rows));
    if (allowed.ok === false) throw new Refusal('forbidden', allowed.reasons);

    ensureNothingAsked(review);
    await ensureRuled(tx, actor, review);
    if (!state.decisionDue)
      throw refuse('not-ready', 'A step asks the town to revise. Return the application to the town instead.');

    const sent = await sendRulings(tx, rows.id);
    // Asked twice, the second time finds nothing new to send.
    if (sent === 0) return { application: rows.id };
    await tx.application.update({ where: { id: rows.id }, data: { statusSince: now() } });
    await recordEvent(tx, actor, 'application.reviewed', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { round: rows.round, steps: state.steps },
    });
    await postMail(tx, { kind: 'application-reviewed', application: rows.id });
    return { application: rows.id };
  });
}
