import { randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { findAction } from '@/lib/rulebook/published';
import type { Problem } from '@/lib/scoring/result';
import { no, type Verdict } from '@/lib/verdict';
import { inOrder } from '@/lib/workflow/action-rows';
import { problemHref } from '@/lib/workflow/links';
import type { CheckView } from '@/lib/workflow/views';
import { blockers, openPoints, pointsLeft } from './blockers';
import { maySubmit, parseId } from './get-application';
import { loadApplication } from './load-application';
import { peopleOf, scored } from './view-parts';

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
