const bullet = /^\s*(?:[-*•–]|\d{1,2}[.)])\s+/;

/** The points of a ruling that returns a step: each line of its reason, without bullet or number. */
export const pointsOf = (reason: string): string[] =>
  reason
    .split(/\r?\n/)
    .map((line) => line.replace(bullet, '').trim())
    .filter((line) => line !== '');

type Returned = { outcome: string; reason: string; answers: readonly { number: number }[] };

/** The points of a returned step the town has still to answer, by number from 1; none for any other ruling. */
export function unanswered({ outcome, reason, answers }: Returned): number[] {
  if (outcome !== 'revise') return [];
  const answered = new Set(answers.map((a) => a.number));
  return pointsOf(reason).flatMap((_, index) => (answered.has(index + 1) ? [] : [index + 1]));
}

/** Asks the town for the points of a returned step that it has not answered. */
export const pointsLeftWords = (left: number, step: string): string =>
  `Say what you changed for ${left === 1 ? 'the point' : `the ${left} points`} the reviewer made on step ${step}.`;
