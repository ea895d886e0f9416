import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinDate, splitDate } from '@/lib/date-parts';
import { count, day, dayRange, fileSize, instant, isoDay, list, shortDay, shortInstant } from '@/lib/words';

describe('days', () => {
  it.each([
    ['2024-09-27', 'Friday, September 27, 2024', 'Sep 27, 2024'],
    ['2024-02-29', 'Thursday, February 29, 2024', 'Feb 29, 2024'],
    ['2021-01-01', 'Friday, January 1, 2021', 'Jan 1, 2021'],
    ['2024-12-31', 'Tuesday, December 31, 2024', 'Dec 31, 2024'],
  ])('%s', (iso, long, short) => {
    expect(day(iso)).toBe(long);
    expect(shortDay(iso)).toBe(short);
  });

  it.each(['2023-02-29', '2024-9-', 'late July', ''])('leaves %j as it was typed', (text) => {
    expect(day(text)).toBe(text);
    expect(shortDay(text)).toBe(text);
  });

  it.each([
    ['2024-04-22', '2024-04-23', 'Apr 22–23, 2024'],
    ['2024-04-30', '2024-05-02', 'Apr 30 – May 2, 2024'],
    ['2023-12-31', '2024-01-01', 'Dec 31, 2023 – Jan 1, 2024'],
    ['2024-06-06', '2024-06-06', 'Jun 6, 2024'],
    ['2024-06-06', '', 'Jun 6, 2024'],
    ['2024-06-06', '2024-6-', 'Jun 6, 2024 – 2024-6-'],
  ])('from %s to %s', (from, to, words) => {
    expect(dayRange(from, to)).toBe(words);
  });
});

describe('instants are told on the clock of Connecticut', () => {
  it.each([
    ['2024-09-27T21:00:00Z', 'Friday, September 27, 2024, 5:00 pm Eastern'],
    ['2024-09-28T03:59:00Z', 'Friday, September 27, 2024, 11:59 pm Eastern'],
    ['2024-11-03T05:30:00Z', 'Sunday, November 3, 2024, 1:30 am Eastern'],
    ['2024-11-03T06:30:00Z', 'Sunday, November 3, 2024, 1:30 am Eastern'],
    ['2024-03-10T07:00:00Z', 'Sunday, March 10, 2024, 3:00 am Eastern'],
    ['2025-01-01T04:59:59Z', 'Tuesday, December 31, 2024, 11:59 pm Eastern'],
    ['2024-07-04T16:00:00Z', 'Thursday, July 4, 2024, 12:00 pm Eastern'],
  ])('%s', (utc, words) => {
    expect(instant(new Date(utc))).toBe(words);
  });

  it('has a short form and a calendar day', () => {
    const lateEvening = new Date('2024-09-28T00:42:00Z');
    expect(shortInstant(lateEvening)).toBe('Sep 27, 2024, 8:42 pm');
    expect(isoDay(lateEvening)).toBe('2024-09-27');
  });
});

describe('numbers and lists', () => {
  it('counts', () => {
    expect(count(0, 'row')).toBe('0 rows');
    expect(count(1, 'row')).toBe('1 row');
    expect(count(1200, 'entry', 'entries')).toBe('1,200 entries');
  });

  it('lists', () => {
    expect(list([])).toBe('');
    expect(list(['a'])).toBe('a');
    expect(list(['a', 'b'])).toBe('a and b');
    expect(list(['a', 'b', 'c'])).toBe('a, b and c');
  });

  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1,023 bytes'],
    [860_160, '840 KB'],
    [1_048_575, '1.0 MB'],
    [1_258_291, '1.2 MB'],
    [26_214_400, '25.0 MB'],
    [1024 * 1024 * 1024, '1.0 GB'],
    [2048 * 1024 * 1024, '2.0 GB'],
  ])('%i bytes', (bytes, words) => {
    expect(fileSize(bytes)).toBe(words);
  });
});

describe('dates in three fields', () => {
  it.each([
    [{ month: '9', day: '5', year: '2024' }, '2024-09-05'],
    [{ month: '09', day: '05', year: '2024' }, '2024-09-05'],
    [{ month: '9', day: '', year: '2024' }, '2024-9-'],
    [{ month: '', day: '', year: '' }, ''],
    [{ month: ' 9 ', day: '5', year: '24' }, '24-9-5'],
    [{ month: 'x', day: '5', year: '2024' }, '2024-x-5'],
  ])('joins %j', (parts, text) => {
    expect(joinDate(parts)).toBe(text);
  });

  it('shows a whole date without leading zeros', () => {
    expect(splitDate('2024-09-05')).toEqual({ month: '9', day: '5', year: '2024' });
  });

  it('loses nothing of what was typed', () => {
    const digits = fc.stringMatching(/^([1-9]\d{0,3})?$/);
    fc.assert(
      fc.property(digits, digits, digits, (month, dayOfMonth, year) => {
        const parts = { month, day: dayOfMonth, year };
        expect(splitDate(joinDate(parts))).toEqual(parts);
      }),
    );
  });
});
