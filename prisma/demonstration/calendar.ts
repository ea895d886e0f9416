import { TZDate } from '@date-fns/tz';
import { addDays, addMonths, addWeeks, subDays } from 'date-fns';
import { isoDay } from '@/lib/words';

const zone = 'America/New_York';

/** Five in the afternoon in Connecticut on the Friday on or after an instant. */
export function friday(at: Date): Date {
  const local = new TZDate(at.getTime(), zone);
  const day = addDays(local, (5 - local.getDay() + 7) % 7);
  return new Date(new TZDate(day.getFullYear(), day.getMonth(), day.getDate(), 17, 0, zone).getTime());
}

/** A weekday's working hour in Connecticut, a number of days before (or after, when negative) an instant. */
export function workday(at: Date, daysBefore: number, hour = 10, minute = 0): Date {
  const local = new TZDate(subDays(at, daysBefore).getTime(), zone);
  const back = local.getDay() === 0 ? 2 : local.getDay() === 6 ? 1 : 0;
  const day = subDays(local, back);
  return new Date(new TZDate(day.getFullYear(), day.getMonth(), day.getDate(), hour, minute, zone).getTime());
}

const yearOf = (at: Date): number => new TZDate(at.getTime(), zone).getFullYear();

/** An instant on a fixed day of a year, at two in the afternoon in Connecticut. */
export const onDay = (year: number, month: number, day: number): Date =>
  new Date(new TZDate(year, month - 1, day, 14, 0, zone).getTime());

/** The ISO day some months and days before an instant. */
export const monthsBefore = (at: Date, months: number, days = 0): string =>
  isoDay(subDays(addMonths(new TZDate(at.getTime(), zone), -months), days));

/** A day in the middle of each of the `quarters` complete calendar quarters before an instant, earliest first. */
export function quarterDays(at: Date, quarters: number): string[] {
  const local = new TZDate(at.getTime(), zone);
  const first = Math.floor(local.getMonth() / 3) * 3;
  return Array.from({ length: quarters }, (_, index) => {
    const middle = new TZDate(local.getFullYear(), first - 3 * (quarters - index) + 1, 12 + index, zone);
    return isoDay(middle);
  });
}

/** The instants on which the demonstration hangs, all relative to its beginning. */
export function calendarOf(now: Date) {
  const round1 = friday(subDays(now, 60));
  const late = friday(subDays(now, 95));
  return {
    now,
    year: yearOf(now),
    opens: workday(now, 300),
    rounds: [round1, friday(addDays(now, 19)), friday(addWeeks(now, 15))] as const,
    reviewBy: [addDays(round1, 28), addDays(friday(addDays(now, 19)), 28), addDays(friday(addWeeks(now, 15)), 28)],
    /** The cycle before: its last round is over, and one of its reviews is not. */
    before: {
      opens: workday(now, 480),
      rounds: [friday(subDays(now, 240)), late] as const,
      reviewBy: addDays(late, 60),
    },
    /** Some days before the beginning, in working hours. */
    ago: (days: number, hour = 10, minute = 0) => workday(now, days, hour, minute),
  };
}

export type Calendar = ReturnType<typeof calendarOf>;
