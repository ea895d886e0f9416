import type { Cells, Scalar } from '@/lib/rulebook/cells';
import { quarterDays } from './calendar';
import { document, picture } from './papers';
import type { Place } from './towns';
import { minutes, outline, pageOf, withPartners, type Shown, type Work } from './work';

export type Attendance = {
  attendee: string;
  role: 'liaison' | 'staff' | 'elected';
  contact: string;
  training: string;
  topic: string[];
  provider: string;
  start: string;
  end?: string;
};

export type Liaison = { name: string; title: string; contact: string };

/** The three trainings a liaison needs, and one more, on days of a town's choosing. */
export const liaisonTrainings = (liaison: Liaison, days: readonly [string, string, string]): Attendance[] =>
  (
    [
      ['Race, Place and Homelessness', 'race-equity', 'Quinnipiac Housing Forum'],
      ['Coordinated Access: How Diversion Works', 'can-function', 'Central Valley CAN'],
      ['Housing First in Small Towns', 'housing-first', 'Quinnipiac Housing Forum'],
    ] as const
  ).map(([training, topic, provider], index) => ({
    attendee: liaison.name,
    role: 'liaison',
    contact: liaison.contact,
    training,
    topic: [topic],
    provider,
    start: days[index]!,
    end: days[index]!,
  }));

/** One training that several people attended. */
export const attendedBy = (
  who: readonly (readonly [name: string, role: 'staff' | 'elected', contact: string])[],
  what: Pick<Attendance, 'training' | 'topic' | 'provider' | 'start' | 'end'>,
): Attendance[] => who.map(([attendee, role, contact]) => ({ attendee, role, contact, ...what }));

const cellsOf = (prefix: string, rows: readonly Record<string, Scalar | undefined>[], letter: string): Cells => {
  const cells: Cells = {};
  rows.forEach((row, index) => {
    for (const [column, value] of Object.entries(row))
      if (value !== undefined) cells[`${prefix}.${letter}${String(index + 1).padStart(3, '0')}.${column}`] = value;
  });
  return cells;
};

/** Rows of a training log, as a form would save them. */
export const logCells = (step: string, rows: readonly Attendance[]): Cells => cellsOf(`${step}.log`, rows, 'a');

/** Step 1a: the liaison. `at`: when it is submitted, for the quarters with a meeting. */
export function liaisonStep(
  place: Place,
  liaison: Liaison,
  designated: string,
  at: Date,
): Pick<Work, 'cells' | 'shown'> {
  const page = pageOf(place, 'homeless-services');
  return {
    cells: {
      '1a.liaison-name': liaison.name,
      '1a.liaison-title': liaison.title,
      '1a.liaison-contact': liaison.contact,
      '1a.liaison-kind': 'employee',
      '1a.on-team': true,
      '1a.page': page,
      '1a.page-shows': true,
      '1a.relationship': `The liaison sits on ${place.town}’s Sustainability Team and opens each meeting with what the network and the town’s front desks have seen since the last. Housing is on the agenda every quarter, so that land use, energy and shelter are talked about in one room.`,
      '1a.completed': designated,
      '1a.credit': 'new',
      ...cellsOf(
        '1a.can-meetings',
        quarterDays(at, 5).map((date, index) => ({ date, type: index % 2 === 0 ? 'can-meeting' : 'representative' })),
        'm',
      ),
    },
    shown: [
      {
        step: '1a',
        slot: 'screenshot',
        pin: 'whole picture',
        paper: picture(place, 'Help with housing', [
          'Liaison for homeless services: name, title and telephone',
          'Call 211 first, day or night.',
          'The liaison answers within one working day.',
        ]),
      },
    ],
  };
}

/** Step 1b: the log and what stands beside it. */
export const trainingsStep = (place: Place, log: readonly Attendance[]): Pick<Work, 'cells' | 'shown'> => ({
  cells: logCells('1b', log),
  shown: [
    {
      step: '1b',
      slot: 'certificates',
      pin: 'pages 1 to 3',
      paper: document(place, 'Certificates of attendance', 'Copies kept by the town clerk', [
        ['Race, Place and Homelessness', 'Certificate of attendance, six hours. The original is with the clerk.'],
        ['Coordinated Access: How Diversion Works', 'Certificate of attendance, three hours.'],
        ['Housing First in Small Towns', 'Certificate of attendance, four hours.'],
      ]),
    },
  ],
});

/** 1.2, with a log of what its people attended; its topics are in words. `completed`: ISO day. */
export function equityTraining(place: Place, completed: string, log: readonly Attendance[]): Work {
  const work = outline(place, 'participate-in-equity-training', 15, completed, { telling: 1 });
  const cells = logCells('1', log);
  for (const address of Object.keys(cells)) if (address.endsWith('.topic')) cells[address] = 'Race and local rules';
  return { ...work, cells: { ...work.cells, ...cells } };
}

export type Member = { name: string; title: string; organization: string };

/** Step 2: the task force, begun on an ISO day; `at` as in step 1a. */
export function taskForceStep(
  place: Place,
  members: readonly Member[],
  begun: string,
  at: Date,
): Pick<Work, 'cells' | 'shown'> {
  const met = quarterDays(at, 4);
  const held = met.at(-1)!;
  return {
    cells: {
      '2.group': 'new',
      '2.mission': true,
      '2.completed': begun,
      '2.credit': 'new',
      ...cellsOf('2.roster', members, 'p'),
      ...cellsOf(
        '2.meetings',
        met.map((date) => ({ date })),
        'm',
      ),
    },
    shown: [
      {
        step: '2',
        slot: 'meeting-documents',
        pin: 'page 2, item 6',
        paper: minutes(place, 'task force on homelessness', held, [
          '1. Reports of the departments: library, police, school, parks.',
          '2. Warming room: hours, keys and a list of drivers.',
          '3. A date for the training on diversion.',
        ]),
      },
    ],
  };
}

/** Step 3: the shared collection of resources, made on an ISO day. */
export const repositoryStep = (place: Place, made: string): Pick<Work, 'cells' | 'shown'> => ({
  cells: {
    '3.repository': pageOf(place, 'housing-resources'),
    '3.made-by': 'task-force',
    '3.with-can': true,
    '3.local': true,
    '3.contents': `Where to call, sleep, eat, shower and get mail in ${place.town} and its neighbors, with hours and a name for each; the forms of the network; and one page for front desks on what to say first.`,
    '3.emerging': ['refugees', 'disabilities', 'mental-health'],
    '3.access':
      'Every front desk of the town, the school, the library, the clergy and the ambulance crew. Changes go to the liaison.',
    '3.completed': made,
    '3.credit': 'new',
  },
  shown: [],
});

/** The whole action of some of its steps. */
export const homelessness = (place: Place, parts: readonly Pick<Work, 'cells' | 'shown'>[]): Work => ({
  action: 'municipal-workforce-homelessness',
  cells: Object.assign(
    {},
    ...parts.map((part) => part.cells),
    withPartners(
      'Quinnipiac Housing Forum; Central Valley CAN',
      `${place.town} hosted one session at its library and paid for the places of its own people.`,
    ),
  ) as Cells,
  shown: parts.flatMap((part): Shown[] => part.shown),
});
