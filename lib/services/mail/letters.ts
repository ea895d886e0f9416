import type { Role } from '@/lib/access/actor';
import type { Letter } from '@/lib/mail/letter';
import { roleMeans, roleWords } from '@/lib/services/people/roles';
import { count, instant } from '@/lib/words';

/*
 * The words of every letter. A letter says what happened, what to do, and what if it was not you; it holds no answers.
 */

export const footer = 'Town Green, the certification portal for Sustainable CT. Nobody reads replies to this address.';
export const dear = (name: string) => `Dear ${name},`;

/** What to do for whoever did not do this. */
const notYou = (reset: string) => [
  'If it was not you, somebody else may know how to get into your account. Choose a new password now; that also signs everybody out of it. Then tell a coordinator of the program.',
  { link: reset, label: 'Choose a new password' },
];

export function invitationLetter(i: {
  role: Role;
  town: string | null;
  by: string | null;
  link: string;
  until: Date;
}): Letter {
  const place = i.town ? `${i.town} on Town Green` : 'Town Green';
  return {
    subject: `You are invited to join ${place}`,
    greeting: 'Hello,',
    body: [
      `${i.by ?? 'The program'} invites you to join ${place} as ${roleWords[i.role].toLowerCase()}. ${roleMeans[i.role]}.`,
      { link: i.link, label: 'Join with this link', secret: true },
      `It works once, until ${instant(i.until)}. Whoever holds it can join in your place, so do not pass it on.`,
      'If you did not expect this, do nothing: no account is made unless the link is used.',
    ],
    footer,
  };
}

export const passwordResetLetter = (r: { name: string; link: string; until: Date }): Letter => ({
  subject: 'Choose a new password for Town Green',
  greeting: dear(r.name),
  body: [
    'Somebody, probably you, asked to choose a new password for your account.',
    { link: r.link, label: 'Choose a new password', secret: true },
    `The link works once, until ${instant(r.until)}.`,
    'If it was not you, do nothing: your password stays as it is.',
  ],
  footer,
});

export const passwordChangedLetter = (c: { name: string; at: Date; reset: string }): Letter => ({
  subject: 'Your password for Town Green was changed',
  greeting: dear(c.name),
  body: [
    `The password of your account was changed on ${instant(c.at)}. If it was you, there is nothing to do.`,
    ...notYou(c.reset),
  ],
  footer,
});

const factorWords = {
  added: ['Signing in asks for a code now', 'A second step, a code from an app, was added to your account'],
  removed: [
    'Signing in no longer asks for a code',
    'The second step, the code from an app, was taken off your account',
  ],
  'codes-renewed': ['New recovery codes were made', 'New recovery codes were made for your account'],
  'code-used': ['A recovery code was used', 'Somebody signed in to your account with one of its recovery codes'],
} as const;

export function secondFactorLetter(c: {
  name: string;
  at: Date;
  change: keyof typeof factorWords;
  reset: string;
}): Letter {
  const [subject, sentence] = factorWords[c.change];
  return {
    subject: `${subject} on Town Green`,
    greeting: dear(c.name),
    body: [`${sentence} on ${instant(c.at)}. If it was you, there is nothing to do.`, ...notYou(c.reset)],
    footer,
  };
}

export const signOnLetter = (c: { name: string; at: Date; provider: string; reset: string }): Letter => ({
  subject: `Your account on Town Green can be entered from ${c.provider}`,
  greeting: dear(c.name),
  body: [
    `Somebody signed in to your account from ${c.provider} for the first time on ${instant(c.at)}. If it was you, there is nothing to do.`,
    'If it was not you, tell a coordinator of the program now: they can close the account.',
    { link: c.reset, label: 'Choose a new password' },
  ],
  footer,
});

export const emailChangeLetter = (c: { name: string; link: string; until: Date }): Letter => ({
  subject: 'Confirm your new address for Town Green',
  greeting: dear(c.name),
  body: [
    'You asked to sign in to Town Green with this address from now on.',
    { link: c.link, label: 'Use this address', secret: true },
    `The link works once, until ${instant(c.until)}. Until you use it nothing changes.`,
    'If you did not ask for this, do nothing: somebody has mistyped their address.',
  ],
  footer,
});

/** To an address that somebody else wants for their account and that has one. */
export const emailTakenLetter = (c: { name: string }): Letter => ({
  subject: 'This address has an account on Town Green already',
  greeting: dear(c.name),
  body: [
    'Somebody asked to use your address for another account. An address opens one account, and yours stays as it is: there is nothing to do.',
    'If it was you, with a second account: ask a coordinator of the program to give your roles to one of them.',
  ],
  footer,
});

export const emailChangeAskedLetter = (c: { name: string; at: Date; reset: string }): Letter => ({
  subject: 'Another address was asked for your account on Town Green',
  greeting: dear(c.name),
  body: [
    `On ${instant(c.at)} somebody, probably you, asked to sign in to your account with another address. It changes when the link sent there is used. If it was you, there is nothing to do.`,
    'If it was not you, somebody else knows your password. Choose a new one now: that calls the change off and signs everybody out. Then tell a coordinator of the program.',
    { link: c.reset, label: 'Choose a new password' },
  ],
  footer,
});

export const emailChangedLetter = (c: { name: string; at: Date }): Letter => ({
  subject: 'Your address for Town Green was changed',
  greeting: dear(c.name),
  body: [
    `Since ${instant(c.at)} your account is opened with another address, and this one no longer opens it. If it was you, there is nothing to do.`,
    'If it was not you, tell a coordinator of the program now: they can close the account until it is yours again.',
  ],
  footer,
});

export type About = { name: string; town: string; cycle: string; link: string };

export const submittedLetter = (s: About & { receipt: string; round: number; at: Date; by: string }): Letter => ({
  subject: `Received: ${s.town}, round ${s.round}, receipt ${s.receipt}`,
  greeting: dear(s.name),
  body: [
    `The application of ${s.town} for the ${s.cycle} was received. The program’s coordinators act next: they assign reviewers.`,
    {
      facts: [
        ['Receipt', s.receipt],
        ['Round', String(s.round)],
        ['Received', instant(s.at)],
        ['Submitted by', s.by],
      ],
    },
    { link: s.link, label: 'Read the receipt' },
  ],
  footer,
});

export const returnedLetter = (r: About & { revise: number }): Letter => ({
  subject: `${r.town}: the reviewers returned ${count(r.revise, 'step')} to work on`,
  greeting: dear(r.name),
  body: [
    `The application of ${r.town} for the ${r.cycle} came back with the reviewers’ rulings. ${count(r.revise, 'step')} ask for more; what is approved stays approved.`,
    { link: r.link, label: 'Read what to work on' },
    'The town acts next. The page says until when the next round is open.',
  ],
  footer,
});

type AboutStep = About & { step: string; reason: string };

export const reopenedLetter = (r: AboutStep): Letter => ({
  subject: `${r.town}: an approved step was opened again`,
  greeting: dear(r.name),
  body: [
    `A coordinator opened ${r.step} in the application of ${r.town} for the ${r.cycle} again. Its points do not count until the reviewers have ruled on it anew.`,
    `The reason: ${r.reason}`,
    { link: r.link, label: 'Look at the step' },
    'Nothing is to be done now. If the step is returned or a clarification is asked for, you get a letter.',
  ],
  footer,
});

export const clarificationLetter = (c: AboutStep & { deadline: Date }): Letter => ({
  subject: `${c.town}: please make one step clear by ${instant(c.deadline)}`,
  greeting: dear(c.name),
  body: [
    `A coordinator asks ${c.town} for a clarification of ${c.step} in its application for the ${c.cycle}. That step alone is open for changes until ${instant(c.deadline)}; then a contact sends it.`,
    `What is asked: ${c.reason}`,
    { link: c.link, label: 'Answer the clarification' },
  ],
  footer,
});

export const reviewedLetter = (r: About): Letter => ({
  subject: `${r.town}: the review is finished`,
  greeting: dear(r.name),
  body: [
    `The reviewers have ruled on every step of the application of ${r.town} for the ${r.cycle}. A coordinator acts next: they decide.`,
    { link: r.link, label: 'Read the rulings' },
  ],
  footer,
});

/** A letter about a decision, as it was previewed and is kept to be read later. */
export const decidedLetter = (d: {
  name: string;
  subject: string;
  paragraphs: readonly string[];
  link: string;
}): Letter => ({
  subject: d.subject,
  greeting: dear(d.name),
  body: [...d.paragraphs, { link: d.link, label: 'Read this letter in the portal' }],
  footer,
});
