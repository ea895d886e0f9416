import { addDays, addHours, differenceInDays } from 'date-fns';
import { newYorkClock, newYorkInstant } from '@/lib/services/cycles/wall-clock';

/** When reminders are due and the digest is written, on Connecticut's clocks; no night that skips an hour skips these. */
const reminderTime = '07:00';
export const digestTime = '08:00';

/** Days before the end of a round and of a clarification, and days before (after: negative) the day by which reviews are due. */
export const deadlineDays = [14, 3, 1];
export const clarificationDays = [3, 1];
export const reviewDays = [3, -1, -8];
export const lateDays = [-1];

/** How many midnights of Connecticut lie between two instants. */
export const calendarDays = (from: Date, to: Date): number =>
  differenceInDays(new Date(newYorkClock(to).day), new Date(newYorkClock(from).day));

/** Early in the morning, in Connecticut, so many days before the day of an instant; after it where they are negative. */
export function morningBefore(instant: Date, days: number): Date {
  const day = addDays(new Date(`${newYorkClock(instant).day}T12:00:00Z`), -days)
    .toISOString()
    .slice(0, 10);
  return newYorkInstant(day, reminderTime)!;
}

/**
 * The reminder of an instant that is due at `at`, as its number of days; null when none is. One that is more than a day
 * late is not sent any more, nor one whose moment had passed `since` it could be spoken of.
 */
export function dueReminder(instant: Date, days: readonly number[], since: Date, at: Date): number | null {
  const due = (moment: Date) => moment <= at && at < addHours(moment, 24) && since < moment;
  return days.find((one) => due(morningBefore(instant, one))) ?? null;
}
