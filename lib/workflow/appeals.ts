import type { ApplicationStatus } from '@/lib/access/can';
import { possible, type Mover, type RulingOutcome, type Transition } from '@/lib/workflow/application';
import { appealStates, type StatusView } from '@/lib/workflow/status';
import type { CitationView, EvidenceView, TownRef } from '@/lib/workflow/views';
import { count, instant } from '@/lib/words';

/* Appeals of the ruling on one step: how one stands, and whether one can be filed. */

export type AppealFacts = {
  step: string;
  reviewerId: string | null;
  reviewBy: Date | null;
  outcome: 'granted' | 'upheld' | null;
  withdrawnAt: Date | null;
};

export type AppealState = keyof typeof appealStates;

/** How an appeal stands. */
export function appealState(appeal: AppealFacts): AppealState {
  if (appeal.withdrawnAt) return 'withdrawn';
  return appeal.outcome ?? (appeal.reviewerId ? 'assigned' : 'filed');
}

/** An appeal as it stands once whoever has it may not rule on it: for somebody else. What was ruled on stays. */
export const withoutReviewer = <A extends AppealFacts>(appeal: A): A =>
  appealState(appeal) === 'assigned' ? { ...appeal, reviewerId: null, reviewBy: null } : appeal;

export type AppealAct = 'file' | 'assign' | 'give-back' | 'rule' | 'withdraw';

const town: readonly Mover[] = ['town'];
const coordinator: readonly Mover[] = ['coordinator'];
const reviewers: readonly Mover[] = ['reviewers'];
const staff: readonly Mover[] = ['reviewers', 'coordinator'];

/** The life of an appeal, in the manner of the application's table: one for each step, and none after it has ended. */
export const appealTransitions: readonly Transition<AppealState | 'none', AppealAct>[] = [
  { from: 'none', act: 'file', to: 'filed', by: town },
  { from: 'filed', act: 'assign', to: 'assigned', by: coordinator },
  { from: 'assigned', act: 'assign', to: 'assigned', by: coordinator },
  // Whoever may not rule on it any more gives it back: they joined the town, have a conflict with it, or are no reviewer now.
  { from: 'assigned', act: 'give-back', to: 'filed', by: staff },
  { from: 'assigned', act: 'rule', to: 'granted', by: reviewers },
  { from: 'assigned', act: 'rule', to: 'upheld', by: reviewers },
  { from: 'filed', act: 'withdraw', to: 'withdrawn', by: town },
  { from: 'assigned', act: 'withdraw', to: 'withdrawn', by: town },
];

/** Whether the table knows the act where an appeal stands so; `none`: where there is none. */
export const mayAppeal = (state: AppealState | 'none', act: AppealAct): boolean =>
  appealTransitions.some((one) => one.from === state && one.act === act);

/** An appeal that waits: for somebody to rule on it, or for their ruling. */
export const isWaiting = (appeal: AppealFacts): boolean => ['filed', 'assigned'].includes(appealState(appeal));

/** What a waiting appeal says of the status of its step; null when none of the step waits. */
export function appealOf(
  appeals: readonly (AppealFacts & { submissionId: string })[],
  submission: string,
  step?: string,
): 'appealed' | 'appealing' | null {
  const own = appeals.filter((one) => one.submissionId === submission && (step === undefined || one.step === step));
  const states = own.map(appealState);
  if (states.includes('filed')) return 'appealed';
  return states.includes('assigned') ? 'appealing' : null;
}

/** An appeal's status as everyone reads it. */
export const appealStatus = (appeal: AppealFacts): StatusView => ({
  ...appealStates[appealState(appeal)],
  by: appealState(appeal) === 'assigned' ? appeal.reviewBy : null,
});

/** What the waiting appeals of an application say of its status: how many nobody rules on yet, how many somebody does, and by when. */
export function appealsOf(appeals: readonly AppealFacts[]): { filed: number; assigned: number; by: Date | null } {
  const states = appeals.map(appealState);
  const days = appeals.flatMap((one) =>
    appealState(one) === 'assigned' && one.reviewBy ? one.reviewBy.getTime() : [],
  );
  return {
    filed: states.filter((state) => state === 'filed').length,
    assigned: states.filter((state) => state === 'assigned').length,
    by: days.length > 0 ? new Date(Math.min(...days)) : null,
  };
}

type Appealable = {
  status: ApplicationStatus;
  revoked: boolean;
  /** How the appeal of the step stands. */
  appeal: AppealState | 'none';
  ruling: { outcome: RulingOutcome; points: number } | null;
  /** The town left it out of the round that was decided. */
  leftOut: boolean;
  /** The most points the step can earn. */
  most: number;
  until: Date | null;
};

/** Why the ruling on a step cannot be appealed now; null when it can. */
export function whyNoAppeal(step: Appealable, at: Date): string | null {
  if (!possible(step.status, 'appeal') || !step.until)
    return 'A ruling can be appealed once the application is decided.';
  if (!mayAppeal(step.appeal, 'file')) return 'This step was appealed already. Each step can be appealed once.';
  if (step.revoked) return 'The certification was revoked, so no step of this application can be appealed.';
  if (!step.ruling) return 'This step was not ruled on, so there is no ruling to appeal.';
  if (step.leftOut) return 'The town left this step out of the last round, so it was not part of the decision.';
  if (step.ruling.points >= step.most) return `This step has the ${count(step.most, 'point')} it can earn at most.`;
  if (at > step.until) return `The time to appeal ended on ${instant(step.until)}.`;
  return null;
}

/** Why somebody cannot rule on an appeal; null when they can. */
export function whyNotRule(person: { name: string; ruled: boolean; read: boolean }): string | null {
  if (person.ruled) return `${person.name} ruled on this step. An appeal is ruled on by somebody else.`;
  if (person.read) return `${person.name} read this step a second time. An appeal is ruled on by somebody else.`;
  return null;
}

/** Why no appeal of an application can be granted now, whoever rules on it; null when one can. */
export function whyNoGrant({ revoked, changing }: { revoked: boolean; changing: boolean }): string | null {
  if (revoked) return 'The certification was revoked, so nothing can be granted any more. The ruling can be upheld.';
  if (changing)
    return 'A change of this decision waits for a coordinator to confirm it. The appeal can be granted once that is settled; until then the ruling can be upheld.';
  return null;
}

/** The points a granted appeal gives: more than the step has. */
export const grants = (before: number, now: number): string | null =>
  now > before
    ? null
    : `Granting gives the step more than the ${count(before, 'point')} it has. To leave them, uphold the ruling.`;

/** An appeal as its town and the program read it. */
export type AppealView = {
  id: string;
  application: string;
  town: TownRef;
  year: number;
  submission: string;
  actionId: string;
  action: string;
  step: string;
  title: string;
  status: StatusView;
  reason: string;
  by: string;
  filedAt: Date;
  evidence: EvidenceView[];
  reviewer: string | null;
  reviewBy: Date | null;
  outcome: 'granted' | 'upheld' | null;
  because: string;
  ruledAt: Date | null;
  /** The points a granted appeal gave the step. */
  points: number | null;
  withdrawnAt: Date | null;
};

/** Evidence of an appeal as the desk shows it: like evidence cited for a step. */
export const asCitations = (appeal: AppealView): CitationView[] =>
  appeal.evidence.map((evidence) => ({
    id: evidence.id,
    step: appeal.step,
    slot: 'appeal',
    row: null,
    pinpoint: null,
    evidence,
  }));

/** What a town can do about the ruling on one step: appeal it until an instant, or why not. */
export type AppealDoor = { until: Date | null; closed: string | null };
