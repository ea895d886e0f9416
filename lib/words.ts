import { tz, TZDate } from '@date-fns/tz';
import { format, isSameMonth, isSameYear, isValid } from 'date-fns';

const zone = 'America/New_York';

function calendarDay(isoDate: string): TZDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDate);
  if (!match) return undefined;
  const [year, month, date] = [Number(match[1]), Number(match[2]) - 1, Number(match[3])];
  const at = new TZDate(year, month, date, zone);
  return isValid(at) && at.getMonth() === month && at.getDate() === date ? at : undefined;
}

/** "Friday, September 27, 2024" for an ISO date; a text that is no date comes back as it is. */
export function day(isoDate: string): string {
  const at = calendarDay(isoDate);
  return at ? format(at, 'EEEE, MMMM d, yyyy') : isoDate;
}

/** "Sep 27, 2024" for an ISO date; a text that is no date comes back as it is. */
export function shortDay(isoDate: string): string {
  const at = calendarDay(isoDate);
  return at ? format(at, 'MMM d, yyyy') : isoDate;
}

/** "Apr 22–23, 2024", "Apr 30 – May 2, 2024" or one day when both are the same. */
export function dayRange(from: string, to: string): string {
  const [first, last] = [calendarDay(from), calendarDay(to)];
  if (from === to || !to) return shortDay(from);
  if (!from) return shortDay(to);
  if (!first || !last || !isSameYear(first, last)) return `${shortDay(from)} – ${shortDay(to)}`;
  if (!isSameMonth(first, last)) return `${format(first, 'MMM d')} – ${format(last, 'MMM d, yyyy')}`;
  return `${format(first, 'MMM d')}–${format(last, 'd, yyyy')}`;
}

const inZone = tz(zone);

function clock(at: Date): string {
  return format(at, 'h:mm aaa', { in: inZone });
}

/** "Friday, September 27, 2024, 5:00 pm Eastern" for an instant, on the clock of Connecticut. */
export function instant(at: Date): string {
  return `${format(at, 'EEEE, MMMM d, yyyy', { in: inZone })}, ${clock(at)} Eastern`;
}

/** "Sep 27, 2024, 5:00 pm" for tables whose page already names the zone. */
export function shortInstant(at: Date): string {
  return `${format(at, 'MMM d, yyyy', { in: inZone })}, ${clock(at)}`;
}

/** The ISO date of an instant on the calendar of Connecticut. */
export function isoDay(at: Date): string {
  return format(at, 'yyyy-MM-dd', { in: inZone });
}

/** "1 row", "3 rows", "1,200 rows"; the plural defaults to the singular with an s. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function list(items: string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** "640 bytes", "840 KB", "1.2 MB" for a size in bytes; a megabyte is 1,048,576 bytes. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return count(bytes, 'byte');
  const kilobytes = Math.round(bytes / 1024);
  if (kilobytes < 1024) return `${kilobytes} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
