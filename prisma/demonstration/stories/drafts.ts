import { addMinutes } from 'date-fns';
import { holdClock } from '@/lib/clock';
import { withdrawApplication } from '@/lib/services/applications/withdraw-application';
import { bronze } from '../bronze';
import { monthsBefore, workday, type Calendar } from '../calendar';
import { fillIn, start } from '../hand';
import type { Stage } from '../settle';
import { towns } from '../towns';
import { outline } from '../work';

/** Eastmere: started, and blank. */
export async function tellEastmere({ now }: Calendar, { actors, towns: placed, cycles }: Stage): Promise<void> {
  await start(actors.dev, placed.eastmere.id, cycles.present, 'bronze', workday(now, 2, 10, 20));
}

/** Penny Hollow: a draft that lacks the evidence of one category for Bronze. */
export async function tellPennyHollow({ now }: Calendar, { actors, towns: placed, cycles }: Stage): Promise<void> {
  const { lena, noor } = actors;
  const place = towns.pennyHollow;
  const begun = workday(now, 64, 9);
  const before = (months: number, days?: number) => monthsBefore(now, months, days);
  const bid = await start(lena, placed.pennyHollow.id, cycles.present, 'bronze', begun);
  const works = bronze(place, {
    liaison: { name: 'Ottilie Brandt', title: 'Town nurse', contact: 'ottilie.brandt@pennyhollow.example' },
    before,
    at: now,
    without: [4, 10],
  });
  await fillIn(noor, bid, works, addMinutes(begun, 60));
  await fillIn(
    lena,
    bid,
    [
      outline(place, 'public-air-quality', 10, before(6)),
      outline(place, 'arts-support', 15, before(3), { bare: true }),
    ],
    workday(now, 12, 18),
  );
}

/** Otter Falls: begun, and withdrawn for this year. */
export async function tellOtterFalls({ now }: Calendar, { actors, towns: placed, cycles }: Stage): Promise<void> {
  const { sara } = actors;
  const place = towns.otterFalls;
  const begun = workday(now, 80, 9);
  const before = (months: number) => monthsBefore(begun, months);
  const bid = await start(sara, placed.otterFalls.id, cycles.present, 'bronze', begun);
  const works = [
    outline(place, 'watershed-education', 15, before(4)),
    outline(place, 'c-pace', 15, before(9)),
    outline(place, 'public-transit', 10, before(14), { bare: true }),
  ];
  await fillIn(sara, bid, works, addMinutes(begun, 20));
  holdClock(workday(now, 26, 14));
  await withdrawApplication(sara, { application: bid.application, confirm: 'yes' });
}
