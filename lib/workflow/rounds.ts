import type { ApplicationStatus } from '@/lib/access/can';

export type RoundFacts = { number: number; deadline: Date };
export type ExtensionFacts = { round: number; deadline: Date; grantedAt: Date };

/** A round's deadline for one town: the latest extension granted, unless the cycle's own is later by now. */
export function deadlineFor(round: RoundFacts, extensions: readonly ExtensionFacts[]): Date {
  const latest = extensions
    .filter((e) => e.round === round.number)
    .sort((a, b) => b.grantedAt.getTime() - a.grantedAt.getTime())[0];
  return latest && latest.deadline > round.deadline ? latest.deadline : round.deadline;
}

/** Whether a town can be given more time: in a closed cycle only to answer what was returned to it. */
export const mayExtend = (closed: boolean, status: ApplicationStatus | undefined): boolean =>
  !closed || status === 'returned';

export type OpenRound = { number: number; deadline: Date };

/** The round a submission received at `now` goes to: the first later one still open; null when none is left. */
export function openRound(
  rounds: readonly RoundFacts[],
  extensions: readonly ExtensionFacts[],
  lastSubmitted: number,
  now: Date,
): OpenRound | null {
  for (const round of [...rounds].sort((a, b) => a.number - b.number)) {
    if (round.number <= lastSubmitted) continue;
    const deadline = deadlineFor(round, extensions);
    if (now.getTime() <= deadline.getTime()) return { number: round.number, deadline };
  }
  return null;
}
