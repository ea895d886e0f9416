import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { notFound, Refusal, refuse } from '@/lib/errors';
import type { StepScore } from '@/lib/scoring/result';
import { actionName } from '@/lib/rulebook/published';
import { ensure } from '@/lib/services/applications/ensure';
import { inForce } from '@/lib/services/applications/facts';
import { creditedPoints } from '@/lib/services/applications/view-parts';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { keepRuling, toldOf, withRuling } from '@/lib/services/reviews/keep-ruling';
import { reviewOf } from '@/lib/services/reviews/load-review';
import { grants } from '@/lib/workflow/appeals';
import { bonusReasons, judgeRuling, type RulingDraft } from '@/lib/workflow/ruling';
import { count } from '@/lib/words';
import type { AppealPlace } from './file-appeal';
import { appealSubject, ensureWaits, holdAppeal, noGrantOf, rulingToldOf, type HeldAppeal } from './load-appeal';

export const ruleAppealInput = z.strictObject({
  appeal: z.uuid(),
  outcome: z.enum(['granted', 'upheld'], { error: 'Choose whether the appeal is granted or the ruling upheld.' }),
  points: z.coerce.number({ error: 'Choose the points.' }).int('Choose the points.').optional(),
  items: z.array(z.string().max(40)).max(500).default([]),
  reason: z.string().trim().min(1, 'Say why. The town reads it.').max(4000, 'Keep the reason under 4,000 characters.'),
});

type Granted = { ruling: Required<RulingDraft>; scored: StepScore; round?: number };

/** The ruling that a granted appeal gives the step; refused while a change of the decision waits, and when it gives no more than before. */
function granted({ review, submission, action, step }: HeldAppeal, input: z.output<typeof ruleAppealInput>): Granted {
  const { rows, steps } = review;
  const closed = noGrantOf(rows);
  if (closed) throw refuse('not-ready', `${closed} What you typed is kept on this page.`);
  const scored = steps.find((one) => one.action === action.id && one.key === step.key);
  if (!scored) throw notFound();
  const draft = { outcome: 'approved' as const, points: input.points, items: input.items, reason: input.reason };
  const { ruling, reasons } = judgeRuling(step, scored, draft);
  const siblings = steps.filter((one) => one.action === action.id);
  reasons.push(...bonusReasons(step, ruling.outcome, action, siblings));
  const before = rulingToldOf(rows, submission, step.key);
  const least = grants(before?.points ?? 0, ruling.points);
  if (reasons.length === 0 && least) reasons.push({ code: 'points', message: least, at: 'points' });
  if (reasons.length > 0) throw new Refusal('invalid', reasons);
  return { ruling, scored, round: before?.round };
}

/**
 * Prepares the change of the decision that follows, in the name of whoever ruled: with the level that the points now
 * meet, for a coordinator to confirm. Answers whether there is one.
 */
async function prepareCorrection(tx: Tx, held: HeldAppeal, { ruling, round }: Granted): Promise<boolean> {
  const { review, appeal, submission, action, step } = held;
  const by = appeal.reviewerId!;
  const after = reviewOf(
    withRuling(review.rows, { submission: submission.id, step: step.key }, ruling, { by, round }),
  ).score;
  const before = inForce(review.rows.certifications)?.level ?? null;
  if (after.level === before && after.awarded === creditedPoints(review.rows)) return false;
  // Without reading it back: reviewers see a proposal only as far as the database shows it to them.
  await tx.correction.createMany({
    data: [
      {
        applicationId: appeal.applicationId,
        townId: appeal.townId,
        kind: 'corrected',
        level: after.level,
        reason: `The appeal of step ${step.key} of ${actionName(action)} was granted: it has ${count(ruling.points, 'point')} now. ${ruling.reason}`,
        fromLevel: before,
        proposedById: by,
        proposedAt: now(),
        appealId: appeal.id,
      },
    ],
  });
  return true;
}

async function keep(tx: Tx, { review, submission, step }: HeldAppeal, made: Granted, by: string): Promise<string> {
  const told = await toldOf(tx, made.scored, made.ruling.reason);
  const place = { submission: submission.id, step: step.key };
  return keepRuling(tx, review.rows, place, { ...made.ruling, ...told }, { by, sent: true, round: made.round });
}

/**
 * Rules on an appeal, always with a reason. Upheld, the step stays as it is. Granted, it gets a new ruling with more
 * points, and a change of the decision is prepared that a coordinator confirms.
 */
export async function ruleAppeal(actor: Actor, input: z.output<typeof ruleAppealInput>): Promise<AppealPlace> {
  return db.as(actor, async (tx) => {
    const held = await holdAppeal(tx, actor, input.appeal);
    const { review, appeal, action, step } = held;
    ensure(can(actor, 'appeal.rule', appealSubject(review.rows, appeal)));
    if (actor.kind !== 'person') throw notFound();
    ensureWaits(held, 'rule');
    const made = input.outcome === 'granted' ? granted(held, input) : null;
    const rulingId = made && (await keep(tx, held, made, actor.id));
    await tx.appeal.update({
      where: { id: appeal.id },
      data: { outcome: input.outcome, because: input.reason, ruledAt: now(), rulingId },
    });
    const prepared = made !== null && (await prepareCorrection(tx, held, made));
    await recordEvent(tx, actor, 'appeal.ruled', {
      townId: appeal.townId,
      applicationId: appeal.applicationId,
      details: { action: action.id, step: step.key, outcome: input.outcome, points: made?.ruling.points ?? null },
    });
    await postMail(tx, { kind: 'appeal-ruled', application: appeal.applicationId, appeal: appeal.id });
    if (prepared) await postMail(tx, { kind: 'appeal-granted', appeal: appeal.id });
    return { appeal: appeal.id, application: appeal.applicationId, action: action.id, step: step.key };
  });
}
