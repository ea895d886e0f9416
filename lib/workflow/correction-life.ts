import type { Mover, Transition } from '@/lib/workflow/application';

/* The life of a change to a decision, in the manner of the application's table. */

export type CorrectionLife = 'none' | 'proposed' | 'confirmed' | 'refused';
export type CorrectionAct = 'propose' | 'confirm' | 'refuse';

const coordinator: readonly Mover[] = ['coordinator'];
/** A reviewer's ruling that grants an appeal prepares the change that follows. */
const proposers: readonly Mover[] = ['coordinator', 'reviewers'];

/** Never confirmed by whoever proposed it; another can be proposed once one is settled. */
export const correctionTransitions: readonly Transition<CorrectionLife, CorrectionAct>[] = [
  { from: 'none', act: 'propose', to: 'proposed', by: proposers },
  { from: 'confirmed', act: 'propose', to: 'proposed', by: proposers },
  { from: 'refused', act: 'propose', to: 'proposed', by: proposers },
  { from: 'proposed', act: 'confirm', to: 'confirmed', by: coordinator },
  { from: 'proposed', act: 'refuse', to: 'refused', by: coordinator },
];

type Row = { settledAt: Date | null; confirmed: boolean | null };

/** How a proposed change stands. */
export function correctionLife(row: Row): Exclude<CorrectionLife, 'none'> {
  if (!row.settledAt) return 'proposed';
  return row.confirmed ? 'confirmed' : 'refused';
}

/** How the changes of a decision stand: by the one that waits, or the last; `none` where nothing was ever proposed. */
export function changesLife(rows: readonly Row[]): CorrectionLife {
  const last = rows.find((row) => !row.settledAt) ?? rows.at(-1);
  return last ? correctionLife(last) : 'none';
}

/** Whether the table knows the act where a change stands so. */
export const mayCorrect = (life: CorrectionLife, act: CorrectionAct): boolean =>
  correctionTransitions.some((one) => one.from === life && one.act === act);
