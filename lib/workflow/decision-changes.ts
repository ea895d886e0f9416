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

type Notice = { id: string; proposedAt: Date; settledAt: Date | null; confirmed: boolean | null };
type Correction = {
  id: string;
  kind: 'corrected' | 'revoked';
  level: LevelId | null;
  fromLevel: LevelId | null;
  reason: string;
};

/** The changes of a decision for its town, latest first: of those that were confirmed, what they are and why. */
export const decisionChanges = (notices: readonly Notice[], corrections: readonly Correction[]): DecisionChange[] =>
  notices
    .map(({ id, proposedAt: at, settledAt, confirmed }): DecisionChange => {
      if (!settledAt) return { id, at, state: 'proposed' };
      const made = confirmed && corrections.find((one) => one.id === id);
      if (!made) return { id, at, state: 'refused', settledAt };
      const { kind, fromLevel: from, level, reason } = made;
      return { id, at, state: 'confirmed', settledAt, kind, from, level, reason };
    })
    .reverse();
