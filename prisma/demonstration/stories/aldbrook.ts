import { addMinutes } from 'date-fns';
import { holdClock } from '@/lib/clock';
import { monthsBefore, workday, type Calendar } from '../calendar';
import { equity } from '../equity';
import { assign, rule, sendBack } from '../bench';
import { fillIn, start, submit, write } from '../hand';
import {
  attendedBy,
  homelessness,
  liaisonStep,
  liaisonTrainings,
  logCells,
  taskForceStep,
  trainingsStep,
  type Attendance,
} from '../homelessness';
import type { Stage } from '../settle';
import { towns } from '../towns';
import { outline, withPartners } from '../work';

const place = towns.aldbrook;
const dana = { name: 'Dana Whitlock', title: 'Social services coordinator', contact: 'dwhitlock@aldbrook.example' };
const luis = ['Luis Prado', 'staff', 'lprado@aldbrook.example'] as const;
const renee = ['Renée Gault', 'staff', 'rgault@aldbrook.example'] as const;
const sam = ['Sam Keane', 'staff', 'skeane@aldbrook.example'] as const;
const priya = ['Priya Nair', 'elected', 'pnair@aldbrook.example'] as const;

/** The log as first submitted: the training on diversion is missing, and row 3 stands in for it. */
function firstLog(before: (months: number, days?: number) => string): Attendance[] {
  const [race, , housing] = liaisonTrainings(dana, [before(8), before(7), before(7)]);
  const frontDesk = {
    training: 'Trauma-Informed Front Desk',
    topic: ['trauma-informed'],
    provider: 'Aldbrook Health District',
    start: before(5, 8),
    end: before(5, 8),
  };
  const housingFirst = { ...housing!, start: before(7), end: before(7, -1) };
  return [
    race!,
    housingFirst,
    {
      ...frontDesk,
      attendee: dana.name,
      role: 'liaison',
      contact: dana.contact,
      topic: ['trauma-informed', 'can-function'],
    },
    ...attendedBy([luis, renee], frontDesk),
    ...attendedBy([sam], {
      training: 'Mental Health First Aid',
      topic: ['mental-health'],
      provider: 'Shoreline Mental Health League',
      start: before(4, 20),
      end: before(4, 20),
    }),
    ...attendedBy([priya], {
      training: housingFirst.training,
      topic: housingFirst.topic,
      provider: housingFirst.provider,
      start: housingFirst.start,
      end: housingFirst.end,
    }),
    ...attendedBy([luis], {
      training: 'Vital Records and First IDs',
      topic: ['community-resources'],
      provider: 'Harrow Mills Legal Clinic',
      start: before(3, 12),
      end: before(3, 12),
    }),
  ];
}

const taskForce = [
  { name: dana.name, title: dana.title, organization: 'Social services' },
  { name: luis[0], title: 'Librarian', organization: 'Library' },
  { name: sam[0], title: 'Community officer', organization: 'Police' },
  { name: renee[0], title: 'Director', organization: 'Senior center' },
  { name: 'Joan Petrie', title: 'Outreach worker', organization: 'Central Valley CAN' },
];

/** Aldbrook: submitted in round 1, returned with three steps to fix, one more action begun since. */
export async function tellAldbrook(calendar: Calendar, { actors, towns: placed, cycles }: Stage): Promise<void> {
  const { maya, tom, ruth, jo } = actors;
  const closes = calendar.rounds[0];
  const submitted = workday(closes, 1, 16, 12);
  const before = (months: number, days?: number) => monthsBefore(submitted, months, days);
  const begun = workday(closes, 70, 9);
  const bid = await start(maya, placed.aldbrook.id, cycles.present, 'bronze', begun);
  const log = firstLog(before);
  const neighbors = withPartners(
    'Aldbrook Land Trust',
    'The town paid for the survey and led the walks; the trust keeps two of the parcels.',
    ['Harrow Mills'],
  );
  await fillIn(
    tom,
    bid,
    [
      outline(place, 'sustainable-purchasing', 20, before(10)),
      outline(place, 'local-business-support', 20, before(13)),
      outline(place, 'watershed-education', 20, before(5)),
      outline(place, 'open-space-plan', 30, before(15), { partners: neighbors, telling: 1 }),
      outline(place, 'pocd-sustainability', 30, before(20)),
      outline(place, 'climate-vulnerability', 25, before(9), { telling: 1 }),
      outline(place, 'complete-streets', 30, before(12)),
      outline(place, 'energy-benchmarking', 25, before(6)),
      outline(place, 'train-municipal-representatives', 20, before(11)),
      outline(place, 'unit-based-pricing', 30, before(16)),
      outline(place, 'community-gardens', 20, before(7)),
      outline(place, 'affordable-housing-plan', 30, before(18)),
      homelessness(place, [
        liaisonStep(place, dana, before(22), submitted),
        trainingsStep(place, log),
        taskForceStep(place, taskForce, before(17), submitted),
      ]),
      equity(place, [
        { target: 'complete-streets', completed: before(12) },
        { target: 'affordable-housing-plan', completed: before(18) },
        { target: 'climate-vulnerability', completed: before(9) },
      ]),
    ],
    addMinutes(begun, 30),
  );
  await submit(maya, bid, submitted);
  await assign(ruth, bid, [{ reviewer: jo }], workday(calendar.now, 55, 9));
  await rule(jo, bid, workday(calendar.now, 47, 9), {
    remarks: {
      'municipal-workforce-homelessness/1b': {
        outcome: 'revise',
        reason:
          'Good breadth of staff. I cannot find a training on CAN function and shelter diversion for the liaison: row 3 is about trauma-informed care. Add one, or point me to it.',
      },
      'optimize-for-equity/1': {
        outcome: 'revise',
        reason:
          'The first two applications are clear. The third tells what the assessment found, not who was asked and who was missing. Tell that, and what changed because of it.',
      },
      'pocd-sustainability/1': {
        outcome: 'revise',
        reason:
          'Attach the page on which the commission reports on the three questions. The plan alone does not show that it is done.',
      },
      'unit-based-pricing/1': {
        outcome: 'approved',
        points: 30,
        reason: '',
      },
    },
  });
  await sendBack(jo, bid, workday(calendar.now, 41, 16, 20));

  // Since then: row 3 put right, a ninth row begun, and one more action.
  const lately = workday(calendar.now, 6, 20, 30);
  await fillIn(
    tom,
    bid,
    [outline(place, 'cultural-assets', 20, before(1), { bare: true })],
    workday(calendar.now, 13, 19),
  );
  holdClock(lately);
  const ninth = logCells('1b', [
    ...log,
    {
      attendee: dana.name,
      role: 'liaison',
      contact: dana.contact,
      training: 'Coordinated Access: How Diversion Works',
      topic: ['can-function'],
      provider: 'Central Valley CAN',
      start: monthsBefore(lately, 0, 9),
    },
  ]);
  await write(tom, bid, 'municipal-workforce-homelessness', {
    ...ninth,
    '1b.log.a003.topic': ['trauma-informed'],
  });
}
