import type { ApplicationStatus } from '@/lib/access/can';
import type { Letter } from '@/lib/mail/letter';
import { possible } from '@/lib/workflow/application';
import { count, day, instant, isoDay } from '@/lib/words';
import { dear, footer, type About } from './letters';

/*
 * The words of letters about work that waits: reminders, and what reviewers and coordinators are told.
 */

const left = (days: number) => (days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`);

export const deadlineLetter = (
  d: About & { round: number; deadline: Date; days: number; returned: boolean },
): Letter => ({
  subject: `${d.town}: round ${d.round} ends ${left(d.days)}`,
  greeting: dear(d.name),
  body: [
    d.returned
      ? `The application of ${d.town} for the ${d.cycle} was returned with steps to fix, and was not submitted again yet.`
      : `The application of ${d.town} for the ${d.cycle} was not submitted yet.`,
    { facts: [[`Round ${d.round} ends`, instant(d.deadline)]] },
    { link: d.link, label: 'Go on with the application' },
    'A town contact submits it. What counts is the time at which it arrives here.',
  ],
  footer,
});

/** What a town does by a deadline that was moved, by where its application stands; null: it was not begun. */
function nowToDo(status: ApplicationStatus | null, round: number): string {
  if (status === null)
    return 'No application was begun yet. An editor or a town contact starts it, and a town contact submits it.';
  if (!possible(status, 'submit'))
    return `Nothing is to be done now. If the reviewers return the application, it is submitted again in round ${round}.`;
  return status === 'draft'
    ? 'The application was not submitted yet. A town contact submits it.'
    : 'Fix the returned steps; then a town contact submits again.';
}

/** To a town whose deadline was moved, for it alone or for every town. */
export function movedLetter(
  m: About & {
    round: number;
    by: string | null;
    because: string;
    forAll: boolean;
    from: Date;
    deadline: Date;
    status: ApplicationStatus | null;
  },
): Letter {
  const later = m.deadline > m.from;
  const who = m.by ? `${m.by}, a coordinator of the program,` : 'A coordinator of the program';
  const what = m.forAll
    ? `moved the end of round ${m.round} of the ${m.cycle} for every town that has no later time of its own`
    : `gave ${m.town} more time for round ${m.round} of the ${m.cycle}`;
  return {
    subject: `${m.town}: ${later ? 'more time for' : 'an earlier end of'} round ${m.round}, until ${instant(m.deadline)}`,
    greeting: dear(m.name),
    body: [
      `${who} ${what}.`,
      ...(m.because ? [`The reason: ${m.because}`] : []),
      {
        facts: [
          [`Round ${m.round} ends now`, instant(m.deadline)],
          ['Before', instant(m.from)],
        ],
      },
      `${nowToDo(m.status, m.round)} What counts is the time at which it arrives here. Reminders go by the new time.`,
      { link: m.link, label: m.status ? 'Open the application' : 'Open Town Green' },
    ],
    footer,
  };
}

export const clarificationNearLetter = (c: About & { step: string; deadline: Date; days: number }): Letter => ({
  subject: `${c.town}: the clarification is due ${left(c.days)}`,
  greeting: dear(c.name),
  body: [
    `A clarification of ${c.step} was asked for in the application of ${c.town} for the ${c.cycle}, and was not sent yet.`,
    { facts: [['Open until', instant(c.deadline)]] },
    { link: c.link, label: 'Answer the clarification' },
    'A town contact sends it.',
  ],
  footer,
});

/** The comment itself stays in the portal. */
export const commentLetter = (c: About & { by: string; step: string }): Letter => ({
  subject: `${c.town}: a new comment on ${c.step}`,
  greeting: dear(c.name),
  body: [
    `${c.by} wrote a comment beside ${c.step}, in the application of ${c.town} for the ${c.cycle}.`,
    { link: c.link, label: 'Read and answer it' },
  ],
  footer,
});

export type Line = { text: string; link?: string };
type Work = { name: string; link: string };

export const assignedLetter = (a: Work & { items: Line[] }): Letter => ({
  subject: `${count(a.items.length, 'application')} assigned to you`,
  greeting: dear(a.name),
  body: [
    { title: 'Yours to review', items: a.items },
    { link: a.link, label: 'Open your queue' },
    'If you have a part in one of these towns, say so before you rule on anything.',
  ],
  footer,
});

export const releasedLetter = (r: Work & { items: Line[] }): Letter => ({
  subject: `${count(r.items.length, 'application')} no longer with you`,
  greeting: dear(r.name),
  body: [
    { title: 'Not yours to review any more', items: r.items },
    'What you have ruled on stands. There is nothing to do.',
    { link: r.link, label: 'Open your queue' },
  ],
  footer,
});

export const conflictLetter = (c: Work & { town: string; reason: string }): Letter => ({
  subject: `${c.town}: a conflict of interest was declared for you`,
  greeting: dear(c.name),
  body: [
    `A coordinator declared that you have a conflict of interest with ${c.town}. Nothing of the town is with you any more, and nothing of it is given to you.`,
    `The reason: ${c.reason}`,
    'What you have ruled on stands. If this is a mistake, tell a coordinator: they can lift it.',
    { link: c.link, label: 'Open your queue' },
  ],
  footer,
});

export const reviewDueLetter = (
  r: Work & { town: string; round: number; left: number; by: Date; late: boolean },
): Letter => ({
  subject: r.late ? `${r.town}: your review is overdue` : `${r.town}: your review is due ${day(isoDay(r.by))}`,
  greeting: dear(r.name),
  body: [
    `${count(r.left, 'step')} of ${r.town}, round ${r.round}, ${r.left === 1 ? 'waits' : 'wait'} for your ruling. The town can go on only when all are ruled.`,
    { facts: [[r.late ? 'Was due' : 'Due', instant(r.by)]] },
    { link: r.link, label: 'Go on with the review' },
    'If you cannot do it, tell a coordinator: they give it to somebody else.',
  ],
  footer,
});

export const reviewsLateLetter = (
  r: Work & { town: string; by: Date; ruled: number; steps: number; reviewers: readonly string[] },
): Letter => ({
  subject: `${r.town}: the review is late`,
  greeting: dear(r.name),
  body: [
    `The review of ${r.town} was due ${instant(r.by)}. ${r.ruled} of ${count(r.steps, 'step')} are ruled.`,
    { facts: [['Reviewers', r.reviewers.join(', ') || 'Nobody is assigned']] },
    { link: r.link, label: 'Open the application' },
  ],
  footer,
});

export type Digest = { fresh: Line[]; overdue: Line[]; waiting: Line[] };

/** The daily digest; null on a day on which there is nothing to say: what only waits is told on Mondays. */
export function digestLetter(d: Work & Digest & { day: string }): Letter | null {
  const monday = new Date(`${d.day}T00:00:00Z`).getUTCDay() === 1;
  const parts = [
    { word: 'new', title: 'New', items: d.fresh },
    { word: 'overdue', title: 'Overdue', items: d.overdue },
    { word: 'waiting', title: 'Waiting for you', items: d.waiting },
  ].filter(({ items }) => items.length > 0);
  if (parts.every(({ word }) => word === 'waiting' && !monday)) return null;
  return {
    subject: `Town Green, ${day(d.day)}: ${parts.map(({ word, items }) => `${items.length} ${word}`).join(', ')}`,
    greeting: dear(d.name),
    body: [...parts.map(({ title, items }) => ({ title, items })), { link: d.link, label: 'Open Town Green' }],
    footer,
  };
}
