import { count, instant } from '@/lib/words';
import { linkStateWords } from './link-words';

type Details = { [key: string]: unknown };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** What the town never reads in the record: rulings reach it together, when they are sent. */
export const staffOnly: readonly string[] = ['ruling.made'];

/** An entry of the record in words, without its person and time. `title` names an action by its id. */
export function eventText(kind: string, details: Details, title: (action: string) => string): string {
  const action = title(text(details.action));
  switch (kind) {
    case 'application.started':
      return `Started the application, aiming for ${capital(text(details.aim))}.`;
    case 'application.aim-set':
      return `Changed the aim to ${capital(text(details.aim))}.`;
    case 'application.action-added':
      return `Added ${action}.`;
    case 'application.action-removed':
      return `Took ${action} out of the application.`;
    case 'application.left-out':
      return details.leftOut === false ? `Took ${action} back into this round.` : `Left ${action} out of this round.`;
    case 'application.submitted':
      return `Submitted round ${number(details.round)}. Receipt ${text(details.receipt)}.`;
    case 'application.withdrawn':
      return 'Withdrew the application.';
    case 'application.assigned':
      return details.released === true ? 'Released a reviewer.' : 'Assigned a reviewer.';
    case 'application.returned':
      return `Returned by the reviewers with ${count(number(details.revise), 'step')} to fix.`;
    case 'application.reviewed':
      return 'Finished the review. A decision is due.';
    case 'application.decided':
      return details.level ? `Certified ${capital(text(details.level))}.` : 'Decided: no level reached.';
    case 'answers.saved':
      return `Changed answers in ${action}.`;
    case 'evidence.added':
      return 'Added evidence to the library.';
    case 'evidence.removed':
      return 'Took evidence out of the library.';
    case 'evidence.check-asked':
      return 'Asked for a link to be checked again.';
    case 'evidence.link-checked':
      return `Checked a link: ${linkStateWords(text(details.state))}.`;
    case 'evidence.infected':
      return 'A virus was found in a file of the library; the file was let go.';
    case 'evidence.missing':
      return 'A file of the library was found missing or damaged in the storage.';
    case 'evidence.cited':
      return `Attached evidence in ${action}.`;
    case 'evidence.uncited':
      return `Detached evidence in ${action}.`;
    case 'ruling.made':
      return `Ruled on step ${text(details.step)} of ${action}.`;
    case 'deadline.extended':
      return details.deadline
        ? `Extended the deadline of round ${number(details.round)} to ${instant(new Date(text(details.deadline)))}.`
        : `Extended the deadline of round ${number(details.round)}.`;
    case 'designation.recorded':
      return 'Recorded a designation.';
    default:
      return `${capital(kind.replaceAll(/[.-]/g, ' '))}.`;
  }
}
