import type { LevelId } from '@/lib/rulebook/schema';

/** The levels in words. */
export const levelWords: Record<LevelId, string> = { bronze: 'Bronze', silver: 'Silver', gold: 'Gold' };

/** Who acts next, in words. */
export const partyWords: Record<string, string> = {
  town: 'Town',
  reviewers: 'Reviewers',
  coordinator: 'Coordinator',
  nobody: 'Nobody',
};
