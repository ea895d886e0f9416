import type { LevelId } from '@/lib/rulebook/schema';
import type { DecisionLetterText } from '@/lib/workflow/decision-letter';

/** A change of a decision, as coordinators read it; the waiting one with the letter it would send. */
export type CorrectionView = {
  id: string;
  kind: 'corrected' | 'revoked';
  /** Prepared by the ruling that granted an appeal. */
  appealed: boolean;
  /** What it gives one step, in words; null for a change of the level alone. */
  step: string | null;
  level: LevelId | null;
  from: LevelId | null;
  reason: string;
  by: string;
  at: Date;
  state: 'proposed' | 'confirmed' | 'refused';
  settledBy: string | null;
  settledAt: Date | null;
  /** Proposed by the reader, who may not confirm it. */
  own: boolean;
  preview: { letter: DecisionLetterText; print: string } | null;
};
