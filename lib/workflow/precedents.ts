import { findAction, findStep } from '@/lib/rulebook/find';
import type { Rulebook } from '@/lib/rulebook/schema';
import type { RulingOutcome } from '@/lib/workflow/application';

/** A ruling as it is counted; `adjusted` is an approval with other points than were documented. */
export type Counted = RulingOutcome | 'adjusted';

/** A reason in words that name nobody: a template's title, or a requirement that was not met; how often it was given. */
export type CountedReason = { text: string; kind: 'template' | 'unmet'; times: number };

/** How one step was ruled for other towns: counts, with the most frequent reasons of each ruling. */
export type Precedent = {
  action: string;
  step: string;
  towns: number;
  years: { first: number; last: number };
  rulings: { ruling: Counted; times: number; reasons: CountedReason[] }[];
  /** Rulings whose reason is in the reviewer's own words alone, which are not told. */
  ownWords: number;
};

/** One count, as the database tells it. */
export type PrecedentLine = {
  action: string;
  step: string;
  towns: number;
  first: number;
  last: number;
  kind: string;
  ruling: string;
  item: string | null;
  times: number;
};

/** In this order they are told. */
const countedRulings = ['approved', 'adjusted', 'revise', 'not-approved'] as const satisfies Counted[];

/** The most reasons told of each ruling. */
const mostReasons = 4;

function reasonOf({ kind, item, times, action, step }: PrecedentLine, rulebook: Rulebook): CountedReason | null {
  if (kind === 'template') return item === null ? null : { text: item, kind, times };
  if (kind !== 'unmet') return null;
  const found = findAction(rulebook, action);
  // A requirement that this rulebook does not have any more tells its reader nothing.
  const requirement = found && findStep(found, step)?.requires.find(({ key }) => key === item);
  return requirement ? { text: requirement.title, kind, times } : null;
}

function precedentOf(lines: readonly PrecedentLine[], rulebook: Rulebook): Precedent {
  const { action, step, towns, first, last } = lines[0]!;
  const rulings = countedRulings.flatMap((ruling) => {
    const own = lines.filter((line) => line.ruling === ruling);
    const times = own.find(({ kind }) => kind === 'ruling')?.times;
    const reasons = own
      .map((line) => reasonOf(line, rulebook))
      .filter((reason) => reason !== null)
      .sort((a, b) => b.times - a.times)
      .slice(0, mostReasons);
    return times ? [{ ruling, times, reasons }] : [];
  });
  const ownWords = lines.filter(({ kind }) => kind === 'own-words').reduce((sum, { times }) => sum + times, 0);
  return { action, step, towns, years: { first, last }, rulings, ownWords };
}

/** The counts of each step, put together; a step of which nothing is told has none. */
export function precedentsOf(lines: readonly PrecedentLine[], rulebook: Rulebook): Precedent[] {
  const key = ({ action, step }: PrecedentLine) => `${action} ${step}`;
  const steps = [...new Set(lines.map(key))];
  return steps.map((one) =>
    precedentOf(
      lines.filter((line) => key(line) === one),
      rulebook,
    ),
  );
}
