import { count, instant } from '@/lib/words';
import { linkStateWords } from './link-words';
import { decidedState } from './status';

type Details = { [key: string]: unknown };
/** `title` names an action by its id. */
type Words = (details: Details, title: (action: string) => string) => string;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const levelOrNone = (value: unknown): string => (value ? capital(text(value)) : 'no level');
const moment = (value: unknown): string => instant(new Date(text(value)));
const action = ({ action: id }: Details, title: (action: string) => string): string => title(text(id));
const inStep = (details: Details, title: (action: string) => string): string =>
  details.step ? `step ${text(details.step)} of ${action(details, title)}` : action(details, title);

/** Whose account it was about, where the reader is told (`whom`), and why. */
const ofWhom = ({ whom }: Details): string => `of ${text(whom) || 'somebody'}`;
const because = ({ reason }: Details): string => (text(reason) ? `. Reason: “${text(reason)}”` : '.');
const cameIn: Record<string, string> = {
  code: ' with a code',
  'sign-on': ' with another site’s account',
  invitation: ' by joining',
};

/** What can happen, each kind with its sentence, without person and time: a kind without words cannot be recorded. */
const words = {
  'application.started': (d) => `Started the application, aiming for ${capital(text(d.aim))}.`,
  'application.aim-set': (d) => `Changed the aim to ${capital(text(d.aim))}.`,
  'application.action-added': (d, title) => `Added ${action(d, title)}.`,
  'application.action-removed': (d, title) => `Took ${action(d, title)} out of the application.`,
  'application.left-out': (d, title) =>
    d.leftOut === false
      ? `Took ${action(d, title)} back into this round.`
      : `Left ${action(d, title)} out of this round.`,
  'application.submitted': (d) => `Submitted round ${number(d.round)}. Receipt ${text(d.receipt)}.`,
  'application.withdrawn': () => 'Withdrew the application.',
  'application.assigned': (d) =>
    d.batch
      ? d.released === true
        ? 'Took back a bulk assignment.'
        : 'Assigned reviewers, together with other applications.'
      : d.released === true
        ? 'Released a reviewer.'
        : 'Assigned a reviewer.',
  'application.handed-over': () => 'Handed over from one reviewer to another.',
  'handover.asked': () => 'Asked to hand over the application.',
  'conflict.declared': () => 'Declared a conflict of interest.',
  'conflict.lifted': () => 'Lifted a conflict of interest.',
  'topics.set': () => 'Set the topics of a reviewer.',
  'reading.asked': (d) => `Asked for second readings of ${count(number(d.steps), 'step')}.`,
  'reading.withdrawn': (d, title) => `Asked no more for a second reading of ${inStep(d, title)}.`,
  'reading.given': (d, title) => `Gave a second reading of ${inStep(d, title)}.`,
  'application.returned': (d) => `Returned by the reviewers with ${count(number(d.revise), 'step')} to fix.`,
  'application.reviewed': () => 'Finished the review. A decision is due.',
  'application.decided': (d) => `${decidedState(d.level ? capital(text(d.level)) : null).town}.`,
  'appeal.filed': (d, title) => `Appealed the ruling on ${inStep(d, title)}.`,
  'appeal.withdrawn': (d, title) => `Withdrew the appeal of ${inStep(d, title)}.`,
  'appeal.assigned': (d, title) => `Chose who rules on the appeal of ${inStep(d, title)}, by ${moment(d.deadline)}.`,
  'appeal.given-back': (d, title) =>
    `Gave back the appeal of ${inStep(d, title)}. Somebody else is to be chosen to rule on it.`,
  'appeal.ruled': (d, title) =>
    d.outcome === 'granted'
      ? `Granted the appeal of ${inStep(d, title)}, with ${count(number(d.points), 'point')}.`
      : `Upheld the ruling on ${inStep(d, title)}, which was appealed.`,
  'correction.proposed': () => 'Proposed to change the decision.',
  'correction.refused': () => 'Turned down the change of the decision.',
  'decision.corrected': (d) =>
    `Corrected the decision. Before: ${levelOrNone(d.from)}. Now: ${levelOrNone(d.level)}, with ${count(number(d.points), 'point')}.`,
  'decision.revoked': (d) => `Revoked the certification ${levelOrNone(d.from)}.`,
  'answers.saved': (d, title) => `Changed answers in ${action(d, title)}.`,
  'evidence.added': () => 'Added evidence to the library.',
  'evidence.renamed': () => 'Renamed evidence in the library.',
  'evidence.removed': () => 'Took evidence out of the library.',
  'evidence.check-asked': () => 'Asked for a link to be checked again.',
  'evidence.link-checked': (d) => `Checked a link: ${linkStateWords(text(d.state))}.`,
  'evidence.infected': () => 'A virus was found in a file of the library; the file was let go.',
  'evidence.missing': () => 'A file of the library was found missing or damaged in the storage.',
  'evidence.cited': (d, title) => `Attached evidence in ${action(d, title)}.`,
  'evidence.pinpoint-changed': (d, title) => `Said where to look in the evidence of ${inStep(d, title)}.`,
  'evidence.uncited': (d, title) => `Detached evidence in ${action(d, title)}.`,
  'ruling.made': (d, title) => `Ruled on ${inStep(d, title)}.`,
  'points.answered': (d, title) => `Said what was changed in ${inStep(d, title)}.`,
  'step.reopened': (d, title) => `Opened ${inStep(d, title)} again, to be ruled on anew.`,
  'clarification.asked': (d, title) => `Asked for a clarification of ${inStep(d, title)} by ${moment(d.deadline)}.`,
  'clarification.extended': (d, title) =>
    `Gave more time for the clarification of ${inStep(d, title)}, until ${moment(d.deadline)}.`,
  'clarification.sent': (d, title) => `Sent the clarification of ${inStep(d, title)}. Receipt ${text(d.receipt)}.`,
  'clarification.closed': (d, title) => `Closed the clarification of ${inStep(d, title)}; it counts as submitted.`,
  'comment.added': (d, title) => `Commented on ${inStep(d, title)}.`,
  'comment.resolved': (d, title) =>
    `${d.resolved === false ? 'Opened a resolved comment again' : 'Resolved a comment'} on ${inStep(d, title)}.`,
  'note.added': (d, title) => `Kept an internal note on ${inStep(d, title)}.`,
  'note.resolved': (d, title) =>
    `${d.resolved === false ? 'Opened a resolved internal note again' : 'Resolved an internal note'} on ${inStep(d, title)}.`,
  'template.kept': () => 'Kept a template for reasons.',
  'template.removed': () => 'Took away a template for reasons.',
  'cycle.opened': (d) => `Opened the ${number(d.year)} cycle.`,
  'cycle.changed': (d) =>
    d.closed === true
      ? `Closed the ${number(d.year)} cycle.`
      : d.appealDays
        ? `Gave towns of the ${number(d.year)} cycle ${count(number(d.appealDays), 'day')} to appeal rulings.`
        : `Set round ${number(d.round)} of the ${number(d.year)} cycle to end ${moment(d.deadline)}${because(d)}`,
  'deadline.extended': (d) =>
    d.deadline
      ? `Extended the deadline of round ${number(d.round)} to ${moment(d.deadline)}.`
      : `Extended the deadline of round ${number(d.round)}.`,
  'town.registered': () => 'Recorded the town’s registration.',
  'designation.recorded': () => 'Recorded a designation.',
  'person.invited': (d) => `Invited somebody as ${text(d.role)}.`,
  'invitation.revoked': (d) => `Withdrew an invitation as ${text(d.role)}.`,
  'invitation.resent': () => 'Sent an invitation again.',
  'person.joined': (d) => `Joined as ${text(d.role)}.`,
  'membership.changed': (d) => `Changed a role from ${text(d.from)} to ${text(d.to)}.`,
  'membership.removed': (d) => `Ended a membership as ${text(d.role)}.`,
  'person.disabled': (d) => `Closed the account ${ofWhom(d)}${because(d)}`,
  'person.enabled': (d) => `Opened the closed account ${ofWhom(d)} again${because(d)}`,
  'person.signed-out': (d) => `Ended all sessions ${ofWhom(d)}${because(d)}`,
  'address.unreached': () => 'Marked the mail address of somebody as not reached.',
  'address.reached': () => 'Marked the mail address of somebody as reached again.',
  'letters.chosen': () => 'Chose how letters reach them.',
  'person.renamed': () => 'Changed their name.',
  'password.changed': () => 'Changed their password.',
  'password.reset': () => 'Chose a new password by a link sent to them.',
  'email.change-asked': () => 'Asked to change their email address.',
  'email.changed': (d) => `Changed the email address of the account ${ofWhom(d)} by a link sent to the new one.`,
  'sign-on.linked': () => 'Signed in with another site’s account for the first time.',
  'second-factor.set-up': () => 'Set up a second step for signing in.',
  'second-factor.recovered': () => 'Signed in with a recovery code.',
  'second-factor.codes-renewed': () => 'Made new recovery codes.',
  'second-factor.dropped': () => 'Gave up their second step for signing in.',
  'second-factor.reset': (d) => `Took away the second step for signing in ${ofWhom(d)}${because(d)}`,
  'session.opened': (d) => `Signed in${cameIn[text(d.by)] ?? ''}.`,
  'session.closed': () => 'Signed out.',
  'session.ended': (d) =>
    d.sessions ? `Ended ${count(number(d.sessions), 'session')} of their own.` : 'Ended sessions.',
  'rulebook.published': (d) => `Published version ${number(d.version)} of the ${number(d.year)} rulebook.`,
} satisfies Record<string, Words>;

export type EventKind = keyof typeof words;

/** Every kind of event there is. */
export const eventKinds = Object.keys(words) as EventKind[];

/** What the town never reads in the record: rulings reach it together, when they are sent; internal notes never do. */
export const staffOnly: readonly string[] = [
  'ruling.made',
  'note.added',
  'note.resolved',
  'handover.asked',
  'conflict.declared',
  'conflict.lifted',
  'reading.asked',
  'reading.withdrawn',
  'reading.given',
];

/** A kind of event as a choice in a list: "Answers saved". */
export const kindLabel = (kind: string): string => capital(kind.replaceAll(/[.-]/g, ' '));

/** An entry of the record in words, without its person and time. `title` names an action by its id. */
export function eventText(kind: string, details: Details, title: (action: string) => string): string {
  const known: Record<string, Words> = words;
  return known[kind]?.(details, title) ?? `${kindLabel(kind)}.`;
}
