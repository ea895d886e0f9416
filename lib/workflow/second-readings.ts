import { createHash } from 'node:crypto';
import type { RulingOutcome } from '@/lib/workflow/application';

const place = (seed: string, id: string): string => createHash('sha256').update(`${seed}\n${id}`).digest('hex');

/** A share of the ids in hundredths, rounded up, drawn by a seed: the same seed draws the same ones, whatever their order. */
export function sample(ids: readonly string[], percent: number, seed: string): string[] {
  const drawn = [...new Set(ids)].map((id) => [place(seed, id), id] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return drawn.slice(0, Math.ceil((drawn.length * percent) / 100)).map(([, id]) => id);
}

type Judged = { outcome: RulingOutcome; points: number; items?: readonly string[] };

/** Whether a second reading says something else than the ruling: another outcome, or other points. */
export const dissents = (ruling: Judged, reading: Judged): boolean =>
  ruling.outcome !== reading.outcome || ruling.points !== reading.points;

/** A second reading as coordinators see it. */
export type ReadingView = {
  id: string;
  submission: string;
  actionId: string;
  step: string;
  round: number;
  reader: string;
  why: 'sampled' | 'contested';
  percent: number | null;
  seed: string | null;
  askedAt: Date;
  /** Null until it is given. */
  given: { at: Date; outcome: RulingOutcome; points: number; reason: string } | null;
  /** The ruling that stands; null while there is none. */
  ruling: { outcome: RulingOutcome; points: number; reason: string; reviewer: string } | null;
  /** The reading is given and says something else than the ruling. */
  dissent: boolean;
};

/** What a reviewer was asked to read again of one action, and whether they have. */
export type OwnReading = { step: string; given: { outcome: RulingOutcome; points: number; reason: string } | null };
