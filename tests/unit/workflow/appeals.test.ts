import { describe, expect, test } from 'vitest';
import { appealUntil } from '@/lib/services/appeals/appeal-time';
import {
  appealOf,
  appealsOf,
  appealState,
  appealStatus,
  appealTransitions,
  grants,
  mayAppeal,
  whyNoAppeal,
  whyNoGrant,
  type AppealFacts,
  type AppealState,
} from '@/lib/workflow/appeals';
import { appealStates } from '@/lib/workflow/status';

const by = new Date('2024-04-15T17:00:00-04:00');
const appeal = (more: Partial<AppealFacts> = {}) => ({
  submissionId: 'one',
  step: '1',
  reviewerId: null,
  reviewBy: null,
  outcome: null,
  withdrawnAt: null,
  ...more,
});
const rows: [AppealState, ReturnType<typeof appeal>][] = [
  ['filed', appeal()],
  ['assigned', appeal({ reviewerId: 'r', reviewBy: by })],
  ['granted', appeal({ reviewerId: 'r', reviewBy: by, outcome: 'granted' })],
  ['upheld', appeal({ reviewerId: 'r', reviewBy: by, outcome: 'upheld' })],
  ['withdrawn', appeal({ reviewerId: 'r', withdrawnAt: by })],
];

describe('the life of an appeal', () => {
  test.each(rows)('%s is told by its facts, with who acts next and by when', (state, facts) => {
    expect(appealState(facts)).toBe(state);
    expect(appealStatus(facts)).toEqual({ ...appealStates[state], by: state === 'assigned' ? by : null });
  });

  test('has a row for every state, and while it waits somebody who can act; once ended nobody does', () => {
    expect(rows.map(([state]) => state).sort()).toEqual(Object.keys(appealStates).sort());
    for (const [state] of rows) {
      const leads = appealTransitions.filter((one) => one.from === state);
      const { next } = appealStates[state];
      expect(leads.length > 0).toBe(next !== 'nobody');
      if (next !== 'nobody') expect(leads.some((one) => one.by.includes(next))).toBe(true);
      expect(mayAppeal(state, 'file')).toBe(false);
    }
    expect(mayAppeal('none', 'file')).toBe(true);
  });

  test('the application’s status is told by all of them, the step’s by its own', () => {
    const later = appeal({ reviewerId: 's', reviewBy: new Date('2024-05-01T17:00:00-04:00'), step: '2' });
    expect(appealsOf([...rows.map(([, facts]) => facts), later])).toEqual({ filed: 1, assigned: 2, by });
    expect(appealsOf([])).toEqual({ filed: 0, assigned: 0, by: null });
    expect(appealOf([later], 'one', '2')).toBe('appealing');
    expect(appealOf([later], 'one', '1')).toBeNull();
    expect(appealOf([later], 'other')).toBeNull();
    expect(appealOf([later, appeal()], 'one')).toBe('appealed');
  });
});

describe('the time to appeal', () => {
  // Clocks go forward on March 10 and back on November 3, 2024; the last days end there, or lie behind.
  test.each([
    ['2024-03-01T12:00:00-05:00', 30, '2024-03-31T23:59:59.999-04:00'],
    ['2024-03-09T23:59:59-05:00', 1, '2024-03-10T23:59:59.999-04:00'],
    ['2024-03-10T03:30:00-04:00', 1, '2024-03-11T23:59:59.999-04:00'],
    ['2024-11-02T00:30:00-04:00', 1, '2024-11-03T23:59:59.999-05:00'],
    ['2024-11-03T01:30:00-05:00', 30, '2024-12-03T23:59:59.999-05:00'],
    ['2024-12-31T23:30:00-05:00', 60, '2025-03-01T23:59:59.999-05:00'],
    // Late in the evening in Connecticut it is the next day in Greenwich.
    ['2024-06-30T23:30:00-04:00', 30, '2024-07-30T23:59:59.999-04:00'],
  ])('of a decision at %s, %i days, ends %s', (decided, days, until) => {
    expect(appealUntil(new Date(decided), days)).toEqual(new Date(until));
  });

  const open = {
    status: 'decided' as const,
    revoked: false,
    appeal: 'none' as const,
    ruling: { outcome: 'approved' as const, points: 5 },
    leftOut: false,
    most: 10,
    until: by,
  };
  test.each([
    ['at its last instant', {}, by, null],
    ['after it', {}, new Date(by.getTime() + 1), /time to appeal ended/],
    ['before the decision', { status: 'in_review' as const, until: null }, by, /once the application is decided/],
    ['a second time', { appeal: 'upheld' as const }, by, /appealed already/],
    ['after withdrawing', { appeal: 'withdrawn' as const }, by, /appealed already/],
    ['of a revoked decision', { revoked: true }, by, /revoked/],
    ['after it was left out of a later round', { leftOut: true }, by, /left this step out of the last round/],
    ['without a ruling', { ruling: null }, by, /not ruled on/],
    ['with all points', { ruling: { outcome: 'approved' as const, points: 10 } }, by, /10 points it can earn at most/],
  ])('a step can be appealed or not %s', (_, more, at, said) => {
    const why = whyNoAppeal({ ...open, ...more }, at);
    if (said) expect(why).toMatch(said);
    else expect(why).toBeNull();
  });

  test('nothing is granted once the certification was revoked, or while a change of the decision waits', () => {
    expect(whyNoGrant({ revoked: false, changing: false })).toBeNull();
    expect(whyNoGrant({ revoked: true, changing: true })).toMatch(/was revoked, so nothing can be granted/);
    expect(whyNoGrant({ revoked: false, changing: true })).toMatch(/waits for a coordinator to confirm it/);
  });

  test('granting gives more points than before', () => {
    expect(grants(5, 10)).toBeNull();
    expect(grants(5, 5)).toMatch(/more than the 5 points/);
    expect(grants(5, 0)).toMatch(/uphold the ruling/);
  });
});
