import { addMinutes } from 'date-fns';
import { holdClock } from '@/lib/clock';
import { declareConflict } from '@/lib/services/reviews/assign-conflict';
import { setTopics } from '@/lib/services/reviews/assign-topics';
import { keepTemplate } from '@/lib/services/templates/keep-template';
import { onDay, workday, type Calendar } from '../calendar';
import type { Stage } from '../settle';
import { towns } from '../towns';

const reasons = [
  ['Attach the vote', 'Attach the page of the minutes on which the vote stands, and point to it.', ''],
  [
    'The work is not done yet',
    'What is announced is not yet held. Points are for what was done by the day of submission; claim it in a later round once it is.',
    '',
  ],
  [
    'Older than the window',
    'This was completed before the window of three years opened. Claim it as rolling, and say what it still does for the town.',
    '',
  ],
  [
    'A training that counts elsewhere',
    'This training counts in another action already. Take it out of one of the two, and say which.',
    'participate-in-equity-training/1',
  ],
  [
    'Who was asked',
    'Tell who was asked and who was missing, not only what the assessment found.',
    'optimize-for-equity/1',
  ],
] as const;

/** Words that coordinators keep for reasons that are given often. */
export async function tellTemplates({ year }: Calendar, { actors }: Stage): Promise<void> {
  let at = onDay(year - 1, 4, 9);
  for (const [title, text, place] of reasons) {
    at = addMinutes(at, 9);
    holdClock(at);
    await keepTemplate(actors.ruth, { title, text, place });
  }
}

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
