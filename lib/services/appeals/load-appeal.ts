import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import type { Tx } from '@/lib/db/db';
import { notFound, refuse } from '@/lib/errors';
import type { Cells } from '@/lib/rulebook/cells';
import { reserved } from '@/lib/rulebook/fields';
import { findAction, findStep } from '@/lib/rulebook/published';
import type { Action, Step } from '@/lib/rulebook/schema';
import { loadApplication, subjectOf, type ApplicationRows } from '@/lib/services/applications/load-application';
import { ensure } from '@/lib/services/applications/ensure';
import { isRevoked } from '@/lib/services/applications/view-parts';
import { loadReview, type Review } from '@/lib/services/reviews/load-review';
import { possible } from '@/lib/workflow/application';
import { appealState, mayAppeal, whyNoAppeal, whyNoGrant, type AppealDoor } from '@/lib/workflow/appeals';
import { changesLife, mayCorrect } from '@/lib/workflow/correction-life';
import { pointChoices } from '@/lib/workflow/ruling';
import { standing } from '@/lib/workflow/standing';
import { outcomeOf } from '@/lib/services/applications/facts';
import { appealUntil } from './appeal-time';

type Submission = ApplicationRows['submissions'][number];
export type AppealRow = ApplicationRows['appeals'][number];

/** What the access rules need to know of an appeal. */
export const appealSubject = (rows: ApplicationRows, appeal: Pick<AppealRow, 'reviewerId' | 'withdrawnAt'>) => ({
  ...subjectOf(rows),
  appealReviewer: appeal.withdrawnAt ? null : appeal.reviewerId,
});

export type HeldAppeal = {
  review: Review;
  appeal: AppealRow;
  submission: Submission;
  action: Action;
  step: Step;
};

/** An appeal with its application's review, the application's row locked; not-found when the actor may not read it. */
export async function holdAppeal(tx: Tx, actor: Actor, id: string): Promise<HeldAppeal> {
  const found = await tx.appeal.findUnique({ where: { id }, select: { applicationId: true } });
  if (!found) throw notFound();
  const review = await loadReview(tx, actor, found.applicationId);
  const appeal = review.rows.appeals.find((one) => one.id === id);
  const submission = review.rows.submissions.find((one) => one.id === appeal?.submissionId);
  const action = submission && findAction(review.rulebook, submission.actionId);
  const step = action && findStep(action, appeal!.step);
  if (!appeal || !step || can(actor, 'appeal.read', appealSubject(review.rows, appeal)).ok !== true) throw notFound();
  return { review, appeal, submission, action, step };
}

/** Refuses an act on an appeal that was ruled on or withdrawn meanwhile. */
export function ensureWaits({ review, appeal }: HeldAppeal, act: 'assign' | 'rule' | 'withdraw'): void {
  if (possible(review.rows.status, `${act}-appeal`) && mayAppeal(appealState(appeal), act)) return;
  throw refuse(
    'conflict',
    appeal.withdrawnAt
      ? 'The town has withdrawn this appeal, so there is nothing to do any more.'
      : 'This appeal was ruled on already. Reload the page to read the ruling.',
  );
}

/** Why no appeal of the application can be granted now; null when one can. */
export const noGrantOf = (rows: ApplicationRows): string | null =>
  whyNoGrant({ revoked: isRevoked(rows), changing: !mayCorrect(changesLife(rows.notices), 'propose') });

/** The ruling on a step that stands and that the town was sent. */
export const rulingToldOf = (rows: ApplicationRows, submission: Submission, step: string) =>
  standing(submission.rulings, submission.openings, rows.round, false).get(step) ?? null;

/** A step of a decided application, its row locked, for a contact to appeal. */
export async function holdStep(tx: Tx, actor: Actor, place: { submission: string; step: string }) {
  const found = await tx.submission.findUnique({ where: { id: place.submission }, select: { applicationId: true } });
  if (!found) throw notFound();
  const rows = await loadApplication(tx, actor, found.applicationId, { lock: true });
  ensure(can(actor, 'appeal.file', subjectOf(rows)));
  const submission = rows.submissions.find((one) => one.id === place.submission);
  const action = submission && findAction(rows.rulebook.content, submission.actionId);
  const step = action && findStep(action, place.step);
  if (!step) throw notFound();
  return { rows, submission, action, step };
}

/** Until when the ruling on a step can be appealed, and why not now. A ruling that came with a correction has its own time. */
export function doorOf(rows: ApplicationRows, submission: Submission, step: Step, at: Date): AppealDoor {
  const ruling = rulingToldOf(rows, submission, step.key);
  const told = rows.decidedAt && ruling?.sentAt && ruling.sentAt > rows.decidedAt ? ruling.sentAt : rows.decidedAt;
  const appeal = rows.appeals.find((one) => one.submissionId === submission.id && one.step === step.key);
  const until = told && appealUntil(told, rows.cycle.appealDays);
  const closed = whyNoAppeal(
    {
      status: rows.status,
      revoked: isRevoked(rows),
      appeal: appeal ? appealState(appeal) : 'none',
      leftOut: submission.leftOut || (submission.cells as Cells)[`${step.key}.${reserved.leftOut}`] === true,
      ruling: ruling && { outcome: outcomeOf(ruling), points: ruling.points },
      most: pointChoices(step).at(-1) ?? 0,
      until,
    },
    at,
  );
  return { until, closed };
}
