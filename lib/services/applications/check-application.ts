import { randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { actionName, findAction } from '@/lib/rulebook/published';
import type { Action } from '@/lib/rulebook/schema';
import type { Problem, Score } from '@/lib/scoring/result';
import { no, type Reason, type Verdict } from '@/lib/verdict';
import { inOrder } from '@/lib/workflow/action-rows';
import { answerHref, problemHref } from '@/lib/workflow/links';
import { unanswered } from '@/lib/workflow/return-points';
import { submittedSteps } from '@/lib/workflow/ruling';
import { standing } from '@/lib/workflow/standing';
import type { CheckView } from '@/lib/workflow/views';
import { maySubmit, parseId } from './get-application';
import { loadApplication, type ApplicationRows } from './load-application';
import { peopleOf, scored } from './view-parts';

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
function pointsLeft(rows: ApplicationRows, score: Score): { action: Action; message: string; at: string }[] {
  const going = submittedSteps(score);
  return rows.submissions.flatMap((submission) => {
    const action = findAction(rows.rulebook.content, submission.actionId);
    const returned = standing(submission.rulings, submission.openings, rows.round, false);
    return [...returned.values()].flatMap((ruling) => {
      const goes = going.some((step) => step.action === submission.actionId && step.key === ruling.step);
      const left = goes ? unanswered(ruling).length : 0;
      if (left === 0 || !action) return [];
      const message = `Say what you changed for ${left === 1 ? 'the point' : `the ${left} points`} the reviewer made on step ${ruling.step}.`;
      return [{ action, message, at: answerHref(rows.id, submission.actionId, ruling.step) }];
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

const view = (application: string) => (problem: Problem) => ({
  message: problem.message,
  href: problemHref(application, problem.path),
  blocks: problem.severity === 'blocks',
});

/** The last check before submitting: what goes along, what stays, and every problem with the page where it is mended. */
export async function checkApplication(actor: Actor, id: string): Promise<CheckView> {
  const at = now();
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, parseId(id));
    const result = scored(actor, rows, at);
    const { score, summary } = result;
    const lines = inOrder(
      score.actions.flatMap((line) => {
        const action = findAction(rows.rulebook.content, line.action);
        return action ? [{ line, category: action.category, number: action.number, title: action.title }] : [];
      }),
    );
    const left = pointsLeft(rows, score);
    const problemsOf = (action: string) => [
      ...left
        .filter((one) => one.action.id === action)
        .map(({ message, at: href }) => ({ message, href, blocks: true })),
      ...score.problems.filter((p) => p.path.split('/')[0] === action).map(view(rows.id)),
    ];
    const goes = ({ line }: (typeof lines)[number]) => line.begun && !line.leftOut;
    const open = [...blockers(rows, score), ...openPoints(rows, score)];
    const allowed = maySubmit(actor, result);
    const submit: Verdict = allowed.ok === true && open.length > 0 ? no(...open) : allowed;
    return {
      id: rows.id,
      town: summary.town,
      year: rows.cycle.year,
      aim: rows.aim,
      openRound: summary.openRound,
      claimed: score.claimed,
      documented: score.documented,
      included: lines.filter(goes).map(({ line, number, title }) => ({
        actionId: line.action,
        number,
        title,
        claimed: line.claimed,
        documented: line.documented,
        problems: problemsOf(line.action),
      })),
      staying: lines
        .filter((entry) => !goes(entry))
        .map(({ line, number, title }) => ({
          actionId: line.action,
          number,
          title,
          why: line.leftOut ? 'left-out' : 'not-started',
        })),
      general: problemsOf(''),
      submit,
      requestKey: randomUUID(),
      contacts: (await peopleOf(tx, rows.townId)).contacts,
    };
  });
}
