import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventText } from '@/lib/workflow/event-words';
import {
  appealStates,
  applicationStates,
  correctionStates,
  outcomeState,
  partyWords,
  statusView,
  stepStates,
  stepStatus,
  turnWords,
  type ApplicationFacts,
} from '@/lib/workflow/status';

const deadline = new Date('2026-09-27T21:00:00Z');
const reviewBy = new Date('2026-11-02T22:00:00Z');
const facts = {
  openRound: { number: 2, deadline },
  reviewBy,
  decisionDue: false,
  assigned: true,
  level: null,
} satisfies Partial<ApplicationFacts>;

/** One row for every state there is: facts, the town's word, staff's word, who acts next, and by when. */
const applications: [keyof typeof applicationStates, Partial<ApplicationFacts>, string, string, string, Date | null][] =
  [
    ['draft', { status: 'draft' }, 'In progress', 'In progress', 'town', deadline],
    ['returned', { status: 'returned' }, 'Returned', 'Returned', 'town', deadline],
    ['stranded', { status: 'returned', openRound: null }, 'Deadline passed', 'Deadline passed', 'coordinator', null],
    [
      'never-sent',
      { status: 'draft', openRound: null, closed: true },
      'Not submitted',
      'Not submitted',
      'nobody',
      null,
    ],
    ['unassigned', { status: 'submitted', assigned: false }, 'Submitted', 'To be assigned', 'coordinator', reviewBy],
    ['reviewing', { status: 'in_review' }, 'With the reviewers', 'With the reviewers', 'reviewers', reviewBy],
    ['stuck', { status: 'in_review', stuck: true }, 'With the program', 'Open a clarification', 'coordinator', null],
    [
      'clarifying',
      { status: 'in_review', clarification: { deadline, late: false } },
      'Clarification asked',
      'Waiting for a clarification',
      'town',
      deadline,
    ],
    [
      'lapsed',
      { status: 'in_review', clarification: { deadline, late: true } },
      'Clarification late',
      'Clarification late',
      'coordinator',
      deadline,
    ],
    ['decision-due', { status: 'in_review', decisionDue: true }, 'Decision due', 'Decision due', 'coordinator', null],
    ['certified', { status: 'decided', level: 'Silver' }, 'Certified Silver', 'Certified Silver', 'nobody', null],
    ['declined', { status: 'decided' }, 'Decided, no level', 'Decided, no level', 'nobody', null],
    ['revoked', { status: 'decided', revoked: true }, 'Certification revoked', 'Certification revoked', 'nobody', null],
    [
      'appealed',
      { status: 'decided', level: 'Bronze', appeals: { filed: 1, assigned: 1 } },
      'Appeal received',
      'Appeal to assign',
      'coordinator',
      null,
    ],
    [
      'appealing',
      { status: 'decided', level: 'Bronze', appeals: { filed: 0, assigned: 1, by: reviewBy } },
      'Appeal with a reviewer',
      'Appeal with a reviewer',
      'reviewers',
      reviewBy,
    ],
    [
      'correction-owed',
      { status: 'decided', level: 'Bronze', correctionOwed: true },
      'Correction under way',
      'Correction to propose',
      'coordinator',
      null,
    ],
    [
      'correction-due',
      { status: 'decided', level: 'Bronze', correctionDue: true },
      'Correction under way',
      'Correction to confirm',
      'coordinator',
      null,
    ],
    ['withdrawn', { status: 'withdrawn' }, 'Withdrawn', 'Withdrawn', 'nobody', null],
  ];

describe('the status of an application', () => {
  test.each(applications)('%s', (_, given, town, staff, next, by) => {
    expect(statusView({ status: 'draft', ...facts, ...given })).toMatchObject({ town, staff, next, by });
  });

  test('has a row above for every state', () => {
    expect(applications.map(([name]) => name).sort()).toEqual(Object.keys(applicationStates).sort());
  });

  test('says who acts next, what they do, and by when with day, time and zone', () => {
    const of = (given: Partial<ApplicationFacts>) =>
      turnWords(statusView({ status: 'draft', ...facts, ...given }), 'Aldbrook');
    expect(of({ status: 'returned', fixes: 2 })).toBe(
      'Aldbrook acts next: fix 2 returned steps and submit again by Sunday, September 27, 2026, 5:00 pm Eastern',
    );
    expect(of({ status: 'in_review' })).toBe(
      'The reviewers act next: rule on each step by Monday, November 2, 2026, 5:00 pm Eastern',
    );
    expect(of({ status: 'in_review', toSend: true })).toMatch(
      /^The reviewers act next: send the rulings to the town by /,
    );
    expect(of({ status: 'in_review', decisionDue: true })).toBe('A coordinator acts next: decide');
    // In a closed cycle no round is added.
    const passed = { status: 'returned' as const, openRound: null };
    expect(of(passed)).toBe('A coordinator acts next: extend the deadline for the town or add a round');
    expect(of({ ...passed, closed: true })).toBe('A coordinator acts next: extend the deadline for the town');
    const stuck = { status: 'in_review' as const, stuck: true };
    expect(of(stuck)).toBe('A coordinator acts next: open a clarification or another round');
    expect(of({ ...stuck, assigned: false })).toBe(of(stuck));
    expect(of({ status: 'in_review', assigned: false, toSend: true })).toBe(
      'A coordinator acts next: send the rulings to the town or assign reviewers',
    );
    expect(of({ ...stuck, closed: true })).toBe('A coordinator acts next: open a clarification');
    expect(of({ status: 'withdrawn' })).toBe('Nothing is to be done');
  });

  test('reads the same in the record as on the page', () => {
    const title = () => '';
    expect(eventText('application.decided', { level: 'silver' }, title)).toBe('Certified Silver.');
    expect(eventText('application.decided', { level: null }, title)).toBe(`${applicationStates.declined.town}.`);
  });
});

describe('the status of a step', () => {
  const step = { application: 'draft', begun: true, ready: false, leftOut: false, outcomes: [] } as const;
  const rows = [
    ['none', { begun: false }, 'Not started', 'Not started', 'town'],
    ['begun', {}, 'In progress', 'In progress', 'town'],
    ['ready', { ready: true }, 'Ready to submit', 'Ready to submit', 'town'],
    ['left-out', { ready: true, leftOut: true }, 'Left out', 'Left out', 'nobody'],
    ['to-rule', { application: 'submitted', outcomes: [null] }, 'With the reviewer', 'To rule', 'reviewers'],
    ['returned', { application: 'returned', outcomes: ['approved', 'revise'] }, 'Returned', 'To revise', 'town'],
    [
      'ready',
      { application: 'returned', outcomes: ['approved', null], ready: true },
      'Ready to submit',
      'Ready to submit',
      'town',
    ],
    ['approved', { application: 'decided', outcomes: ['approved', 'not-approved'] }, 'Approved', 'Approved', 'nobody'],
    ['not-approved', { application: 'decided', outcomes: ['not-approved'] }, 'Not approved', 'Not approved', 'nobody'],
    [
      'reopened',
      { application: 'in_review', outcomes: [null], special: 'reopened' },
      'Reopened',
      'Reopened',
      'reviewers',
    ],
    [
      'approved',
      { application: 'in_review', outcomes: ['approved'], special: 'reopened' },
      'Approved',
      'Approved',
      'nobody',
    ],
    [
      'clarifying',
      { application: 'in_review', outcomes: ['revise'], special: 'clarifying' },
      'Clarification asked',
      'Waiting for a clarification',
      'town',
    ],
    [
      'lapsed',
      { application: 'in_review', outcomes: ['revise'], special: 'lapsed' },
      'Clarification late',
      'Clarification late',
      'coordinator',
    ],
    [
      'appealed',
      { application: 'decided', outcomes: ['not-approved'], special: 'appealed' },
      'Appealed',
      'Appeal to assign',
      'coordinator',
    ],
    [
      'appealing',
      { application: 'decided', outcomes: ['not-approved'], special: 'appealing' },
      'Appealed',
      'Appealed',
      'reviewers',
    ],
  ] as const;

  test.each(rows)('%s %j', (name, given, town, staff, next) => {
    const view = stepStatus({ ...step, ...given }, deadline);
    expect(view).toMatchObject({ town, staff, next, by: next === 'nobody' ? null : deadline });
    expect(view.kind).toBe(stepStates[name].kind);
  });

  test('has a row above for every state', () => {
    expect([...new Set<string>(rows.map(([name]) => name))].sort()).toEqual(Object.keys(stepStates).sort());
  });

  test('is that of its ruling', () => {
    expect(outcomeState(null)).toBe(stepStates['to-rule']);
    expect(outcomeState('revise')).toBe(stepStates.returned);
    expect(outcomeState('not-approved')).toBe(stepStates['not-approved']);
  });
});

const tables = { ...applicationStates, ...stepStates, ...appealStates, ...correctionStates };
/** Words that mean something else as well, and parties, whose names are ordinary words. */
const ordinary = [
  'Received',
  'Under way',
  'Made',
  'To assign',
  'To confirm',
  'Granted',
  'Town',
  'Reviewers',
  'Coordinator',
  'Nobody',
];

/** The files outside the status function, with their text. */
function* sources(): Generator<[string, string]> {
  for (const root of ['lib', 'app', 'components'])
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const apart =
        path.startsWith('lib/db/generated') || path.startsWith('lib/rulebook') || path.endsWith('workflow/status.ts');
      if (entry.isFile() && /\.tsx?$/.test(path) && !apart) yield [path, readFileSync(path, 'utf8')];
    }
}

test('no second place words a status', () => {
  const words = new Set(
    [...Object.values(tables).flatMap((s) => [s.town, s.staff]), ...Object.values(partyWords)]
      .map((word) => word.replace(' {level}', ''))
      .filter((word) => !ordinary.includes(word)),
  );
  const found: string[] = [];
  for (const [path, text] of sources())
    for (const word of words) {
      const told = [`'${word}'`, `"${word}"`, `>${word}<`, `\`${word}\``, `'${word}.'`, `\`${word} $`];
      // A column's head may name a day by the same word.
      if (told.some((as) => text.replaceAll(`head: '${word}'`, '').includes(as))) found.push(`${path}: ${word}`);
    }
  expect(found).toEqual([]);
});
