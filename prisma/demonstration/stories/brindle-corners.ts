import { appeal, appealOnce } from '../appeals';
import { assign, finish, rule, settleLevel } from '../bench';
import { workday, type Calendar } from '../calendar';
import type { Stage } from '../settle';
import { file, liaisonOf } from './under-review';

/** Brindle Corners: certified Bronze in this cycle. Of its two appeals one was ruled on; the other waits to be given to somebody. */
export async function tellBrindleCorners({ now, rounds }: Calendar, stage: Stage): Promise<void> {
  const { ada, ruth, samir, tove } = stage.actors;
  const bid = await file(stage, {
    town: 'brindleCorners',
    who: ada,
    liaison: liaisonOf('brindleCorners', 'Lorna Pike', 'Youth and family services'),
    begun: workday(rounds[0], 90, 9),
    submitted: workday(rounds[0], 6, 11, 30),
  });
  await assign(ruth, bid, [{ reviewer: samir }], workday(now, 55, 10));
  await rule(samir, bid, workday(now, 40, 9), {
    remarks: {
      'unit-based-pricing/1': {
        outcome: 'approved',
        points: 20,
        reason: 'The bags are sold at two of the four places that the ordinance names, so this is two thirds of it.',
      },
      'affordable-housing-plan/1': {
        outcome: 'approved',
        points: 20,
        reason: 'The yearly count is a year behind. The rest of the plan stands.',
      },
    },
  });
  await finish(samir, bid, workday(now, 31, 15));
  await settleLevel(ruth, bid, 'bronze', workday(now, 22, 11));
  await appealOnce({ by: ada, coordinator: ruth, reviewer: tove }, bid, workday(now, 16, 9), {
    place: { action: 'affordable-housing-plan', step: '1' },
    reason: 'The count was late because the assessor’s office moved. It was done in the week after.',
    upheld:
      'The plan asks for the count each year, and the one of last year is missing from what was submitted. That it was done later can be told in the next application.',
  });
  await appeal(ada, bid, workday(now, 2, 16), {
    place: { action: 'unit-based-pricing', step: '1' },
    reason:
      'The bags are sold at all four places. Two of them opened in the spring, and the list on the town’s page names them.',
  });
}
