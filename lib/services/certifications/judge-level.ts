import { refuse } from '@/lib/errors';
import type { LevelId } from '@/lib/rulebook/schema';
import type { Score } from '@/lib/scoring/result';

const ranks: Readonly<Record<string, number>> = { none: 0, bronze: 1, silver: 2, gold: 3 };

/** Refuses a level above what the awarded points meet, and a lower one without its reason. */
export function judgeLevel(score: Score, level: LevelId | null, note: string): void {
  const met = score.level ?? 'none';
  const wanted = level ?? 'none';
  if (ranks[wanted]! > ranks[met]!) {
    const open = score.levels.find((l) => l.level === level)?.criteria.filter((c) => c.met !== 'yes') ?? [];
    const missing = open.map((c) => c.title).join('; ');
    throw refuse(
      'not-ready',
      `The awarded points do not meet this level. Still open: ${missing || 'the level is not in the rulebook'}.`,
      'level',
    );
  }
  if (ranks[wanted]! < ranks[met]! && !note.trim())
    throw refuse('invalid', 'Say why the level is lower than the one met. The town reads it.', 'note');
}
