import { describe, expect, test } from 'vitest';
import { shippedRulebooks } from '@/lib/rulebook/published';
import type { Row, StepAnswers } from '@/lib/rulebook/cells';
import type { ApplicationFile, RulingFacts, SubmissionFacts } from '@/lib/scoring/facts';
import { score } from '@/lib/scoring/score';
import { findings, type CitedPiece, type Finding, type FindingFacts } from '@/lib/workflow/findings';
import type { LinkState, LinkView } from '@/lib/workflow/link-words';

const rulebook = shippedRulebooks[0]!;

const submission = (action: string, more: Partial<SubmissionFacts> = {}): SubmissionFacts => ({
  action,
  answers: {},
  evidence: [],
  rulings: [],
  ...more,
});
const outline = (action: string, more: Partial<SubmissionFacts> & { step?: StepAnswers } = {}): SubmissionFacts => {
  const { step, ...rest } = more;
  return submission(action, {
    answers: {
      '1': { narrative: 'Told plainly.', completed: '2023-06-15', credit: 'new', points: 10, ...step },
      partners: { none: true },
    },
    evidence: [{ step: '1', slot: 'support', title: 'Minutes', kind: 'file' }],
    ...rest,
  });
};
const attended = (id: string, more: Partial<Row> = {}): Row => ({
  id,
  attendee: 'Dana Whitlock',
  role: 'liaison',
  contact: 'dana@example.org',
  training: 'Race, Place and Homelessness',
  topic: ['race-equity'],
  provider: 'Central Valley CAN',
  start: '2023-03-14',
  end: '2023-03-14',
  ...more,
});
const workforce = (...rows: Row[]) =>
  submission('municipal-workforce-homelessness', { answers: { '1b': { log: rows }, partners: { none: true } } });
const ruled = (outcome: RulingFacts['outcome'], points = 0, reason?: string): RulingFacts[] => [
  { step: '1', outcome, points, ...(reason ? { reason } : {}) },
];
const file = (submissions: SubmissionFacts[], more: Partial<ApplicationFile> = {}): ApplicationFile => ({
  format: 'town-green/application',
  version: 1,
  rulebook: { program: rulebook.program, year: rulebook.year, version: rulebook.version },
  year: 2024,
  at: '2024-03-01T12:00:00-05:00',
  recertifying: false,
  designations: { 'climate-leader': null },
  priorCredits: [],
  submissions,
  ...more,
});

function found(submissions: SubmissionFacts[], more: Partial<FindingFacts> = {}, facts: Partial<ApplicationFile> = {}) {
  const whole = file(submissions, facts);
  return findings({
    application: 'a',
    rulebook,
    file: whole,
    score: score(rulebook, whole),
    pieces: [],
    uses: [],
    claims: [],
    earlier: new Map(),
    ...more,
  });
}
const of = (list: Finding[], kind: string) => list.filter((one) => one.kind === kind);

const link = (state: LinkState): LinkView => ({
  state,
  reason: null,
  status: null,
  checkedAt: null,
  aliveAt: null,
  address: null,
  title: null,
  extract: null,
  hash: null,
});
const piece = (action: string, more: Partial<CitedPiece> = {}): CitedPiece => ({
  action,
  step: '1',
  evidence: `of-${action}`,
  title: 'Minutes',
  mark: 'one-hash',
  link: null,
  ...more,
});

describe('double-counted activities', () => {
  const twin = { identity: 'race place and homelessness|central valley can|2023-03-14', year: 2023 };

  test('one that another action earned points with in another year has to be settled', () => {
    const prior = { action: 'homelessness-task-force', step: '1', item: twin.identity, year: 2023 };
    const [only, ...more] = of(found([workforce(attended('a'))], {}, { priorCredits: [prior] }), 'double-counted');
    expect(more).toEqual([]);
    expect(only).toMatchObject({
      severity: 'settle',
      step: '1b',
      href: '/applications/a/municipal-workforce-homelessness?step=1b#answers',
    });
    expect(only?.message).toMatch(/^Row 1: this training counts in .* in 2023 as well\.$/);
    expect(only?.clause).not.toBe('');
  });

  test('so has one that another application of the town claims', () => {
    const claims = [{ ...twin, action: 'dark-skies' }];
    expect(of(found([workforce(attended('a'))], { claims }), 'double-counted')).toHaveLength(1);
  });

  test.each([
    ['nearly the same name, a day apart', 'race place and homelesness', '2023-03-15', 1],
    ['nearly the same name, a week apart', 'race place and homelesness', '2023-03-21', 0],
    ['another name on the same day', 'how diversion works', '2023-03-14', 0],
  ])('%s', (_, name, start, many) => {
    const claims = [{ identity: `${name}|central valley can|${start}`, action: 'dark-skies', year: 2022 }];
    const near = of(found([workforce(attended('a'))], { claims }), 'nearly-double-counted');
    expect(near).toHaveLength(many);
    for (const one of near) expect(one).toMatchObject({ severity: 'look', step: '1b' });
  });

  test.each<[string, Partial<Row>, string[]]>([
    ['the same person twice at one training', {}, ['settle']],
    ['with a slip in the title', { training: 'Race, Place and Homelesness' }, ['look']],
    ['with the name written another way', { attendee: 'DANA  WHITLOCK' }, ['settle']],
    ['another person at the same training', { attendee: 'Luis Prado' }, []],
    ['the same person on another day', { start: '2023-03-15', end: '2023-03-15' }, []],
    ['the same person at another training that day', { training: 'How Diversion Works' }, []],
  ])('in one log: %s', (_, second, severities) => {
    const list = of(found([workforce(attended('a'), attended('b', second))]), 'attended-twice');
    expect(list.map(({ severity }) => severity)).toEqual(severities);
    for (const one of list) expect(one.message).toMatch(/^Rows 1 and 2 /);
  });
});

describe('the same file or link with another ruling', () => {
  const both = (here: RulingFacts[], there: RulingFacts[]) =>
    of(
      found([outline('dark-skies', { rulings: here }), outline('green-grounds', { rulings: there })], {
        pieces: [piece('dark-skies'), piece('green-grounds')],
      }),
      'same-evidence',
    ).map(({ action }) => action);

  test.each<[string, RulingFacts[], RulingFacts[], string[]]>([
    ['is pointed to where the other was ruled otherwise', [], ruled('not-approved', 0, 'No.'), ['dark-skies']],
    [
      'on both sides where both are ruled',
      ruled('approved', 10),
      ruled('not-approved', 0, 'No.'),
      ['dark-skies', 'green-grounds'],
    ],
    ['not where both are ruled alike', ruled('approved', 10), ruled('approved', 10), []],
    ['not where neither is ruled', [], [], []],
    ['not where one was approved and the other is not ruled yet', ruled('approved', 10), [], []],
  ])('%s', (_, here, there, expected) => {
    expect(both(here, there)).toEqual(expected);
  });

  test('once for each other step, however many pieces they share', () => {
    const pieces = ['Agenda', 'Minutes', 'Slides', 'Photographs', 'Flyer'].flatMap((title) => [
      piece('dark-skies', { title, mark: title, evidence: `${title}-here` }),
      piece('green-grounds', { title, mark: title, evidence: `${title}-there` }),
    ]);
    const rulings = ruled('not-approved', 0, 'No.');
    const list = of(found([outline('dark-skies'), outline('green-grounds', { rulings })], { pieces }), 'same-evidence');
    expect(list).toHaveLength(1);
    expect(list[0]?.message).toMatch(/^“Agenda”, “Minutes”, “Slides” and 2 more are also attached to step 1 of /);
  });

  test('in another application of the town, with its year', () => {
    const uses = [
      { evidence: 'of-dark-skies', year: 2022, action: 'green-grounds', step: '1', outcome: 'not-approved' as const },
    ];
    const list = of(found([outline('dark-skies')], { pieces: [piece('dark-skies')], uses }), 'same-evidence');
    expect(list).toHaveLength(1);
    expect(list[0]).toMatchObject({ severity: 'look', href: '/applications/a/dark-skies?step=1#evidence' });
    expect(list[0]?.message).toMatch(/“Minutes” was attached to step 1 of .* in 2022, ruled “Not approved”\./);
  });
});

describe('dates', () => {
  test.each<[string, StepAnswers, string[]]>([
    ['inside the window', {}, []],
    ['still to come', { completed: '2024-04-01' }, ['settle']],
  ])('of a step %s', (_, step, severities) => {
    const list = of(found([outline('dark-skies', { step })]), 'outside-window');
    expect(list.map(({ severity }) => severity)).toEqual(severities);
  });

  test('of a row name the row', () => {
    const late = attended('b', { training: 'Later', start: '2024-05-01', end: '2024-05-01' });
    const list = of(found([workforce(attended('a'), late)]), 'outside-window');
    expect(list.map(({ message }) => message)).toEqual([expect.stringMatching(/^Row 2: /)]);
  });
});

describe('links', () => {
  test.each<[LinkState, string[]]>([
    ['alive', []],
    ['gone', ['look']],
    ['unsure', ['know']],
    ['unchecked', ['know']],
  ])('%s', (state, severities) => {
    const list = found([outline('dark-skies')], { pieces: [piece('dark-skies', { link: link(state) })] });
    expect(list.filter(({ kind }) => kind.startsWith('link-')).map(({ severity }) => severity)).toEqual(severities);
  });
});

describe('a ruling against what is computed', () => {
  test.each<[string, RulingFacts[], string[]]>([
    ['as computed', ruled('approved', 10), []],
    ['other points without a reason', ruled('approved', 5), ['settle']],
    ['other points with a reason', ruled('approved', 5, 'Half of it.'), ['know']],
    ['not approved though documented', ruled('not-approved', 0, 'No.'), ['know']],
    ['to revise', ruled('revise', 0, 'Say more.'), []],
  ])('%s', (_, rulings, severities) => {
    const list = of(found([outline('dark-skies', { rulings })]), 'against-computed');
    expect(list.map(({ severity }) => severity)).toEqual(severities);
  });
});

describe('what the rulebook recommends and a step does not show', () => {
  test('is good to know, with its own clause', () => {
    const taskForce = submission('municipal-workforce-homelessness', {
      answers: { '2': { mission: false }, partners: { none: true } },
    });
    expect(of(found([taskForce]), 'should-unmet')).toMatchObject([
      { severity: 'know', step: '2', clause: 'What to Do, 2, Submit' },
      { severity: 'know', step: '2', clause: 'What to Do, 2' },
    ]);
  });
});

test('a toolkit on an action that was not approved has to be settled', () => {
  const equity = submission('optimize-for-equity', {
    answers: {
      '1': { toolkits: [{ id: 't', target: 'dark-skies', completed: '2023-09-30' }] },
      partners: { none: true },
    },
  });
  const told = (rulings: RulingFacts[]) =>
    of(found([outline('dark-skies', { rulings }), equity]), 'target-not-approved');
  expect(told(ruled('not-approved', 0, 'No.'))).toMatchObject([
    { severity: 'settle', action: 'optimize-for-equity', step: '1' },
  ]);
  expect(told(ruled('approved', 10))).toEqual([]);
});

test('a step changed though it was not returned is pointed to, and what has to be settled comes first', () => {
  const before = outline('dark-skies', { step: { narrative: 'Told otherwise.' } });
  const earlier = new Map([
    ['dark-skies', { round: 1, submission: before, ruled: { '1': 'not-approved' as const }, opened: [], attached: [] }],
  ]);
  const list = found([outline('dark-skies', { step: { completed: '2024-04-01' } })], {
    earlier,
    pieces: [piece('dark-skies', { link: link('unchecked') })],
  });
  expect(of(list, 'changed-outside')).toMatchObject([
    { severity: 'look', step: '1', href: '/applications/a/dark-skies?step=1#since' },
  ]);
  expect(list.map(({ severity }) => severity)).toEqual(
    [...list.map(({ severity }) => severity)].sort(
      (a, b) => ['settle', 'look', 'know'].indexOf(a) - ['settle', 'look', 'know'].indexOf(b),
    ),
  );
  expect(new Set(list.map(({ severity }) => severity)).size).toBe(3);
});

test('steps that were not submitted have no findings', () => {
  expect(found([outline('dark-skies', { leftOut: true, step: { completed: '2024-04-01' } })])).toEqual([]);
});
