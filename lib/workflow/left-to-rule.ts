import { count } from '@/lib/words';

/** A submitted step, and its ruling as the reader sees it. */
type Step = { action: string; ruling: unknown };

/** What is left to rule in a round: for its reader, for others, and in all; `words` says it in one line. */
export type LeftToRule = { own: number; others: number; all: number; words: string };

/** Whether a step is its reader's to rule; `own` as in `leftToRule`. */
export const isOwn = (step: Pick<Step, 'action'>, own: readonly string[] | null): boolean =>
  own === null || own.includes(step.action);

/**
 * What is left to rule, as its reader counts it: of the actions they were given (`own`), with what waits for others besides; of
 * the whole where they have all of it or look after it (`null`).
 */
export function leftToRule(steps: readonly Step[], own: readonly string[] | null): LeftToRule {
  const mine = steps.filter((step) => isOwn(step, own));
  const waits = (some: readonly Step[]) => some.filter((step) => step.ruling === null).length;
  const all = waits(steps);
  const left = { own: waits(mine), others: all - waits(mine), all };
  if (mine.length === steps.length || (mine.length === 0 && all === 0))
    return { ...left, words: `${all} of ${steps.length} left to rule` };
  const beside = left.others === 1 ? '1 waits for others' : `${left.others} wait for others`;
  if (mine.length === 0) return { ...left, words: `${beside}, none for you` };
  return {
    ...left,
    words: `${left.own} of your ${count(mine.length, 'step')} left to rule${left.others > 0 ? `; ${beside}` : ''}`,
  };
}
