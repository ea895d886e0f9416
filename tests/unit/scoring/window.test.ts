import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newYorkDate } from '@/lib/rulebook/dates';
import { settingsOf } from '@/lib/rulebook/settings';
import { creditOf, windowStart, type CreditInput } from '@/lib/scoring/window';
import { rulebook } from './support/files';

const verdict = (changes: Partial<CreditInput>) =>
  creditOf({
    completed: '2023-06-01',
    today: '2024-09-27',
    year: 2024,
    allowed: ['new', 'rolling'],
    previouslyCredited: false,
    recertifying: false,
    settings: settingsOf(rulebook),
    timeframe: rulebook.timeframe,
    ...changes,
  });
const switched = (key: string, value: string) => settingsOf(rulebook, { [key]: value });

describe('the credit window, seeking in 2024', () => {
  const cases: [name: string, input: Partial<CreditInput>, kind: string][] = [
    ['on the first day of the window', { completed: '2021-01-01' }, 'new'],
    ['on the last day before the window', { completed: '2020-12-31' }, 'rolling'],
    ['on the day of submission', { completed: '2024-09-27' }, 'new'],
    ['on the day after', { completed: '2024-09-28' }, 'not-completed'],
    ['credited before, not the year of expiration', { previouslyCredited: true }, 'new'],
    ['credited before, in the year of expiration', { previouslyCredited: true, recertifying: true }, 'rolling'],
    ['not credited before, in the year of expiration', { recertifying: true }, 'new'],
    ['before the window, credited before', { completed: '2019-05-05', previouslyCredited: true }, 'rolling'],
    ['before the window, in the year of expiration', { completed: '2019-05-05', recertifying: true }, 'rolling'],
    [
      'before the window, where only new credit exists',
      { completed: '2020-12-31', allowed: ['new'] },
      'not-creditable',
    ],
    [
      'credited before, expiring, where only new credit exists',
      { previouslyCredited: true, recertifying: true, allowed: ['new'] },
      'not-creditable',
    ],
    ['in the future, where only new credit exists', { completed: '2025-01-01', allowed: ['new'] }, 'not-completed'],
    ['a leap day that exists', { completed: '2024-02-29' }, 'new'],
    ['a leap day that does not', { completed: '2023-02-29' }, 'unknown'],
    ['no date', { completed: undefined }, 'unknown'],
    ['half a date', { completed: '2023-06-' }, 'unknown'],
    [
      'windowEnd no: the last day before the year sought',
      { completed: '2023-12-31', settings: switched('windowEnd', 'no') },
      'new',
    ],
    [
      'windowEnd no: the first day of the year sought',
      { completed: '2024-01-01', settings: switched('windowEnd', 'no') },
      'not-creditable',
    ],
    ['windowEnd yes: the first day of the year sought', { completed: '2024-01-01' }, 'new'],
    ['earlyReuse no: credited before', { previouslyCredited: true, settings: switched('earlyReuse', 'no') }, 'rolling'],
  ];
  test.each(cases)('%s', (_name, input, kind) => {
    const result = verdict(input);
    expect(result.kind).toBe(kind);
    expect(result.because).toMatch(/\.$/);
    expect(result.clause).toMatch(/^Timeframe for Credit/);
  });
});

describe('both edges in leap and common years', () => {
  test.each([
    [2023, '2020-01-01', '2019-12-31'],
    [2024, '2021-01-01', '2020-12-31'],
    [2027, '2024-01-01', '2023-12-31'],
    [2028, '2025-01-01', '2024-12-31'],
  ])('seeking in %i the window starts on %s', (year, first, before) => {
    expect(windowStart(rulebook.timeframe, year)).toBe(first);
    const today = `${year}-02-28`;
    expect(verdict({ year, today, completed: first }).kind).toBe('new');
    expect(verdict({ year, today, completed: before }).kind).toBe('rolling');
    expect(verdict({ year, today, completed: today }).kind).toBe('new');
    expect(verdict({ year, today, completed: `${year}-03-01` }).kind).toBe('not-completed');
  });

  test('for any year and day: rolling before the start, new from it to today, not completed after', () => {
    const day = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, fc.integer({ min: 2003, max: 2060 }), (completed, today, year) => {
        const { kind } = verdict({ completed, today, year });
        const expected = completed > today ? 'not-completed' : completed < `${year - 3}-01-01` ? 'rolling' : 'new';
        expect(kind).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the day of an instant is the day in New York', () => {
  test.each([
    ['2024-09-28T03:59:59Z', '2024-09-27'],
    ['2024-09-28T04:00:00Z', '2024-09-28'],
    ['2024-01-01T04:59:59Z', '2023-12-31'],
    ['2024-03-10T06:59:59Z', '2024-03-10'],
    ['2024-11-03T05:30:00Z', '2024-11-03'],
    ['2024-09-27T23:30:00-04:00', '2024-09-27'],
  ])('%s is %s', (instant, day) => expect(newYorkDate(instant)).toBe(day));
});
