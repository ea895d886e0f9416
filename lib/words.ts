import { isRealDate, newYorkDate } from '@/lib/rulebook/dates';

/* The platform's own formatters: the same on the server and in the browser, and nothing to download. */
const formatter = (timeZone: string) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
const onCalendar = formatter('UTC');
const inConnecticut = formatter('America/New_York');

type Told = Record<'weekday' | 'month' | 'day' | 'year' | 'hour' | 'minute' | 'dayPeriod', string>;

const told = (at: Date, by: Intl.DateTimeFormat): Told =>
  Object.fromEntries(by.formatToParts(at).map(({ type, value }) => [type, value])) as Told;

const calendarDay = (isoDate: string): Told | undefined =>
  isRealDate(isoDate) ? told(new Date(`${isoDate}T00:00:00Z`), onCalendar) : undefined;

const long = ({ weekday, month, day, year }: Told) => `${weekday}, ${month} ${day}, ${year}`;
const monthDay = ({ month, day }: Told) => `${month.slice(0, 3)} ${day}`;
const short = (at: Told) => `${monthDay(at)}, ${at.year}`;
const clock = ({ hour, minute, dayPeriod }: Told) => `${hour}:${minute} ${dayPeriod.toLowerCase()}`;

/** "Friday, September 27, 2024" for an ISO date; a text that is no date comes back as it is. */
export function day(isoDate: string): string {
  const at = calendarDay(isoDate);
  return at ? long(at) : isoDate;
}

/** "Sep 27, 2024" for an ISO date; a text that is no date comes back as it is. */
export function shortDay(isoDate: string): string {
  const at = calendarDay(isoDate);
  return at ? short(at) : isoDate;
}

/** "Apr 22–23, 2024", "Apr 30 – May 2, 2024" or one day when both are the same. */
export function dayRange(from: string, to: string): string {
  const [first, last] = [calendarDay(from), calendarDay(to)];
  if (from === to || !to) return shortDay(from);
  if (!from) return shortDay(to);
  if (!first || !last || first.year !== last.year) return `${shortDay(from)} – ${shortDay(to)}`;
  if (first.month !== last.month) return `${monthDay(first)} – ${short(last)}`;
  return `${monthDay(first)}–${last.day}, ${last.year}`;
}

/** "Friday, September 27, 2024, 5:00 pm Eastern" for an instant, on the clock of Connecticut. */
export function instant(at: Date): string {
  const then = told(at, inConnecticut);
  return `${long(then)}, ${clock(then)} Eastern`;
}

/** "Sep 27, 2024, 5:00 pm" for tables whose page already names the zone. */
export function shortInstant(at: Date): string {
  const then = told(at, inConnecticut);
  return `${short(then)}, ${clock(then)}`;
}

/** "5:00 pm" for an instant of today, on the clock of Connecticut. */
export const clockTime = (at: Date): string => clock(told(at, inConnecticut));

/** The ISO date of an instant on the calendar of Connecticut. */
export const isoDay = (at: Date): string => newYorkDate(at.toISOString());

/** "1 row", "3 rows", "1,200 rows"; the plural defaults to the singular with an s. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c"; `last` is the word before the last. */
export function list(items: readonly string[], last = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

/** "640 bytes", "840 KB", "1.2 MB", "2.0 GB" for a size in bytes; a megabyte is 1,048,576 bytes. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return count(bytes, 'byte');
  const kilobytes = Math.round(bytes / 1024);
  if (kilobytes < 1024) return `${kilobytes} KB`;
  const megabytes = bytes / 1024 / 1024;
  return megabytes < 1024 ? `${megabytes.toFixed(1)} MB` : `${(megabytes / 1024).toFixed(1)} GB`;
}
