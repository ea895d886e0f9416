import type { Role } from '@/lib/access/actor';

/*
 * How letters reach a person: the groups they choose by, the ways there are, and what holds where nothing was chosen.
 */

export const letterWays = ['at_once', 'digest', 'portal'] as const;
export type LetterWay = (typeof letterWays)[number];

export const letterGroups = [
  'account',
  'decisions',
  'application',
  'deadlines',
  'comments',
  'assignments',
  'overdue',
  'appeals',
  'digest',
] as const;
export type LetterGroup = (typeof letterGroups)[number];

export const wayWords: Record<LetterWay, string> = {
  at_once: 'By mail, at once',
  digest: 'In the daily digest',
  portal: 'Not by mail',
};

type Group = {
  title: string;
  /** Which letters these are. */
  about: string;
  /** Whose letters they are; everybody's where nothing is said. */
  roles?: readonly Role[];
  /** Why they always come at once, where that is no choice. */
  always?: string;
  /** The ways to choose from. */
  ways: readonly LetterWay[];
  /** What holds until something else is chosen; the first of the person's roles decides. */
  usual: LetterWay | Partial<Record<Role, LetterWay>>;
};

export const groups: Record<LetterGroup, Group> = {
  account: {
    title: 'Your account',
    about: 'Invitations, links to a new password, and a word after each change of how you sign in.',
    always: 'They always come: they are how you notice that somebody else is in your account.',
    ways: ['at_once'],
    usual: 'at_once',
  },
  decisions: {
    title: 'Decisions',
    about: 'What the program decided about your town’s application, and about its appeals.',
    roles: ['contact'],
    always: 'They always come: terms run from the day a decision is sent.',
    ways: ['at_once'],
    usual: 'at_once',
  },
  application: {
    title: 'Your application',
    about: 'Received, returned with steps to fix, a step opened again or to be made clear, review finished.',
    roles: ['contact'],
    ways: letterWays,
    usual: 'at_once',
  },
  deadlines: {
    title: 'Deadlines',
    about:
      'A deadline of your town that was moved; and reminders: 14 days, 3 days and 1 day before the end of a round that your town has not submitted yet, and before a clarification is due.',
    roles: ['contact'],
    ways: letterWays,
    usual: 'at_once',
  },
  comments: {
    title: 'Comments',
    about: 'A new comment beside a step of your town’s application, or of one that you review.',
    roles: ['contact', 'editor', 'helper', 'reviewer', 'coordinator'],
    ways: letterWays,
    usual: 'digest',
  },
  assignments: {
    title: 'Assigned to you',
    about: 'Applications and appeals you were given, or that were taken over by somebody else.',
    roles: ['reviewer'],
    ways: letterWays,
    usual: 'digest',
  },
  overdue: {
    title: 'Reviews that are due or late',
    about: '3 days before reviews and appeals are due, the day after, and a week later.',
    roles: ['reviewer', 'coordinator'],
    ways: letterWays,
    usual: { coordinator: 'digest', reviewer: 'at_once' },
  },
  appeals: {
    title: 'Appeals',
    about: 'A town appeals the ruling on a step, or an appeal was granted and the decision has to follow.',
    roles: ['coordinator'],
    ways: letterWays,
    usual: 'at_once',
  },
  digest: {
    title: 'Daily digest',
    about:
      'One letter in the morning with what is new and what is overdue, and on Mondays what waits. No letter on quiet days.',
    ways: ['at_once', 'portal'],
    usual: 'at_once',
  },
};

/** The groups of letters that people of these roles get. */
export const groupsFor = (roles: readonly Role[]): LetterGroup[] =>
  letterGroups.filter((group) => groups[group].roles?.some((role) => roles.includes(role)) ?? true);

/** How a letter of a group reaches somebody of these roles who chose this, or nothing. */
export function wayOf(group: LetterGroup, roles: readonly Role[], chosen?: LetterWay): LetterWay {
  const { ways, usual } = groups[group];
  if (chosen && ways.includes(chosen)) return chosen;
  if (typeof usual === 'string') return usual;
  return (
    (Object.keys(usual) as Role[]).filter((role) => roles.includes(role)).map((role) => usual[role]!)[0] ?? 'at_once'
  );
}

/** Whether its reader may have no more of it by mail. */
export const canBeStopped = (group: LetterGroup): boolean => groups[group].ways.includes('portal');
