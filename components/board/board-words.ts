import type { LevelId } from '@/lib/rulebook/schema';

/** The levels in words. */
export const levelWords: Record<LevelId, string> = { bronze: 'Bronze', silver: 'Silver', gold: 'Gold' };
