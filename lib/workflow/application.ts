import type { ApplicationStatus } from '@/lib/access/can';

/** Who may set something in motion. */
export type Mover = 'town' | 'reviewers' | 'coordinator';
type Transition<S extends string, A extends string> = { from: S; act: A; to: S; by: readonly Mover[] };

export type Act =
  | 'submit'
  | 'begin-review'
  | 'return'
  | 'decide'
  | 'withdraw'
  | 'reopen-step'
  | 'ask-clarification'
  | 'send-clarification'
  | 'appeal'
  | 'rule-appeal'
  | 'propose-correction'
  | 'correct';

const town: readonly Mover[] = ['town'];
const reviewers: readonly Mover[] = ['reviewers'];
const staff: readonly Mover[] = ['reviewers', 'coordinator'];
const coordinator: readonly Mover[] = ['coordinator'];

const staying = (act: Act, by: readonly Mover[], ...at: ApplicationStatus[]): Transition<ApplicationStatus, Act>[] =>
  at.map((status) => ({ from: status, act, to: status, by }));

/** The life of an application (domain: towns and the life of an application), with what is done beside it. Nothing else happens. */
export const transitions: readonly Transition<ApplicationStatus, Act>[] = [
  { from: 'draft', act: 'submit', to: 'submitted', by: town },
  { from: 'returned', act: 'submit', to: 'submitted', by: town },
  { from: 'submitted', act: 'begin-review', to: 'in_review', by: reviewers },
  { from: 'in_review', act: 'return', to: 'returned', by: staff },
  { from: 'in_review', act: 'decide', to: 'decided', by: coordinator },
  { from: 'draft', act: 'withdraw', to: 'withdrawn', by: town },
  { from: 'submitted', act: 'withdraw', to: 'withdrawn', by: town },
  { from: 'in_review', act: 'withdraw', to: 'withdrawn', by: town },
  { from: 'returned', act: 'withdraw', to: 'withdrawn', by: town },
  ...staying('reopen-step', coordinator, 'submitted', 'in_review', 'returned'),
  ...staying('ask-clarification', coordinator, 'submitted', 'in_review'),
  ...staying('send-clarification', town, 'submitted', 'in_review'),
  ...staying('appeal', town, 'decided'),
  ...staying('rule-appeal', reviewers, 'decided'),
  ...staying('propose-correction', coordinator, 'decided'),
  ...staying('correct', coordinator, 'decided'),
];

/** The status an act leads to, or null when the act is not possible now. */
export function next(from: ApplicationStatus, act: Act): ApplicationStatus | null {
  return transitions.find((t) => t.from === from && t.act === act)?.to ?? null;
}

export type RulingOutcome = 'approved' | 'revise' | 'not-approved';

/** Where a review stands: how many submitted steps are ruled, and what can follow. */
export type ReviewState = { steps: number; ruled: number; revise: number; decisionDue: boolean; canReturn: boolean };

/**
 * Counts the standing rulings of the submitted steps; null marks a step not ruled in this round. While the town is asked
 * for a clarification nothing follows.
 */
export function reviewState(outcomes: readonly (RulingOutcome | null)[], clarifying = false): ReviewState {
  const ruled = outcomes.filter((o) => o !== null).length;
  const revise = outcomes.filter((o) => o === 'revise').length;
  const complete = outcomes.length > 0 && ruled === outcomes.length && !clarifying;
  return {
    steps: outcomes.length,
    ruled,
    revise,
    decisionDue: complete && revise === 0,
    canReturn: complete && revise > 0,
  };
}
