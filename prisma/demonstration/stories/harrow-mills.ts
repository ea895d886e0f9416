import { addMinutes } from 'date-fns';
import { holdClock } from '@/lib/clock';
import { closeCycle } from '@/lib/services/cycles/close-cycle';
import { assign, finish, rule, settleLevel } from '../bench';
import { friday, monthsBefore, onDay, workday, type Calendar } from '../calendar';
import { equity } from '../equity';
import { fillIn, start, submit } from '../hand';
import {
  attendedBy,
  equityTraining,
  homelessness,
  liaisonStep,
  liaisonTrainings,
  repositoryStep,
  taskForceStep,
  trainingsStep,
} from '../homelessness';
import type { Stage } from '../settle';
import { towns } from '../towns';
import { outline, withPartners, type Work } from '../work';

const place = towns.harrowMills;
const liaison = { name: 'Fern Castellan', title: 'Human services director', contact: 'fcastellan@harrowmills.example' };
const staff = [
  ['Otto Brand', 'staff', 'obrand@harrowmills.example'],
  ['Lucia Ferro', 'staff', 'lferro@harrowmills.example'],
  ['Amos Tull', 'staff', 'atull@harrowmills.example'],
  ['Vera Lindholm', 'elected', 'vlindholm@harrowmills.example'],
] as const;

type Before = (months: number, days?: number) => string;

/** Step 1b with more than ten attendances. */
const trainings = (before: Before) => [
  ...liaisonTrainings(liaison, [before(20), before(14), before(9)]),
  ...attendedBy(staff, {
    training: 'Housing First in Small Towns',
    topic: ['housing-first'],
    provider: 'Quinnipiac Housing Forum',
    start: before(9),
    end: before(9),
  }),
  ...attendedBy(staff, {
    training: 'First Words at the Front Desk',
    topic: ['trauma-informed'],
    provider: 'Harrow Mills Legal Clinic',
    start: before(5),
    end: before(5),
  }),
];

const taskForce = [
  { name: liaison.name, title: liaison.title, organization: 'Human services' },
  { name: staff[0][0], title: 'Sergeant', organization: 'Police' },
  { name: staff[1][0], title: 'Head librarian', organization: 'Library' },
  { name: 'Ruben Achterberg', title: 'Pastor', organization: 'Dyehouse Lane Church' },
];

/** The evening of 1.2 that its people attended. */
const evening = (before: Before) => ({
  training: 'Race, Power and Local Rules',
  topic: [],
  provider: 'Valley Equity Network',
  start: before(7),
  end: before(7),
});

function silverWorks(before: Before, at: Date): Work[] {
  const worked = withPartners(
    'Harrow Land Trust',
    'The town drew the plan and paid the surveyor; the trust walked every parcel.',
  );
  return [
    equityTraining(place, before(7), attendedBy(staff, evening(before))),
    outline(place, 'sustainable-purchasing', 25, before(30)),
    outline(place, 'local-business-support', 20, before(16)),
    outline(place, 'open-space-plan', 30, before(12), { telling: 0, partners: worked }),
    outline(place, 'pollinator-pathways', 20, before(13)),
    outline(place, 'dark-skies', 15, before(18)),
    outline(place, 'arts-support', 20, before(10)),
    outline(place, 'pocd-sustainability', 30, before(70), {
      rolling:
        'Each June the commission reads the answers aloud, and twice since then it turned down a plan of the town’s own because of them. The three questions are now printed on the form for every new project.',
    }),
    outline(place, 'climate-vulnerability', 25, before(15)),
    outline(place, 'solar-permitting', 20, before(8)),
    outline(place, 'complete-streets', 30, before(22)),
    outline(place, 'energy-benchmarking', 30, before(62), {
      rolling:
        'The figures have been read every month for five years. Last winter they showed a stuck valve at the pump house within a week; the year before they decided which roof was done first.',
    }),
    outline(place, 'c-pace', 20, before(11)),
    outline(place, 'municipal-collaboration', 20, before(19), {
      partners: withPartners('', 'Harrow Mills keeps the calendar and the keys for the shared machines.', [
        'Aldbrook',
        'Tamarack',
      ]),
    }),
    outline(place, 'unit-based-pricing', 40, before(28), { telling: 0 }),
    outline(place, 'community-gardens', 20, before(14)),
    outline(place, 'public-air-quality', 15, before(9)),
    outline(place, 'affordable-housing-plan', 35, before(17)),
    homelessness(place, [
      liaisonStep(place, liaison, before(24), at),
      trainingsStep(place, trainings(before)),
      taskForceStep(place, taskForce, before(21), at),
      repositoryStep(place, before(10)),
    ]),
    outline(place, 'share-homelessness-data', 20, before(6)),
    equity(place, [
      { target: 'open-space-plan', completed: before(12) },
      { target: 'climate-vulnerability', completed: before(15) },
      { target: 'affordable-housing-plan', completed: before(17) },
    ]),
  ];
}

/** Harrow Mills three years ago: Silver, whole, with its ledger. */
export async function tellSilver({ year }: Calendar, { actors, towns: placed, cycles }: Stage): Promise<void> {
  const { abel, wanda, ruth, samir } = actors;
  const past = year - 3;
  const begun = onDay(past, 2, 6);
  const submitted = workday(friday(onDay(past, 9, 20)), 2, 15);
  const bid = await start(abel, placed.harrowMills.id, cycles.earlier, 'silver', begun);
  const before = (months: number, days?: number) => monthsBefore(submitted, months, days);
  await fillIn(wanda, bid, silverWorks(before, submitted), addMinutes(begun, 45));
  await submit(abel, bid, submitted);
  await assign(ruth, bid, [{ reviewer: samir }], onDay(past, 9, 30));
  await rule(samir, bid, onDay(past, 10, 21));
  await finish(samir, bid, onDay(past, 11, 14));
  await settleLevel(ruth, bid, 'silver', onDay(past, 12, 6));
  holdClock(onDay(past, 12, 20));
  await closeCycle(ruth, { cycle: cycles.earlier });
}

/** Harrow Mills this year: its Silver ends, and a draft for the next is begun. */
export async function tellRenewal({ now }: Calendar, { actors, towns: placed, cycles }: Stage): Promise<void> {
  const { abel, wanda } = actors;
  const begun = workday(now, 48, 10);
  const before = (months: number) => monthsBefore(now, months);
  const bid = await start(abel, placed.harrowMills.id, cycles.present, 'silver', begun);
  const works = [
    outline(place, 'watershed-education', 25, before(5), { telling: 1 }),
    outline(place, 'local-products', 20, before(8)),
    outline(place, 'community-gardens', 20, before(34), {
      rolling:
        'The garden has been full every summer since. The gardeners opened a second one behind the fire house on their own.',
      telling: 1,
    }),
    outline(place, 'historic-resources', 20, before(11)),
    outline(place, 'urban-forests', 15, before(4), { bare: true }),
    equity(place, [{ target: 'watershed-education', completed: before(5) }]),
  ];
  await fillIn(wanda, bid, works, addMinutes(begun, 30));
}
