import { addDays, addMinutes } from 'date-fns';
import { holdClock } from '@/lib/clock';
import { splitDate } from '@/lib/date-parts';
import { askClarification } from '@/lib/services/reviews/ask-clarification';
import { newYorkClock } from '@/lib/services/cycles/wall-clock';
import { assign, rule } from '../bench';
import { friday, monthsBefore, workday, type Calendar } from '../calendar';
import { fillIn, start, submit } from '../hand';
import type { Stage } from '../settle';
import { towns } from '../towns';
import { outline } from '../work';

/** Otter Falls, in the cycle before: one step is not clear, no round is left, and a clarification is asked for. */
export async function tellClarification(
  { now, before }: Calendar,
  { actors, towns: placed, cycles }: Stage,
): Promise<void> {
  const { sara, ruth, samir } = actors;
  const place = towns.otterFalls;
  const [, last] = before.rounds;
  const submitted = workday(last, 2, 13, 20);
  const ago = (months: number) => monthsBefore(submitted, months, 4);
  const bid = await start(sara, placed.otterFalls.id, cycles.before, 'bronze', workday(last, 120, 9));
  const works = [
    outline(place, 'local-products', 20, ago(9)),
    outline(place, 'pollinator-pathways', 20, ago(7)),
    outline(place, 'arts-support', 15, ago(5)),
    outline(place, 'affordable-housing-plan', 25, ago(12)),
  ];
  await fillIn(sara, bid, works, workday(last, 60, 10));
  await submit(sara, bid, submitted);
  await assign(ruth, bid, [{ reviewer: samir }], workday(now, 90, 10));
  await rule(samir, bid, workday(now, 33, 9), {
    remarks: {
      'affordable-housing-plan/1': {
        outcome: 'revise',
        reason:
          'Say which of the two drafts the commission adopted.\nAttach the page of the minutes on which the vote stands.',
      },
    },
  });
  const asked = workday(now, 5, 14, 10);
  holdClock(addMinutes(asked, 5));
  const { month, day, year } = splitDate(newYorkClock(friday(addDays(now, 5))).day);
  await askClarification(ruth, {
    submission: bid.submissions['affordable-housing-plan']!.id,
    step: '1',
    reason:
      'The last round is over and one question is left. Answer the two points of the ruling; nothing else is asked.',
    'deadline.month': month,
    'deadline.day': day,
    'deadline.year': year,
    time: '17:00',
  });
}
