import { addMinutes } from 'date-fns';
import { holdClock } from '@/lib/clock';
import { declareConflict } from '@/lib/services/reviews/assign-conflict';
import { setTopics } from '@/lib/services/reviews/assign-topics';
import { onDay, workday, type Calendar } from '../calendar';
import type { Stage } from '../settle';
import { towns } from '../towns';

/** The table of topics, filled in last spring; and a reviewer who once worked for a town that has submitted since. */
export async function tellReviewers({ year, now }: Calendar, { actors }: Stage): Promise<void> {
  const { ruth, jo, samir, tove } = actors;
  const topics: [typeof jo, number[]][] = [
    [jo, [1, 2, 8, 9, 12]],
    [samir, [5, 6, 7, 11]],
    [tove, [2, 3, 4, 10, 13]],
  ];
  let at = onDay(year - 1, 4, 8);
  for (const [reviewer, categories] of topics) {
    at = addMinutes(at, 7);
    holdClock(at);
    await setTopics(ruth, { reviewer: reviewer.id, categories });
  }
  holdClock(workday(now, 1, 10, 15));
  await declareConflict(tove, {
    town: towns.stoneferry.slug,
    reason: 'I wrote the open space plan of this town as its consultant until last year.',
  });
}
