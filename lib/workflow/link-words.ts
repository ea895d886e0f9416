import { instant } from '@/lib/words';

/** What is known of a link's address. */
export type LinkState = 'unchecked' | 'alive' | 'unsure' | 'gone';

/** Why a page is not known to be alive, as a sentence goes on after "Could not check" or "Gone". */
const reasonWords = {
  'no-address': 'this is not a whole address',
  'wrong-scheme': 'only http and https addresses are checked',
  credentials: 'an address with a user name in it is not checked',
  'wrong-port': 'only the usual ports of web pages are checked',
  'not-public': 'the address is not on the public internet',
  'reserved-name': 'the name is reserved for examples',
  'name-not-found': 'no site has this name',
  'name-unanswered': 'the name of the site could not be looked up',
  'no-connection': 'the site could not be reached',
  'bad-certificate': 'the site’s certificate is not valid',
  'too-slow': 'the site took too long',
  'too-many-redirects': 'the address leads on too many times',
  'asks-who': 'the site wants to know who is asking',
  'too-many': 'the site asks to be left alone for now',
  'site-fails': 'the site has a problem of its own',
  'odd-answer': 'the site answers in a way that cannot be read',
  'no-such-page': 'the site says that there is no such page',
} as const;

export type LinkReason = keyof typeof reasonWords;

/** The outcome of the latest check of a link, and what was there when it was last alive. */
export type LinkView = {
  state: LinkState;
  reason: string | null;
  status: number | null;
  checkedAt: Date | null;
  aliveAt: Date | null;
  /** Where the address led in the end. */
  address: string | null;
  title: string | null;
  extract: string | null;
  /** SHA-256 of the page's text. */
  hash: string | null;
};

/** What a page held when its application was submitted. */
export type KeptPageView = {
  round: number;
  /** When it was read; null when it could not be. */
  takenAt: Date | null;
  /** Where the address led. */
  address: string | null;
  title: string | null;
  /** Its beginning as plain text, a line for each part; null where it is no text, or was forgotten. */
  text: string | null;
  hash: string | null;
};

/** Whether a page that is there reads otherwise than it did; unknown counts as no. */
export const readsDifferently = (link: LinkView, kept: KeptPageView): boolean =>
  link.state === 'alive' && link.hash !== null && kept.hash !== null && link.hash !== kept.hash;

const stateWords: Record<LinkState, string> = {
  unchecked: 'not checked yet',
  alive: 'alive',
  unsure: 'could not be checked',
  gone: 'gone',
};

/** A link's state in a word or two, for the record. */
export const linkStateWords = (state: string): string =>
  state in stateWords ? stateWords[state as LinkState] : 'not known';

const at = (date: Date | null): string => (date ? ` on ${instant(new Date(date))}` : '');

const why = ({ reason, status }: LinkView): string => {
  const words = reason && reason in reasonWords ? reasonWords[reason as LinkReason] : '';
  if (!words) return '.';
  return status ? `: ${words} (${status}).` : `: ${words}.`;
};

/** The state of a link in words. */
export function linkWords(link: LinkView): string {
  const before = link.aliveAt ? ` It was alive${at(link.aliveAt)}.` : '';
  switch (link.state) {
    case 'unchecked':
      return 'Not checked yet.';
    case 'alive':
      return `Alive${at(link.checkedAt)}.`;
    case 'unsure':
      return `Could not check${at(link.checkedAt)}${why(link)}${before}`;
    case 'gone':
      return `Gone${at(link.checkedAt)}${why(link)}${before}`;
  }
}
