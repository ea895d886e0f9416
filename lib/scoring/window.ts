import { dateInWords, isRealDate } from '@/lib/rulebook/dates';
import type { Rulebook } from '@/lib/rulebook/schema';
import type { Settings } from '@/lib/rulebook/settings';
import type { CreditVerdict } from './result';

/** What the credit window looks at for one step or row. */
export type CreditInput = {
  /** The completion day as typed. */
  completed: unknown;
  /** The day of submission (or scoring) in New York. */
  today: string;
  /** The certification year sought. */
  year: number;
  /** Credit modes the step allows. */
  allowed: readonly ('new' | 'rolling')[];
  previouslyCredited: boolean;
  /** In the year in which the certification expires. */
  recertifying: boolean;
  settings: Settings;
  timeframe: Rulebook['timeframe'];
  /** What would be creditable instead, in words, where only new credit exists. */
  instead?: string;
};

/** The first day of the window: 1 January of the year sought less the rulebook's years. */
export const windowStart = (timeframe: Rulebook['timeframe'], year: number): string =>
  `${year - timeframe.windowYears}-01-01`;

/** New, rolling, not creditable, not completed or not known, with the reason and clause ("Timeframe for Credit"). */
export function creditOf(input: CreditInput): CreditVerdict {
  const { completed, today, year, settings, timeframe } = input;
  const { newClause, rollingClause } = timeframe;
  if (!isRealDate(completed))
    return { kind: 'unknown', because: 'Not known until the completion date is entered.', clause: newClause };
  const day = dateInWords(completed);
  if (completed > today)
    return {
      kind: 'not-completed',
      because: `${day} is still to come. It counts once it is completed.`,
      clause: newClause,
    };
  const start = windowStart(timeframe, year);
  if (completed < start)
    return rollingOnly(
      input,
      `Completed on ${day}, before the window that starts on ${dateInWords(start)}.`,
      rollingClause,
    );
  if (settings.windowEnd === 'no' && completed >= `${year}-01-01`)
    return {
      kind: 'not-creditable',
      because: `Completed on ${day}; this rulebook counts work before January 1, ${year}. It can be claimed in a later year.`,
      clause: newClause,
    };
  if (!input.previouslyCredited)
    return {
      kind: 'new',
      because: `Completed on ${day}, in the window that starts on ${dateInWords(start)}.`,
      clause: newClause,
    };
  if (input.recertifying)
    return rollingOnly(
      input,
      'It was credited before, and the town recertifies in the year of expiration.',
      rollingClause,
    );
  if (settings.earlyReuse === 'yes')
    return {
      kind: 'new',
      because: `Completed on ${day}; credited before, and new again because this is not the year of expiration.`,
      clause: newClause,
    };
  return rollingOnly(input, 'It was credited before, and this rulebook does not let it be new again.', rollingClause);
}

function rollingOnly(input: CreditInput, why: string, clause: string): CreditVerdict {
  if (input.allowed.includes('rolling'))
    return {
      kind: 'rolling',
      because: `${why} It can earn rolling credit, with a narrative of its lasting impact.`,
      clause,
    };
  const instead = input.instead ? ` ${input.instead}` : '';
  return { kind: 'not-creditable', because: `${why} This step gives new credit only.${instead}`, clause };
}
