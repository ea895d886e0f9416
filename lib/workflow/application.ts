import type { ApplicationStatus } from '@/lib/access/can';

/** Who may set something in motion; the clock, where nobody has to. */
export type Mover = 'town' | 'reviewers' | 'coordinator' | 'clock';
export type Transition<S extends string, A extends string> = { from: S; act: A; to: S; by: readonly Mover[] };

export type Act =
  | 'edit'
  | 'submit'
  | 'withdraw'
  | 'assign'
  | 'hand-over'
  | 'read-again'
  | 'comment'
  | 'rule'
  | 'return'
  | 'finish'
  | 'decide'
  | 'reopen-step'
  | 'ask-clarification'
  | 'send-clarification'
  | 'settle-clarification'
  | 'appeal'
  | 'withdraw-appeal'
  | 'assign-appeal'
  | 'rule-appeal'
  | 'propose-correction'
  | 'settle-correction';

const town: readonly Mover[] = ['town'];
const reviewers: readonly Mover[] = ['reviewers'];
const staff: readonly Mover[] = ['reviewers', 'coordinator'];
const coordinator: readonly Mover[] = ['coordinator'];

const staying = (act: Act, by: readonly Mover[], ...at: ApplicationStatus[]): Transition<ApplicationStatus, Act>[] =>
  at.map((status) => ({ from: status, act, to: status, by }));

/**
 * The life of an application (domain: towns and the life of an application), with what is done beside it. Nothing else
 * happens: access, services and screens ask this table, and its neighbours `step-life` and `correction-life`.
 */
export const transitions: readonly Transition<ApplicationStatus, Act>[] = [
  ...staying('edit', town, 'draft', 'returned'),
  { from: 'draft', act: 'submit', to: 'submitted', by: town },
  { from: 'returned', act: 'submit', to: 'submitted', by: town },
  { from: 'submitted', act: 'rule', to: 'in_review', by: reviewers },
  ...staying('rule', reviewers, 'in_review'),
  { from: 'in_review', act: 'return', to: 'returned', by: staff },
  ...staying('finish', staff, 'submitted', 'in_review'),
  // One that was submitted again may have nothing left to rule on: what it was returned for was left out.
  { from: 'submitted', act: 'decide', to: 'decided', by: coordinator },
  { from: 'in_review', act: 'decide', to: 'decided', by: coordinator },
  { from: 'draft', act: 'withdraw', to: 'withdrawn', by: town },
  { from: 'submitted', act: 'withdraw', to: 'withdrawn', by: town },
  { from: 'in_review', act: 'withdraw', to: 'withdrawn', by: town },
  { from: 'returned', act: 'withdraw', to: 'withdrawn', by: town },
  ...staying('assign', coordinator, 'draft', 'submitted', 'in_review', 'returned'),
  ...staying('hand-over', reviewers, 'submitted', 'in_review', 'returned'),
  ...staying('read-again', reviewers, 'submitted', 'in_review'),
  ...staying('comment', ['town', 'reviewers', 'coordinator'], 'submitted', 'in_review', 'returned'),
  ...staying('reopen-step', coordinator, 'submitted', 'in_review', 'returned'),
  ...staying('ask-clarification', coordinator, 'submitted', 'in_review'),
  ...staying('send-clarification', town, 'submitted', 'in_review'),
  ...staying('settle-clarification', coordinator, 'submitted', 'in_review'),
  ...staying('appeal', town, 'decided'),
  ...staying('withdraw-appeal', town, 'decided'),
  ...staying('assign-appeal', coordinator, 'decided'),
  ...staying('rule-appeal', reviewers, 'decided'),
  ...staying('propose-correction', coordinator, 'decided'),
  ...staying('settle-correction', coordinator, 'decided'),
];

/** The status an act leads to, or null when the act is not possible now. */
export function next(from: ApplicationStatus, act: Act): ApplicationStatus | null {
  return transitions.find((t) => t.from === from && t.act === act)?.to ?? null;
}

/** Whether the table knows the act at this status. */
export const possible = (from: ApplicationStatus, act: Act): boolean => next(from, act) !== null;

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
