'use client';

import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import { answersOf, type Cells } from '@/lib/rulebook/cells';
import type { Rulebook } from '@/lib/rulebook/schema';
import type { ApplicationFile } from '@/lib/scoring/facts';
import type { Problem, StepScore } from '@/lib/scoring/result';

export type Live = {
  step: StepScore | null;
  problems: Problem[];
  cells: Cells;
  /** What counts the points could not be fetched: they are those from before the last changes. */
  behind: boolean;
};
type Facts = { rulebook: Rulebook; facts: ApplicationFile; action: string; step: string };

/** The whole file with one submission's answers replaced by what the form holds now. */
function withAnswers(facts: ApplicationFile, action: string, cells: Cells): ApplicationFile {
  const answers = answersOf(cells);
  return { ...facts, submissions: facts.submissions.map((s) => (s.action === action ? { ...s, answers } : s)) };
}

/** The functions the server scores with, or null where they cannot be fetched now; asked again, they are tried again. */
const scoring = () => import('@/lib/scoring/score').catch(() => null);

/** Fetches what scores, before it is needed. */
export const fetchScoring = (): void => void scoring();

/**
 * Scores the step anew shortly after each change, with the functions the server uses. They are fetched as soon as the form
 * is touched: until then the server's own score stands.
 */
export function useLiveScore({ rulebook, facts, action, step }: Facts, initial: Omit<Live, 'behind'>) {
  const [live, setLive] = useState<Live>({ ...initial, behind: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const rescore = useCallback(
    (cells: Cells, wait = 150) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(async () => {
        const found = await scoring();
        if (!found) return setLive((before) => ({ ...before, cells: { ...cells }, behind: true }));
        const result = found.score(rulebook, withAnswers(facts, action, cells));
        const own = result.actions.find((one) => one.action === action);
        const problems = result.problems.filter((problem) => problem.path.split('/')[0] === action);
        startTransition(() =>
          setLive({
            step: own?.steps.find((one) => one.key === step) ?? null,
            problems,
            cells: { ...cells },
            behind: false,
          }),
        );
      }, wait);
    },
    [rulebook, facts, action, step],
  );
  return { live, rescore };
}
