import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { notFound, Refusal, refuse } from '@/lib/errors';
import { actionName, findAction, findStep } from '@/lib/rulebook/published';
import { rulingToldOf } from '@/lib/services/appeals/load-appeal';
import { ensure } from '@/lib/services/applications/ensure';
import { inForce, outcomeOf } from '@/lib/services/applications/facts';
import { subjectOf } from '@/lib/services/applications/load-application';
import { isRevoked } from '@/lib/services/applications/view-parts';
import { recordEvent } from '@/lib/services/record/record-event';
import { keepRuling, storedOutcome, toldOf, withRuling } from '@/lib/services/reviews/keep-ruling';
import { loadReview, reviewOf, type Review } from '@/lib/services/reviews/load-review';
import { isWaiting } from '@/lib/workflow/appeals';
import { changesLife, mayCorrect } from '@/lib/workflow/correction-life';
import { bonusReasons, judgeRuling, type RulingDraft } from '@/lib/workflow/ruling';
import { outcomeState } from '@/lib/workflow/status';
import { count } from '@/lib/words';

export const correctPointsInput = z.strictObject({
  submission: z.uuid(),
  step: z.string().max(8),
  outcome: z.enum(['approved', 'not-approved'], { error: 'Choose what the step becomes.' }),
  points: z.coerce.number({ error: 'Choose the points.' }).int('Choose the points.').optional(),
  items: z.array(z.string().max(40)).max(500).default([]),
  reason: z
    .string()
    .trim()
    .min(1, 'Say why the points are corrected. The town reads it.')
    .max(4000, 'Keep the reason under 4,000 characters.'),
});

type Correction = Review['rows']['corrections'][number];
type Place = { submission: string; step: string };
type OfStep = { place: Place; round?: number; ruling: Required<RulingDraft> };

/** The round of the ruling that one on this step takes the place of. */
const roundOf = (rows: Review['rows'], { submission, step }: Place): number | undefined =>
  rulingToldOf(
    rows,
    rows.submissions.find((one) => one.id === submission)!,
    step,
  )?.round;

/** The step a correction is of, and the ruling it gets; null for a change of the level alone. */
function ofStep(
  rows: Review['rows'],
  { submissionId, step, outcome, points, items, reason }: Correction,
): OfStep | null {
  if (!submissionId || !step || !outcome) return null;
  const place = { submission: submissionId, step };
  return {
    place,
    round: roundOf(rows, place),
    ruling: { outcome: outcomeOf({ outcome }), points: points ?? 0, items, reason },
  };
}

/** The review as the correction leaves it. */
export function corrected(review: Review, correction: Correction): Review {
  const of = ofStep(review.rows, correction);
  if (!of || correction.settledAt) return review;
  return reviewOf(withRuling(review.rows, of.place, of.ruling, { by: correction.proposedById, round: of.round }));
}

/** What a correction gives its step, as a sentence. */
export function stepWords({ rows, rulebook }: Review, correction: Correction): string | null {
  const of = ofStep(rows, correction);
  const submission = rows.submissions.find((one) => one.id === of?.place.submission);
  if (!of || !submission) return null;
  const action = findAction(rulebook, submission.actionId);
  const becomes = outcomeState(of.ruling.outcome).town.toLowerCase();
  const points = of.ruling.outcome === 'approved' ? ` with ${count(of.ruling.points, 'point')}` : '';
  return `Step ${of.place.step} of ${action ? actionName(action) : submission.actionId} is ${becomes}${points} now.`;
}

const appealedStep = (review: Review, { place }: Pick<OfStep, 'place'>): boolean =>
  review.rows.appeals.some((one) => one.submissionId === place.submission && one.step === place.step && isWaiting(one));

/** Writes the ruling that a confirmed correction gives its step, in the name of whoever proposed it. */
export async function keepPoints(tx: Tx, review: Review, correction: Correction): Promise<void> {
  const of = ofStep(review.rows, correction);
  if (!of) return;
  if (appealedStep(review, of))
    throw refuse(
      'conflict',
      'The town appealed this step meanwhile. Turn the correction down: the ruling on the appeal comes first.',
    );
  const { actionId } = review.rows.submissions.find((one) => one.id === of.place.submission)!;
  const scored = review.steps.find((one) => one.action === actionId && one.key === of.place.step);
  const told = scored && (await toldOf(tx, scored, of.ruling.reason));
  const as = { by: correction.proposedById, sent: true, round: of.round };
  await keepRuling(tx, review.rows, of.place, { ...of.ruling, ...told }, as);
}

/** What is proposed for the step, with every reason not to: it has to differ from how the step stands. */
function judgePoints(review: Review, input: z.output<typeof correctPointsInput>) {
  const submission = review.rows.submissions.find((one) => one.id === input.submission);
  const action = submission && findAction(review.rulebook, submission.actionId);
  const step = action && findStep(action, input.step);
  if (!step) throw notFound();
  const scored = review.steps.find((one) => one.action === action.id && one.key === step.key);
  if (!scored?.ruling) throw refuse('conflict', 'This step was not ruled on, so there are no points to correct.');
  const { ruling, reasons } = judgeRuling(step, scored, input);
  const siblings = review.steps.filter((one) => one.action === action.id);
  reasons.push(...bonusReasons(step, ruling.outcome, action, siblings));
  if (reasons.length > 0) throw new Refusal('invalid', reasons);
  if (ruling.outcome === scored.ruling && ruling.points === scored.awarded)
    throw refuse('conflict', 'The step stands so already. Choose what it becomes.', 'points');
  return { action, place: { submission: submission.id, step: step.key }, ruling };
}

/**
 * Proposes to correct the points of one step after the decision, with the reason and the level that the points meet then.
 * Nothing changes until another coordinator confirms.
 */
export async function correctPoints(
  actor: Actor,
  input: z.output<typeof correctPointsInput>,
): Promise<{ application: string; action: string }> {
  return db.as(actor, async (tx) => {
    const found = await tx.submission.findUnique({ where: { id: input.submission }, select: { applicationId: true } });
    if (!found) throw notFound();
    const review = await loadReview(tx, actor, found.applicationId);
    const { rows } = review;
    ensure(can(actor, 'decision.correct', subjectOf(rows)));
    if (actor.kind !== 'person') throw notFound();
    if (isRevoked(rows)) throw refuse('conflict', 'The certification was revoked: no step counts any more.');
    if (!mayCorrect(changesLife(rows.corrections), 'propose'))
      throw refuse('conflict', 'A change of this decision waits already. Confirm it or turn it down first.');
    const { action, place, ruling } = judgePoints(review, input);
    if (appealedStep(review, { place }))
      throw refuse('conflict', 'The town appealed this step. The ruling on the appeal comes first.');
    const { level } = reviewOf(withRuling(rows, place, ruling, { by: actor.id, round: roundOf(rows, place) })).score;
    await tx.correction.create({
      data: {
        applicationId: rows.id,
        townId: rows.townId,
        kind: 'corrected',
        level,
        reason: input.reason,
        fromLevel: inForce(rows.certifications)?.level ?? null,
        proposedById: actor.id,
        proposedAt: now(),
        submissionId: place.submission,
        step: place.step,
        outcome: storedOutcome[ruling.outcome],
        points: ruling.points,
        items: ruling.items,
      },
    });
    await recordEvent(tx, actor, 'correction.proposed', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { to: level ?? 'none' },
    });
    return { application: rows.id, action: action.id };
  });
}
