import { TZDate } from '@date-fns/tz';
import { isRealDate } from '@/lib/rulebook/dates';

const zone = 'America/New_York';
const hour = 3_600_000;

const reads = (at: TZDate, h: number, m: number) => at.getHours() === h && at.getMinutes() === m;

/**
 * The instant at which clocks in New York show `time` (HH:MM) on `day` (YYYY-MM-DD); null when they never do, as in the
 * hour skipped in spring. Of an hour that comes twice in the fall, the later one: a deadline is read in the town's favor.
 */
export function newYorkInstant(day: string, time: string): Date | null {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time.trim());
  if (!isRealDate(day) || !match) return null;
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const [h, m] = [Number(match[1]), Number(match[2])];
  const at = new TZDate(year, month - 1, date, h, m, zone);
  if (!reads(at, h, m) || at.getDate() !== date) return null;
  const again = new TZDate(at.getTime() + hour, zone);
  return new Date(reads(again, h, m) ? again.getTime() : at.getTime());
}

/** Day and time on New York's clocks at an instant, as forms take them: YYYY-MM-DD and HH:MM. */
export function newYorkClock(at: Date): { day: string; time: string } {
  const local = new TZDate(at.getTime(), zone);
  const two = (n: number) => String(n).padStart(2, '0');
  return {
    day: `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`,
    time: `${two(local.getHours())}:${two(local.getMinutes())}`,
  };
}
