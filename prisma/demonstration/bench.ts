import { addMinutes } from 'date-fns';
import type { Person } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { holdClock } from '@/lib/clock';
import { db } from '@/lib/db/db';
import type { LevelId } from '@/lib/rulebook/schema';
import { factsOf } from '@/lib/services/applications/facts';
import { loadApplication, subjectOf, type ApplicationRows } from '@/lib/services/applications/load-application';
import { decide } from '@/lib/services/certifications/decide';
import { assignInBulk, assignRequest, previewAssignments } from '@/lib/services/reviews/assign-bulk';
import { askReading, giveReading } from '@/lib/services/reviews/assign-second';
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

/** Assigns an application by the table of topics at an instant. */
export async function assignByRule(coordinator: Person, bid: Bid, at: Date): Promise<void> {
  holdClock(at);
  const request = assignRequest.parse({ applications: [bid.application] });
  const { mark } = await previewAssignments(coordinator, request);
  await assignInBulk(coordinator, { ...request, mark });
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
    return {
      rows,
      steps: submittedSteps(scored).filter((step) => step.ruling === null && mine(reviewer, rows, step.action)),
    };
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

/** Has one contested step read again, and the reading given a day later. */
export async function readAgain(
  coordinator: Person,
  reader: Person,
  bid: Bid,
  at: Date,
  { action, step, ...said }: { action: string; step: string } & Remark,
): Promise<void> {
  const submission = bid.submissions[action]!.id;
  holdClock(at);
  await askReading(coordinator, { submission, step });
  holdClock(addMinutes(at, 1460));
  await giveReading(reader, { submission, step, items: [], ...said });
}

/** Whether an action is the reviewer's to rule on. */
function mine(reviewer: Person, rows: ApplicationRows, id: string): boolean {
  const { category } = findAction(rows.rulebook.content, id)!;
  return can(reviewer, 'review.rule', { ...subjectOf(rows), category, action: id }).ok === true;
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
  const decision = { application: bid.application, level, note: '' };
  const { print } = await decide(coordinator, decision);
  await decide(coordinator, { ...decision, seen: print });
}
