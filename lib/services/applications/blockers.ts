import { actionName, findAction } from '@/lib/rulebook/published';
import type { Action } from '@/lib/rulebook/schema';
import type { Score } from '@/lib/scoring/result';
import type { Reason } from '@/lib/verdict';
import { pointsHref, problemHref } from '@/lib/workflow/links';
import { pointsLeftWords, unanswered } from '@/lib/workflow/return-points';
import { submittedSteps } from '@/lib/workflow/ruling';
import { standing } from '@/lib/workflow/standing';
import type { ApplicationRows } from './load-application';

/** Why an application is not fit to be submitted, each reason addressed by the page where it is mended; none when it is. */
export function blockers(rows: ApplicationRows, score: Score): Reason[] {
  return score.problems
    .filter((problem) => problem.severity === 'blocks')
    .map((problem): Reason => {
      const action = findAction(rows.rulebook.content, problem.path.split('/')[0] ?? '');
      const message = action ? `${actionName(action)}: ${problem.message}` : problem.message;
      return { code: problem.code, message, at: problemHref(rows.id, problem.path) };
    });
}

/** The points of returned steps that the town has not answered, of the steps that go along, with the action of each. */
export function pointsLeft(rows: ApplicationRows, score: Score): { action: Action; message: string; at: string }[] {
  const going = submittedSteps(score);
  return rows.submissions.flatMap((submission) => {
    const action = findAction(rows.rulebook.content, submission.actionId);
    const returned = standing(submission.rulings, submission.openings, rows.round, false);
    return [...returned.values()].flatMap((ruling) => {
      const goes = going.some((step) => step.action === submission.actionId && step.key === ruling.step);
      const left = goes ? unanswered(ruling).length : 0;
      if (left === 0 || !action) return [];
      const at = pointsHref(rows.id, submission.actionId, ruling.step);
      return [{ action, message: pointsLeftWords(left, ruling.step), at }];
    });
  });
}

/** Why a returned application cannot be submitted again: each step with points that the town has not answered. */
export const openPoints = (rows: ApplicationRows, score: Score): Reason[] =>
  pointsLeft(rows, score).map(({ action, message, at }) => ({
    code: 'points-open',
    message: `${actionName(action)}: ${message}`,
    at,
  }));

/** The action of each thing to mend before an application can be submitted; '' for one that belongs to none. */
export const toMend = (rows: ApplicationRows, score: Score): string[] => [
  ...pointsLeft(rows, score).map(({ action }) => action.id),
  ...score.problems.filter((p) => p.severity === 'blocks').map((p) => p.path.split('/')[0] ?? ''),
];
