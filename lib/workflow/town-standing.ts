import type { ApplicationStatus } from '@/lib/access/can';
import type { LevelId } from '@/lib/rulebook/schema';

/** How a town takes part: its level if it holds one, else registered or not; and whether an application is open. */
export type TownStanding = {
  level: LevelId | null;
  /** The last day of the level, an ISO date. */
  until: string | null;
  registered: boolean;
  applying: boolean;
};

type Facts = {
  registered: boolean;
  applications: readonly { status: ApplicationStatus }[];
  /** Days as ISO dates. */
  certifications: readonly { level: LevelId; awardedOn: string; until: string }[];
};

const ended: readonly ApplicationStatus[] = ['decided', 'withdrawn'];

/** A town's standing on a day (ISO date), as the board, its page and the register read it. */
export function townStanding(facts: Facts, today: string): TownStanding {
  const held = facts.certifications
    .filter((c) => c.awardedOn <= today && c.until >= today)
    .sort((a, b) => b.awardedOn.localeCompare(a.awardedOn))[0];
  return {
    level: held?.level ?? null,
    until: held?.until ?? null,
    registered: facts.registered,
    applying: facts.applications.some((a) => !ended.includes(a.status)),
  };
}

/** The group a town is counted in: its level, else registered, else not taking part. */
export type StandingGroup = LevelId | 'registered' | 'none';
export const standingGroup = (standing: TownStanding): StandingGroup =>
  standing.level ?? (standing.registered || standing.applying ? 'registered' : 'none');

/** The groups in words, highest first. */
export const standingWords: Record<StandingGroup, string> = {
  gold: 'Gold',
  silver: 'Silver',
  bronze: 'Bronze',
  registered: 'Registered, no level yet',
  none: 'Not taking part',
};
