import { describe, expect, test } from 'vitest';
import { eventKinds, eventText } from '@/lib/workflow/event-words';
import { answerHref, problemHref } from '@/lib/workflow/links';
import { timelineOf } from '@/lib/workflow/timeline';

describe('where things are done', () => {
  test.each([
    ['1a.liaison-name', '/applications/A/dark-skies?step=1a#1a.liaison-name'],
    ['2+.allocation', '/applications/A/dark-skies?step=2%2B#2%2B.allocation'],
    ['1b.log.r1.end', '/applications/A/dark-skies?step=1b#1b.log.r1.end'],
    ['1a', '/applications/A/dark-skies?step=1a'],
    [undefined, '/applications/A/dark-skies'],
  ])('%s', (address, href) => {
    expect(answerHref('A', 'dark-skies', address)).toBe(href);
  });

  test('a problem of the application is mended on its page', () => {
    expect(problemHref('A', '')).toBe('/applications/A');
    expect(problemHref('A', 'dark-skies/1.evidence.support')).toBe(
      '/applications/A/dark-skies?step=1#1.evidence.support',
    );
  });
});

describe('the record in words', () => {
  const title = (id: string) => (id === 'dark-skies' ? '3.13 Promote Dark Skies' : 'an action');
  test.each([
    ['application.submitted', { round: 2, receipt: 'TG-2024-ABCDEF' }, 'Submitted round 2. Receipt TG-2024-ABCDEF.'],
    ['application.returned', { revise: 1 }, 'Returned by the reviewers with 1 step to fix.'],
    [
      'application.left-out',
      { action: 'dark-skies', leftOut: true },
      'Left 3.13 Promote Dark Skies out of this round.',
    ],
    ['application.decided', { level: null }, 'Decided, no level.'],
    [
      'deadline.extended',
      { round: 1, deadline: '2024-06-07T21:00:00.000Z' },
      'Extended the deadline of round 1 to Friday, June 7, 2024, 5:00 pm Eastern.',
    ],
    ['something.not-yet-worded', {}, 'Something not yet worded.'],
  ])('%s', (kind, details, text) => {
    expect(eventText(kind, details, title)).toBe(text);
  });

  test.each(eventKinds)('%s has a sentence', (kind) => {
    const details = { action: 'dark-skies', role: 'editor', from: 'viewer', to: 'editor', aim: 'gold', round: 1 };
    const deadline = '2024-06-07T21:00:00.000Z';
    const text = eventText(kind, { ...details, deadline, year: 2024, version: 1 }, title);
    expect(text).toMatch(/^[A-Z].*\.$/);
    expect(text).not.toMatch(/undefined|NaN|null|\[object| {2}/);
  });
});

describe('the timeline', () => {
  const round = (number: number, deadline: string) => ({
    number,
    deadline: new Date(deadline),
    reviewBy: new Date('2024-06-28T21:00:00Z'),
  });
  const rounds = [round(1, '2024-05-31T21:00:00Z'), round(2, '2024-09-27T21:00:00Z')];
  const view = {
    kind: 'begun',
    town: 'In progress',
    staff: 'In progress',
    next: 'town',
    deed: 'fill in the actions and submit',
    by: null,
  } as const;

  test('past, now and later, in order; the end of the present certification among what is to come', () => {
    const entries = timelineOf({
      view,
      town: 'Aldbrook',
      past: [{ when: new Date('2024-03-01T17:00:00Z'), who: 'Maya', text: 'Started.' }],
      rounds,
      held: { level: 'bronze', year: 2021, awardedOn: '2021-10-01', until: '2024-12-31', points: 210 },
    });
    expect(entries.map((e) => e.state)).toEqual(['past', 'now', 'later', 'later', 'later', 'later']);
    expect(entries.map((e) => e.text)).toEqual([
      'Started.',
      'Aldbrook acts next: fill in the actions and submit.',
      'Round 1 closes Friday, May 31, 2024, 5:00 pm Eastern. Late work goes to round 2.',
      'Reviewers rule on round 1.',
      'Round 2 closes Friday, September 27, 2024, 5:00 pm Eastern. It is the last round.',
      'Aldbrook’s present certification ends Tuesday, December 31, 2024.',
    ]);
  });

  test('nobody acts on what has ended', () => {
    const ended = { town: 'Aldbrook', past: [], rounds, held: null } as const;
    expect(timelineOf({ ...ended, view: { ...view, next: 'nobody' } })).toEqual([]);
  });
});
