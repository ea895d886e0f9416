import { isoDay } from '@/lib/words';

/** Whole days on the calendar of Connecticut from one instant to another. */
export const daysSince = (since: Date, at: Date): number =>
  Math.round((Date.parse(isoDay(at)) - Date.parse(isoDay(since))) / 86_400_000);

/** "today", "for 1 day", "for 24 days". */
export function waited(since: Date, at: Date): string {
  const days = daysSince(since, at);
  return days <= 0 ? 'since today' : `for ${days} ${days === 1 ? 'day' : 'days'}`;
}
