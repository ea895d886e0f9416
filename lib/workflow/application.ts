import type { ApplicationStatus } from '@/lib/access/can';

export type Act = 'submit' | 'begin-review' | 'return' | 'decide' | 'withdraw';

/** The life of an application (domain: towns and the life of an application). Nothing else happens. */
export const transitions: readonly { from: ApplicationStatus; act: Act; to: ApplicationStatus }[] = [
  { from: 'draft', act: 'submit', to: 'submitted' },
  { from: 'returned', act: 'submit', to: 'submitted' },
  { from: 'submitted', act: 'begin-review', to: 'in_review' },
  { from: 'in_review', act: 'return', to: 'returned' },
  { from: 'in_review', act: 'decide', to: 'decided' },
  { from: 'draft', act: 'withdraw', to: 'withdrawn' },
  { from: 'submitted', act: 'withdraw', to: 'withdrawn' },
  { from: 'in_review', act: 'withdraw', to: 'withdrawn' },
  { from: 'returned', act: 'withdraw', to: 'withdrawn' },
];

/** The status an act leads to, or null when the act is not possible now. */
export function next(from: ApplicationStatus, act: Act): ApplicationStatus | null {
  return transitions.find((t) => t.from === from && t.act === act)?.to ?? null;
}

export type RulingOutcome = 'approved' | 'revise' | 'not-approved';

/** Where a review stands: how many submitted steps are ruled, and what can follow. */
export type ReviewState = { steps: number; ruled: number; revise: number; decisionDue: boolean; canReturn: boolean };

/** Counts the standing rulings of the submitted steps; null marks a step not ruled in this round. */
export function reviewState(outcomes: readonly (RulingOutcome | null)[]): ReviewState {
  const ruled = outcomes.filter((o) => o !== null).length;
  const revise = outcomes.filter((o) => o === 'revise').length;
  const complete = outcomes.length > 0 && ruled === outcomes.length;
  return {
    steps: outcomes.length,
    ruled,
    revise,
    decisionDue: complete && revise === 0,
    canReturn: complete && revise > 0,
  };
}
