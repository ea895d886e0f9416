import { z } from 'zod';
import { joinDate } from '@/lib/date-parts';
import { refuse } from '@/lib/errors';
import { newYorkInstant } from './wall-clock';

const part = z.string().max(4).default('');

/** A deadline as a form posts it: a date in three fields and a time, both on Eastern clocks. */
export const deadlineFields = {
  'deadline.month': part,
  'deadline.day': part,
  'deadline.year': part,
  time: z.string().max(5).default('17:00'),
};
export const reviewByFields = { 'reviewBy.month': part, 'reviewBy.day': part, 'reviewBy.year': part };

type Posted<K extends string> = { [P in `${K}.month` | `${K}.day` | `${K}.year`]: string };

const joined = (month: string, day: string, year: string) => joinDate({ month, day, year });

/** The instant of a posted deadline; refused as invalid when no clock in New York ever shows it. */
export function deadlineOf(input: Posted<'deadline'> & { time: string }): Date {
  const day = joined(input['deadline.month'], input['deadline.day'], input['deadline.year']);
  if (!newYorkInstant(day, '12:00'))
    throw refuse('invalid', 'Enter a whole date that exists, such as 9 27 2026.', 'deadline');
  const at = newYorkInstant(day, input.time);
  if (at) return at;
  if (/^\d{1,2}:\d{2}$/.test(input.time.trim()))
    throw refuse(
      'invalid',
      `Choose another time: clocks in Connecticut do not show ${input.time} on that day.`,
      'time',
    );
  throw refuse('invalid', 'Enter the time as hours and minutes, such as 17:00.', 'time');
}

/** The posted day by which reviewers mean to have ruled, at 5 pm Eastern; null when left empty. */
export function reviewByOf(input: Posted<'reviewBy'>): Date | null {
  const day = joined(input['reviewBy.month'], input['reviewBy.day'], input['reviewBy.year']);
  if (!day) return null;
  const at = newYorkInstant(day, '17:00');
  if (!at) throw refuse('invalid', 'Enter a whole date that exists, or leave all three fields empty.', 'reviewBy');
  return at;
}
