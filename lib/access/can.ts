import { editors, holds, isCoordinator, isReviewer, townRoles, type Actor } from '@/lib/access/actor';
import { no, yes, type Verdict } from '@/lib/verdict';
import { possible } from '@/lib/workflow/application';

export type ApplicationStatus = 'draft' | 'submitted' | 'in_review' | 'returned' | 'decided' | 'withdrawn';

/**
 * One thing given to a reviewer: the application (neither category nor action), one of its categories or of its actions;
 * or some steps to read a second time, or an appeal, which give the application to read and nothing of its round to
 * rule on.
 */
export type GivenTo = {
  reviewerId: string;
  category: number | null;
  action: string | null;
  only?: 'reading' | 'appeal';
};

/** What the rules need to know of an application, and of who was given what of it. */
export type ApplicationSubject = {
  townId: string;
  status: ApplicationStatus;
  reviewers: readonly GivenTo[];
};
type TownSubject = { townId: string };
/** A link, with the reviewers of the submitted applications that cite it. */
type LinkSubject = TownSubject & { reviewers: readonly { reviewerId: string }[] };
type Place = { category: number; action: string };
type StepSubject = ApplicationSubject & Place;
/** An application, and whether a clarification of the step in question is open now. */
type AnswersSubject = ApplicationSubject & { clarifying: boolean };
/** An appeal's application, and whom the appeal was given to. */
type AppealSubject = ApplicationSubject & { appealReviewer: string | null };

const refused = (code: string, message: string): Verdict => no({ code, message });
const allow = (allowed: boolean, code: string, message: string): Verdict => (allowed ? yes : refused(code, message));

/** Whether what was given to a reviewer holds a place of the application. */
export const covers = (given: Pick<GivenTo, 'category' | 'action'>, place: Place): boolean =>
  given.action !== null ? given.action === place.action : given.category === null || given.category === place.category;

/** What a reviewer was given of the application; nothing to a member of its town. */
function given(actor: Actor, subject: ApplicationSubject): GivenTo[] {
  if (actor.kind !== 'person' || !isReviewer(actor) || holds(actor, townRoles, subject.townId)) return [];
  return subject.reviewers.filter((one) => one.reviewerId === actor.id);
}

/** A reviewer who rules on the application, or on a place of it. */
const assigned = (actor: Actor, subject: ApplicationSubject, place?: Place): boolean =>
  given(actor, subject).some((one) => !one.only && (!place || covers(one, place)));

/** A reviewer whom an application with the link in it was given to, and never a member of its town. */
const reviewsLink = (actor: Actor, s: LinkSubject): boolean =>
  actor.kind === 'person' &&
  isReviewer(actor) &&
  !holds(actor, townRoles, s.townId) &&
  s.reviewers.some((one) => one.reviewerId === actor.id);

/** Whom an appeal was given to, and never a member of its town. */
const rulesOnAppeal = (actor: Actor, s: AppealSubject): boolean =>
  actor.kind === 'person' && s.appealReviewer === actor.id && given(actor, s).some((one) => one.only === 'appeal');

const coordinates = (actor: Actor) =>
  allow(isCoordinator(actor), 'coordinators-only', 'Only coordinators of the program can do this.');

const readApplication = (actor: Actor, s: ApplicationSubject) =>
  allow(
    holds(actor, townRoles, s.townId) || isCoordinator(actor) || (s.status !== 'draft' && given(actor, s).length > 0),
    'not-yours',
    'This application is not open to you.',
  );

const whileTalking = (s: ApplicationSubject) =>
  allow(
    possible(s.status, 'comment'),
    'not-in-review',
    'Comments are open from the first submission until the application is decided.',
  );

/** Whoever reviews or coordinates, and does not belong to the town. */
const ofTheProgram = (actor: Actor, s: ApplicationSubject): boolean =>
  !holds(actor, townRoles, s.townId) && (isCoordinator(actor) || given(actor, s).length > 0);

const rules = {
  'application.read': readApplication,
  'application.start': (actor: Actor, s: TownSubject) =>
    allow(
      holds(actor, editors, s.townId),
      'editors-only',
      'Town contacts, editors and regional helpers can start an application.',
    ),
  'application.edit': (actor: Actor, s: ApplicationSubject) => {
    if (!holds(actor, editors, s.townId))
      return refused('editors-only', 'Town contacts, editors and regional helpers can change answers.');
    return allow(
      possible(s.status, 'edit'),
      'locked',
      'The answers are with the reviewers and locked. They open again if the application is returned.',
    );
  },
  /** Answers and evidence: as the application, or for a clarification that a coordinator asked for. */
  'answers.edit': (actor: Actor, s: AnswersSubject): Verdict =>
    s.clarifying && possible(s.status, 'send-clarification') && holds(actor, editors, s.townId)
      ? yes
      : rules['application.edit'](actor, s),
  'clarification.send': (actor: Actor, s: ApplicationSubject) => {
    if (!holds(actor, ['contact'], s.townId))
      return refused('contact-only', 'Only a town contact can send it. Ask one to read the answers and send them.');
    return allow(possible(s.status, 'send-clarification'), 'ended', 'The application is not with the reviewers now.');
  },
  /** Opening a step: an approved one again, or one for a clarification after the last round. */
  'step.open': (actor: Actor, s: ApplicationSubject) => {
    if (!isCoordinator(actor)) return coordinates(actor);
    return allow(
      possible(s.status, 'reopen-step'),
      'ended',
      'Steps can be opened while the application is under review.',
    );
  },
  'application.submit': (actor: Actor, s: ApplicationSubject) => {
    if (!holds(actor, ['contact'], s.townId))
      return refused('contact-only', 'Only a town contact can submit. Ask one to read the answers and submit.');
    return allow(possible(s.status, 'submit'), 'already-submitted', 'This application has been submitted already.');
  },
  'application.withdraw': (actor: Actor, s: ApplicationSubject) => {
    if (!holds(actor, ['contact'], s.townId)) return refused('contact-only', 'Only a town contact can withdraw.');
    return allow(
      possible(s.status, 'withdraw'),
      'ended',
      'An application that was decided or withdrawn stays as it is.',
    );
  },
  'evidence.read': (actor: Actor, s: TownSubject) =>
    allow(holds(actor, townRoles, s.townId) || isCoordinator(actor), 'not-yours', 'This library is not open to you.'),
  'evidence.add': (actor: Actor, s: TownSubject) =>
    allow(holds(actor, editors, s.townId), 'editors-only', 'Contacts, editors and helpers can add evidence.'),
  'link.read': (actor: Actor, s: LinkSubject) =>
    allow(
      holds(actor, townRoles, s.townId) || isCoordinator(actor) || reviewsLink(actor, s),
      'not-yours',
      'This library is not open to you.',
    ),
  'link.check': (actor: Actor, s: LinkSubject) =>
    allow(
      holds(actor, editors, s.townId) || isCoordinator(actor) || reviewsLink(actor, s),
      'editors-only',
      'Contacts, editors and helpers of the town, and its reviewers, can have a link checked.',
    ),
  'people.read': (actor: Actor, s: TownSubject) =>
    allow(holds(actor, townRoles, s.townId) || isCoordinator(actor), 'not-yours', 'This page is not open to you.'),
  'people.manage': (actor: Actor, s: TownSubject) =>
    allow(
      holds(actor, ['contact'], s.townId) || isCoordinator(actor),
      'contact-only',
      'Only a town contact or a coordinator can change who takes part.',
    ),
  'review.rule': (actor: Actor, s: StepSubject) => {
    if (!assigned(actor, s, s)) return refused('not-assigned', 'This action is not assigned to you.');
    return allow(
      possible(s.status, 'rule'),
      'not-in-review',
      'Rulings are possible while the application is with the reviewers.',
    );
  },
  'review.send': (actor: Actor, s: ApplicationSubject) => {
    if (!assigned(actor, s) && !isCoordinator(actor))
      return refused('not-assigned', 'This application is not assigned to you.');
    return allow(possible(s.status, 'finish'), 'not-in-review', 'The application is not with the reviewers now.');
  },
  /** A comment that the town and the program read. */
  'comment.share': (actor: Actor, s: ApplicationSubject) =>
    holds(actor, editors, s.townId) || ofTheProgram(actor, s)
      ? whileTalking(s)
      : refused('editors-only', 'Town contacts, editors and helpers, reviewers and coordinators can comment.'),
  /** Settling what somebody asked, or opening it again: theirs, and for whoever reviews or coordinates. */
  'comment.resolve': (actor: Actor, s: ApplicationSubject & { author: string }) =>
    ofTheProgram(actor, s) || (holds(actor, editors, s.townId) && actor.kind === 'person' && actor.id === s.author)
      ? whileTalking(s)
      : refused('asker-only', 'Whoever asked settles it, or a reviewer. Answer it: they read that.'),
  /** A note that the town never reads. */
  'comment.note': (actor: Actor, s: ApplicationSubject) =>
    ofTheProgram(actor, s)
      ? whileTalking(s)
      : refused('reviewers-only', 'Only reviewers of this application and coordinators keep notes.'),
  'templates.read': (actor: Actor) =>
    allow(isReviewer(actor) || isCoordinator(actor), 'reviewers-only', 'Only reviewers and coordinators read these.'),
  'templates.keep': coordinates,
  'application.assign': coordinates,
  /** Handing over what one was given of an application. */
  'review.hand-over': (actor: Actor, s: ApplicationSubject) => {
    if (!assigned(actor, s)) return refused('not-assigned', 'Nothing of this application is assigned to you.');
    return allow(possible(s.status, 'hand-over'), 'ended', 'This application has ended.');
  },
  /** Giving a second reading that was asked for. */
  'review.read-again': (actor: Actor, s: ApplicationSubject) => {
    if (!given(actor, s).some((one) => one.only === 'reading'))
      return refused('not-assigned', 'No second reading of this application was asked of you.');
    return allow(
      possible(s.status, 'read-again'),
      'not-in-review',
      'Readings are possible while the application is with the reviewers.',
    );
  },
  'application.decide': coordinates,
  /** Correcting or revoking a decision: proposed by one coordinator, confirmed by another. */
  'decision.correct': (actor: Actor, s: ApplicationSubject) => {
    if (!isCoordinator(actor)) return coordinates(actor);
    return allow(possible(s.status, 'propose-correction'), 'ended', 'Only a decision that was made can be changed.');
  },
  'appeal.file': (actor: Actor, s: ApplicationSubject) => {
    if (!holds(actor, ['contact'], s.townId))
      return refused('contact-only', 'Only a town contact can appeal a ruling, or withdraw an appeal.');
    return allow(possible(s.status, 'appeal'), 'ended', 'A ruling can be appealed once the application is decided.');
  },
  'appeal.read': (actor: Actor, s: AppealSubject) =>
    allow(
      holds(actor, townRoles, s.townId) || isCoordinator(actor) || rulesOnAppeal(actor, s),
      'not-yours',
      'This appeal is not open to you.',
    ),
  'appeal.assign': coordinates,
  'appeal.rule': (actor: Actor, s: AppealSubject) =>
    allow(rulesOnAppeal(actor, s), 'not-assigned', 'This appeal was not given to you.'),
  /** What the program wrote about a decision. */
  'letters.read': (actor: Actor, s: TownSubject) =>
    allow(holds(actor, townRoles, s.townId) || isCoordinator(actor), 'not-yours', 'These letters are not open to you.'),
  'cycles.manage': coordinates,
  'rulebooks.read': coordinates,
  'towns.manage': coordinates,
  'board.read': coordinates,
  'record.read': coordinates,
  /** Looking after the stored files of every town: work of the portal itself. */
  'storage.keep': (actor: Actor) =>
    allow(actor.kind === 'system', 'system-only', 'The portal does this by itself; nobody can ask for it.'),
  /** Names, contacts and rosters inside answers and files. */
  'personal.read': readApplication,
} satisfies Record<string, (actor: Actor, subject: never) => Verdict>;

export type Ability = keyof typeof rules;
type Rest<A extends Ability> = (typeof rules)[A] extends (actor: Actor, ...rest: infer R) => Verdict ? R : never;

/** Whether the actor may do this to the subject, with the reason if not. Read by services and by screens. */
export function can<A extends Ability>(actor: Actor, ability: A, ...subject: Rest<A>): Verdict {
  const rule = rules[ability] as (actor: Actor, ...rest: unknown[]) => Verdict;
  return rule(actor, ...subject);
}
