'use client';

import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import { answersOf, type Cells } from '@/lib/rulebook/cells';
import type { Rulebook } from '@/lib/rulebook/schema';
import type { ApplicationFile } from '@/lib/scoring/facts';
import type { Problem, StepScore } from '@/lib/scoring/result';

export type Live = { step: StepScore | null; problems: Problem[]; cells: Cells };
type Facts = { rulebook: Rulebook; facts: ApplicationFile; action: string; step: string };

/** The whole file with one submission's answers replaced by what the form holds now. */
export function withAnswers(facts: ApplicationFile, action: string, cells: Cells): ApplicationFile {
  const answers = answersOf(cells);
  return { ...facts, submissions: facts.submissions.map((s) => (s.action === action ? { ...s, answers } : s)) };
}

/**
 * Scores the step anew shortly after each change, with the functions the server uses. They are fetched with the first
 * change: until then the server's own score stands.
 */
export function useLiveScore({ rulebook, facts, action, step }: Facts, initial: Live) {
  const [live, setLive] = useState(initial);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const rescore = useCallback(
    (cells: Cells, wait = 150) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(async () => {
        // Without a network there is nothing to compute with: the server's own score stands.
        const scoring = await import('@/lib/scoring/score').catch(() => null);
        if (!scoring) return setLive((before) => ({ ...before, cells: { ...cells } }));
        const result = scoring.score(rulebook, withAnswers(facts, action, cells));
        const own = result.actions.find((one) => one.action === action);
        const problems = result.problems.filter((problem) => problem.path.split('/')[0] === action);
        startTransition(() =>
          setLive({ step: own?.steps.find((one) => one.key === step) ?? null, problems, cells: { ...cells } }),
        );
      }, wait);
    },
    [rulebook, facts, action, step],
  );
  return { live, rescore };
}
