import type { LevelId } from '@/lib/rulebook/schema';

/** A change of a decision as its town reads it: what is proposed, and why, only once it is confirmed. */
export type DecisionChange = { id: string; at: Date } & (
  | { state: 'proposed' }
  | { state: 'refused'; settledAt: Date }
  | {
      state: 'confirmed';
      settledAt: Date;
      kind: 'corrected' | 'revoked';
      from: LevelId | null;
      level: LevelId | null;
      reason: string;
    }
);

type Row = {
  id: string;
  kind: 'corrected' | 'revoked';
  level: LevelId | null;
  fromLevel: LevelId | null;
  reason: string;
  proposedAt: Date;
  settledAt: Date | null;
  confirmed: boolean | null;
};

/** The changes of a decision for its town, latest first. */
export const decisionChanges = (rows: readonly Row[]): DecisionChange[] =>
  rows
    .map(({ id, kind, level, fromLevel, reason, proposedAt: at, settledAt, confirmed }): DecisionChange => {
      if (!settledAt) return { id, at, state: 'proposed' };
      if (!confirmed) return { id, at, state: 'refused', settledAt };
      return { id, at, state: 'confirmed', settledAt, kind, from: fromLevel, level, reason };
    })
    .reverse();
