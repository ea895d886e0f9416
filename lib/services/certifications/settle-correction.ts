import { z } from 'zod';
import type { Actor, Person } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { notFound, refuse } from '@/lib/errors';
import { ensure } from '@/lib/services/applications/ensure';
import { claimActivities } from '@/lib/services/applications/claims';
import { subjectOf } from '@/lib/services/applications/load-application';
import { recordEvent } from '@/lib/services/record/record-event';
import { loadReview, type Review } from '@/lib/services/reviews/load-review';
import { correctionLife, mayCorrect, type CorrectionAct } from '@/lib/workflow/correction-life';
import { certify, endAward, freezeDecision, writeLedger } from './award';
import { judgeLevel } from './judge-level';
import { corrected, keepPoints, stepWords } from './correct-points';
import { previewLetter, sendLetter, type Preview } from './write-letter';

const place = { application: z.uuid(), correction: z.uuid() };
export const confirmCorrectionInput = z.strictObject({
  ...place,
  /** The print of the letter that the page showed. */
  seen: z.string().max(64),
});
export const refuseCorrectionInput = z.strictObject(place);

type Waiting = Review['rows']['corrections'][number];

/** The letter a proposed correction would send. */
export function correctionLetter(review: Review, correction: Waiting): Preview {
  const { kind, level, fromLevel, reason } = correction;
  const decided = review.rows.decidedAt ?? now();
  const step = stepWords(review, correction);
  return previewLetter(corrected(review, correction), { kind, level, before: fromLevel, note: reason, decided, step });
}

async function waiting(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof refuseCorrectionInput>,
  act: CorrectionAct,
): Promise<{ review: Review; correction: Waiting; by: Person }> {
  const review = await loadReview(tx, actor, input.application);
  ensure(can(actor, 'decision.correct', subjectOf(review.rows)));
  const correction = review.rows.corrections.find((c) => c.id === input.correction);
  if (!correction || actor.kind !== 'person') throw notFound();
  if (!mayCorrect(correctionLife(correction), act))
    throw refuse('conflict', 'Somebody has confirmed this change or turned it down already. Reload the page.');
  return { review, correction, by: actor };
}

/**
 * What the correction makes of the step it is of, of certification, ledger and claims, and the snapshot of it. Answers
 * the points awarded then.
 */
async function carryOut(tx: Tx, by: string, held: Review, correction: Waiting): Promise<number> {
  const { kind, level, reason } = correction;
  const review = corrected(held, correction);
  const { rows, score, file } = review;
  await keepPoints(tx, held, correction);
  await endAward(tx, rows.id, kind);
  if (kind === 'revoked') {
    await tx.activityClaim.deleteMany({ where: { applicationId: rows.id } });
    return score.awarded;
  }
  judgeLevel(score, level, reason);
  await claimActivities(tx, rows, file);
  if (level) await certify(tx, by, review, level, rows.decidedAt ?? now());
  await writeLedger(tx, review);
  await freezeDecision(tx, by, review);
  return score.awarded;
}

/**
 * Confirms a proposed correction or revocation: certification, ledger, claims, snapshot, letter, event and mail are one
 * transaction. Never by whoever proposed it.
 */
export async function confirmCorrection(
  actor: Actor,
  input: z.output<typeof confirmCorrectionInput>,
): Promise<{ application: string }> {
  return db.as(actor, async (tx) => {
    const { review, correction, by } = await waiting(tx, actor, input, 'confirm');
    const { rows } = review;
    if (correction.proposedById === by.id)
      throw refuse('forbidden', 'You proposed this change. Another coordinator confirms it.');
    const preview = correctionLetter(review, correction);
    if (input.seen !== preview.print)
      throw refuse('conflict', 'The letter has changed since you opened the page. Reload the page and read it first.');
    const points = await carryOut(tx, by.id, review, correction);
    await tx.correction.update({
      where: { id: correction.id },
      data: { settledById: by.id, settledAt: now(), confirmed: true },
    });
    await recordEvent(tx, actor, correction.kind === 'revoked' ? 'decision.revoked' : 'decision.corrected', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { from: correction.fromLevel, level: correction.level, points },
    });
    await sendLetter(tx, by.id, review, preview.letter);
    return { application: rows.id };
  });
}

/** Turns a proposed change down, or takes one's own back. The decision stays as it is. */
export async function refuseCorrection(
  actor: Actor,
  input: z.output<typeof refuseCorrectionInput>,
): Promise<{ application: string }> {
  return db.as(actor, async (tx) => {
    const { review, correction, by } = await waiting(tx, actor, input, 'refuse');
    await tx.correction.update({
      where: { id: correction.id },
      data: { settledById: by.id, settledAt: now(), confirmed: false },
    });
    await recordEvent(tx, actor, 'correction.refused', { townId: review.rows.townId, applicationId: review.rows.id });
    return { application: review.rows.id };
  });
}
