import { addMinutes } from 'date-fns';
import type { Person } from '@/lib/access/actor';
import { holdClock } from '@/lib/clock';
import { db } from '@/lib/db/db';
import type { LevelId } from '@/lib/rulebook/schema';
import { factsOf } from '@/lib/services/applications/facts';
import { loadApplication } from '@/lib/services/applications/load-application';
import { decide } from '@/lib/services/certifications/decide';
import { assignReviewer } from '@/lib/services/reviews/assign-reviewer';
import { finishReview } from '@/lib/services/reviews/finish-review';
import { returnApplication } from '@/lib/services/reviews/return-application';
import { ruleStep } from '@/lib/services/reviews/rule-step';
import { score } from '@/lib/scoring/score';
import { findAction, findStep } from '@/lib/rulebook/published';
import { documentedItems, submittedSteps } from '@/lib/workflow/ruling';
import type { Bid } from './hand';

/** Assigns reviewers at an instant; no categories means the whole application. */
export async function assign(
  coordinator: Person,
  bid: Bid,
  reviewers: readonly { reviewer: Person; categories?: number[] }[],
  at: Date,
): Promise<void> {
  holdClock(at);
  for (const { reviewer, categories = [] } of reviewers)
    await assignReviewer(coordinator, { application: bid.application, reviewer: reviewer.id, categories });
}

/** A ruling other than an approval as documented, by `action/step`. */
export type Remark = { outcome: 'revise' | 'not-approved' | 'approved'; points?: number; reason: string };

/**
 * Rules on the steps that wait, in the order of the application, some minutes each: as documented, unless remarked
 * otherwise. `most` leaves the rest unruled.
 */
export async function rule(
  reviewer: Person,
  bid: Bid,
  from: Date,
  { remarks = {}, most = Infinity }: { remarks?: Record<string, Remark>; most?: number } = {},
): Promise<void> {
  let at = from;
  holdClock(at);
  const { rows, steps } = await db.as(reviewer, async (tx) => {
    const rows = await loadApplication(tx, reviewer, bid.application);
    const scored = score(rows.rulebook.content, factsOf(rows, at, { unsent: true }));
    return { rows, steps: submittedSteps(scored).filter((step) => step.ruling === null) };
  });
  for (const scored of steps.slice(0, most)) {
    const remark = remarks[`${scored.action}/${scored.key}`];
    const step = findStep(findAction(rows.rulebook.content, scored.action)!, scored.key)!;
    at = addMinutes(at, 12);
    holdClock(at);
    await ruleStep(reviewer, {
      submission: bid.submissions[scored.action]!.id,
      step: scored.key,
      outcome: remark?.outcome ?? 'approved',
      points: remark?.points ?? scored.documented,
      items: documentedItems(step, scored),
      reason: remark?.reason ?? '',
    });
  }
}

/** Sends the round back to the town at an instant. */
export async function sendBack(reviewer: Person, bid: Bid, at: Date): Promise<void> {
  holdClock(at);
  await returnApplication(reviewer, { application: bid.application });
}

/** Ends the review at an instant. */
export async function finish(reviewer: Person, bid: Bid, at: Date): Promise<void> {
  holdClock(at);
  await finishReview(reviewer, { application: bid.application });
}

/** Decides on a level at an instant. */
export async function settleLevel(coordinator: Person, bid: Bid, level: LevelId, at: Date): Promise<void> {
  holdClock(at);
  await decide(coordinator, { application: bid.application, level, note: '' });
}
