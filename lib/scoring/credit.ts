import { isRealDate } from '@/lib/rulebook/dates';
import { reserved } from '@/lib/rulebook/fields';
import type { StepAnswers } from '@/lib/rulebook/cells';
import type { Action, Step } from '@/lib/rulebook/schema';
import { within } from '@/lib/rulebook/words';
import type { Reason } from '@/lib/verdict';
import type { Context } from './context';
import type { CreditVerdict } from './result';
import type { ReadRows } from './rows';
import { creditOf } from './window';

/** What the window says of a step, whether points can be claimed at all, and what credit still lacks. */
export type StepCredit = { credit: CreditVerdict; possible: boolean; missing: Reason[] };

/** The credit of a step: by its own completion date, or row by row ("Timeframe for Credit"). */
export function creditOfStep(
  context: Context,
  action: Action,
  step: Step,
  answers: StepAnswers,
  rows: ReadRows | undefined,
): StepCredit {
  const mode = answers[reserved.credit] ?? (step.credit.length === 1 ? step.credit[0] : undefined);
  const at = (key: string) => `${step.key}.${key}`;
  const missing: Reason[] = [];
  const ask = (code: string, key: string, message: string) => missing.push({ code, message, at: at(key) });

  if (mode === 'rolling' && !step.credit.includes('rolling')) {
    ask('new-credit-only', reserved.credit, 'Claim this as new credit: the step gives no rolling credit.');
    const because = 'Claimed as rolling credit; this step gives new credit only.';
    return {
      credit: { kind: 'not-creditable', because, clause: context.rulebook.timeframe.rollingClause },
      possible: false,
      missing,
    };
  }
  if (step.dated !== 'step') return { credit: creditOfRows(context, rows), possible: true, missing };

  const completed = answers[reserved.completed];
  const credit = creditOf({
    completed,
    today: context.today,
    year: context.file.year,
    allowed: step.credit,
    previouslyCredited: context.credited.has(`${action.id}/${step.key}`),
    recertifying: context.file.recertifying,
    settings: context.settings,
    timeframe: context.rulebook.timeframe,
  });
  if (completed === undefined || completed === '')
    ask(
      'completed',
      reserved.completed,
      `Enter the completion date: ${within(step.completedLabel ?? 'When was this completed?')}`,
    );
  else if (!isRealDate(completed)) ask('not-a-date', reserved.completed, 'Enter a whole date that exists.');
  const possible = credit.kind !== 'not-creditable' && credit.kind !== 'not-completed';
  if (!possible) ask(credit.kind, reserved.completed, credit.because);
  if (mode !== 'new' && mode !== 'rolling')
    ask('credit', reserved.credit, 'Say whether this is new or rolling credit.');
  else if (credit.kind === 'new' && mode === 'rolling')
    ask('credit-mode', reserved.credit, `Choose new credit. ${credit.because}`);
  else if (credit.kind === 'rolling' && mode === 'new')
    ask('credit-mode', reserved.credit, `Choose rolling credit. ${credit.because}`);
  const impact = answers[reserved.impact];
  if (mode === 'rolling' && !(typeof impact === 'string' && impact.trim()))
    ask('impact', reserved.impact, 'Tell what difference it still makes: rolling credit needs it.');
  return { credit, possible, missing };
}

/** A log or a list of toolkits: new as soon as one counted row is. */
function creditOfRows({ rulebook }: Context, rows: ReadRows | undefined): CreditVerdict {
  const clause = rulebook.timeframe.newClause;
  const counted = rows?.lines.filter((line) => line.counts !== 'no') ?? [];
  const fresh = counted.filter((line) => line.credit?.kind === 'new').length;
  if (fresh > 0) return { kind: 'new', because: `Row by row: ${fresh} of ${rows?.lines.length} are new.`, clause };
  return { kind: 'unknown', because: 'Row by row, once rows are complete.', clause };
}
