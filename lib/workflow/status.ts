import type { ApplicationStatus } from '@/lib/access/can';
import { possible, type RulingOutcome } from '@/lib/workflow/application';
import type { OpenRound } from '@/lib/workflow/rounds';
import { count, instant } from '@/lib/words';

/*
 * Every status of an application, of its steps and of what is asked beside them: a word for the town, a word for staff,
 * who acts next, what they do, and by when. Screens, letters, exports and the record read it here; nothing else words one.
 */

export type Party = 'town' | 'reviewers' | 'coordinator' | 'nobody';
export type StatusKind = 'none' | 'begun' | 'ready' | 'sent' | 'turn' | 'ok' | 'no';
type State = { kind: StatusKind; town: string; staff: string; next: Party; deed: string };

/** One status as everyone reads it; `deed` is what the next party does, in the infinitive. */
export type StatusView = State & { by: Date | null };

const state = (kind: StatusKind, town: string, staff: string, next: Party = 'nobody', deed = ''): State => ({
  kind,
  town,
  staff,
  next,
  deed,
});

const levelOf = '{level}';

/** What an application and its step say alike while a clarification is asked. */
const asked = {
  clarifying: state(
    'turn',
    'Clarification asked',
    'Waiting for a clarification',
    'town',
    'answer and send the clarification',
  ),
  lapsed: state(
    'turn',
    'Clarification late',
    'Clarification late',
    'coordinator',
    'give more time or close the clarification',
  ),
};

/** The states of an application. What is asked beside a decision (an appeal, a correction) shows until it is done. */
export const applicationStates = {
  draft: state('begun', 'In progress', 'In progress', 'town', 'fill in the actions and submit'),
  returned: state('turn', 'Returned', 'Returned', 'town', 'fix what was returned and submit again'),
  stranded: state(
    'turn',
    'Deadline passed',
    'Deadline passed',
    'coordinator',
    'extend the deadline for the town or add a round',
  ),
  'never-sent': state('none', 'Not submitted', 'Not submitted'),
  unassigned: state('sent', 'Submitted', 'To be assigned', 'coordinator', 'assign reviewers'),
  reviewing: state('sent', 'With the reviewers', 'With the reviewers', 'reviewers', 'rule on each step'),
  stuck: state(
    'turn',
    'With the program',
    'Open a clarification',
    'coordinator',
    'open a clarification or another round',
  ),
  ...asked,
  'decision-due': state('ready', 'Decision due', 'Decision due', 'coordinator', 'decide'),
  certified: state('ok', `Certified ${levelOf}`, `Certified ${levelOf}`),
  declined: state('no', 'Decided, no level', 'Decided, no level'),
  revoked: state('no', 'Certification revoked', 'Certification revoked'),
  appealed: state('sent', 'Appeal received', 'Appeal to assign', 'coordinator', 'choose who rules on the appeal'),
  appealing: state('sent', 'Appeal with a reviewer', 'Appeal with a reviewer', 'reviewers', 'rule on the appeal'),
  'correction-due': state(
    'ready',
    'Correction under way',
    'Correction to confirm',
    'coordinator',
    'confirm the correction or turn it down',
  ),
  'correction-owed': state(
    'turn',
    'Correction under way',
    'Correction to propose',
    'coordinator',
    'propose the correction that follows a granted appeal',
  ),
  withdrawn: state('none', 'Withdrawn', 'Withdrawn'),
} satisfies Record<string, State>;

type Clarification = { deadline: Date; late: boolean };

export type ApplicationFacts = {
  status: ApplicationStatus;
  openRound: OpenRound | null;
  reviewBy: Date | null;
  /** The cycle is closed: nothing is submitted to it any more. */
  closed?: boolean;
  decisionDue: boolean;
  /** Somebody was given what waits for a ruling, or some of it. */
  assigned: boolean;
  level: string | null;
  /** Returned steps the town has to fix. */
  fixes?: number;
  /** Every step is ruled on, as far as the reader sees, and the town was not told yet. */
  toSend?: boolean;
  /** A step is to be revised and no round is left to return it in. */
  stuck?: boolean;
  /** The clarification asked of the town, if one is open. */
  clarification?: Clarification | null;
  revoked?: boolean;
  /** Appeals that nobody rules on yet, and that somebody does, the first by an instant. */
  appeals?: { filed: number; assigned: number; by?: Date | null };
  /** A correction waits to be confirmed. */
  correctionDue?: boolean;
  /** An appeal was granted that the ledger does not follow yet. */
  correctionOwed?: boolean;
};

type StateName = keyof typeof applicationStates;

/** Under review, first what holds everything else up. */
function reviewName(f: ApplicationFacts): StateName {
  if (f.clarification) return f.clarification.late ? 'lapsed' : 'clarifying';
  if (f.decisionDue) return 'decision-due';
  if (f.stuck) return 'stuck';
  return f.assigned ? 'reviewing' : 'unassigned';
}

function decidedName(f: ApplicationFacts): StateName {
  if (f.correctionDue) return 'correction-due';
  if (f.correctionOwed) return 'correction-owed';
  if (f.appeals?.filed) return 'appealed';
  if (f.appeals?.assigned) return 'appealing';
  if (f.level) return 'certified';
  return f.revoked ? 'revoked' : 'declined';
}

function nameOf(f: ApplicationFacts): StateName {
  if (f.status === 'submitted' || f.status === 'in_review') return reviewName(f);
  if (f.status === 'decided') return decidedName(f);
  if (f.openRound || f.status === 'withdrawn') return f.status;
  return f.status === 'draft' && f.closed ? 'never-sent' : 'stranded';
}

function dueOf(name: StateName, f: ApplicationFacts): Date | null {
  if (name === 'draft' || name === 'returned') return f.openRound?.deadline ?? null;
  if (name === 'clarifying' || name === 'lapsed') return f.clarification?.deadline ?? null;
  if (name === 'appealing') return f.appeals?.by ?? null;
  return name === 'unassigned' || name === 'reviewing' ? f.reviewBy : null;
}

/** What the next party does, as far as it is possible: in a closed cycle no round is added. */
function deedOf(name: StateName, f: ApplicationFacts): string {
  if (name === 'returned' && f.fixes) return `fix ${count(f.fixes, 'returned step')} and submit again`;
  if (name === 'stranded' && f.closed) return 'extend the deadline for the town';
  if (name === 'reviewing' && f.toSend) return 'send the rulings to the town';
  // Whoever ruled on it has nothing of it any more.
  if (name === 'unassigned' && f.toSend) return 'send the rulings to the town or assign reviewers';
  if (name === 'stuck' && f.closed) return 'open a clarification';
  return applicationStates[name].deed;
}

/** The status of an application as everyone reads it. */
export function statusView(f: ApplicationFacts): StatusView {
  const name = nameOf(f);
  const found: State = applicationStates[name];
  const levelled = (word: string) => word.replace(levelOf, f.level ?? '');
  return {
    ...found,
    town: levelled(found.town),
    staff: levelled(found.staff),
    deed: deedOf(name, f),
    by: dueOf(name, f),
  };
}

/** How a decision reads as a status: with its level, or none. */
export const decidedState = (level: string | null): StatusView =>
  statusView({ status: 'decided', openRound: null, reviewBy: null, decisionDue: false, assigned: true, level });

/** The states of a step, and of an action by its steps. */
export const stepStates = {
  none: state('none', 'Not started', 'Not started', 'town', 'fill it in'),
  begun: state('begun', 'In progress', 'In progress', 'town', 'go on'),
  ready: state('ready', 'Ready to submit', 'Ready to submit', 'town', 'submit'),
  'left-out': state('none', 'Left out', 'Left out'),
  'to-rule': state('sent', 'With the reviewer', 'To rule', 'reviewers', 'rule on it'),
  returned: state('turn', 'Returned', 'To revise', 'town', 'fix it'),
  approved: state('ok', 'Approved', 'Approved'),
  'not-approved': state('no', 'Not approved', 'Not approved'),
  reopened: state('turn', 'Reopened', 'Reopened', 'reviewers', 'rule on it again'),
  ...asked,
  appealed: state('sent', 'Appealed', 'Appeal to assign', 'coordinator', 'choose who rules on the appeal'),
  appealing: state('sent', 'Appealed', 'Appealed', 'reviewers', 'rule on the appeal'),
} satisfies Record<string, State>;

export type StepState = keyof typeof stepStates;

/** What a coordinator or an appeal has opened of a step. */
export type SpecialState = 'reopened' | 'clarifying' | 'lapsed' | 'appealed' | 'appealing' | null;

type StepFacts = {
  application: ApplicationStatus;
  begun: boolean;
  ready: boolean;
  leftOut: boolean;
  /** Standing outcomes the reader may see, one per submitted step; null while not ruled. */
  outcomes: readonly (RulingOutcome | null)[];
  special?: SpecialState;
};

function stepName(f: StepFacts): StepState {
  if (f.special && f.special !== 'reopened') return f.special;
  const seen = f.outcomes.filter((o) => o !== null);
  if (seen.includes('revise')) return 'returned';
  if (seen.length > 0 && seen.length === f.outcomes.length)
    return seen.includes('approved') ? 'approved' : 'not-approved';
  if (f.special) return f.special;
  const editable = possible(f.application, 'edit');
  if (!editable && f.outcomes.length > 0) return 'to-rule';
  if (f.leftOut) return 'left-out';
  if (f.ready) return 'ready';
  return f.begun ? 'begun' : 'none';
}

/** The status of one step, or of an action by all its steps; `by` is the deadline of whoever acts next. */
export const stepStatus = (f: StepFacts, by: Date | null = null): StatusView => ({
  ...stepStates[stepName(f)],
  by: stepStates[stepName(f)].next === 'nobody' ? null : by,
});

/** How a ruling reads as a status. */
export const outcomeState = (outcome: RulingOutcome | null): State =>
  stepStates[outcome === null ? 'to-rule' : outcome === 'revise' ? 'returned' : outcome];

/** The states of an appeal. */
export const appealStates = {
  filed: state('sent', 'Received', 'To assign', 'coordinator', 'choose who rules on it'),
  assigned: state('sent', 'With a reviewer', 'With a reviewer', 'reviewers', 'rule on the appeal'),
  granted: state('ok', 'Granted', 'Granted'),
  upheld: state('no', 'Ruling upheld', 'Ruling upheld'),
  withdrawn: state('none', 'Withdrawn', 'Withdrawn'),
} satisfies Record<string, State>;

/** The states of a correction of a decision. */
export const correctionStates = {
  proposed: state('ready', 'Under way', 'To confirm', 'coordinator', 'confirm or turn down'),
  confirmed: state('ok', 'Made', 'Confirmed'),
  refused: state('no', 'Not made', 'Turned down'),
} satisfies Record<string, State>;

/** Who acts next, as a choice in a list. */
export const partyWords: Record<Party, string> = {
  town: 'Town',
  reviewers: 'Reviewers',
  coordinator: 'Coordinator',
  nobody: 'Nobody',
};

/** How long a round takes answers: what the town reads of its clock; null when no round is left. */
export const clockWords = (round: OpenRound | null): string =>
  round ? `Round ${round.number} is open until ${instant(round.deadline)}.` : 'No round is open now.';

const acting: Record<Exclude<Party, 'nobody'>, (town: string) => string> = {
  town: (town) => `${town} acts next`,
  reviewers: () => 'The reviewers act next',
  coordinator: () => 'A coordinator acts next',
};

/** Who acts next, what they do and by when, in one clause: "Aldbrook acts next: fix 1 returned step by Friday, …". */
export function turnWords(view: Pick<StatusView, 'next' | 'deed' | 'by'>, town: string): string {
  if (view.next === 'nobody') return 'Nothing is to be done';
  const late = view.next === 'coordinator' || !view.by;
  return `${acting[view.next](town)}: ${view.deed}${late ? '' : ` by ${instant(view.by!)}`}`;
}
