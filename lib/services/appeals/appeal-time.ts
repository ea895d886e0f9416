import { addDays } from 'date-fns';
import { newYorkClock, newYorkInstant } from '@/lib/services/cycles/wall-clock';

/** The last instant at which a ruling that a town was told at `told` can be appealed: the end of the day in Connecticut, so many days on. */
export function appealUntil(told: Date, days: number): Date {
  const day = addDays(new Date(`${newYorkClock(told).day}T12:00:00Z`), days)
    .toISOString()
    .slice(0, 10);
  return new Date(newYorkInstant(day, '23:59')!.getTime() + 59_999);
}
