import { describe, expect, test } from 'vitest';
import type { StepAnswers } from '@/lib/rulebook/cells';
import type { CitedEvidence } from '@/lib/scoring/facts';
import { approve, cite, codes, homelessness, scored, stepOf, submission } from './support/files';
import { liaison, livedExperience, repository, taskForce } from './support/homelessness';

type Case = [
  name: string,
  step: string,
  changes: StepAnswers,
  claimed: number,
  documented: number,
  code: string | null,
];
const complete: { [step: string]: StepAnswers } = { '1a': liaison, '2': taskForce, '3': repository };
const evidence = [cite('1a', 'screenshot'), cite('2', 'meeting-documents')];

const run = (answers: { [step: string]: StepAnswers }, cited: CitedEvidence[] = evidence, changes = {}) =>
  scored([submission(homelessness, answers, cited)], changes);

describe('steps of the homelessness action', () => {
  const meetings = (dates: string[]) => dates.map((date, i) => ({ id: `m${i}`, date }));
  const cases: Case[] = [
    ['a complete liaison: 5', '1a', {}, 5, 5, null],
    ['a complete task force: 10', '2', {}, 10, 10, null],
    ['a complete repository: 10', '3', {}, 10, 10, null],
    ['no liaison named', '1a', { 'liaison-name': '' }, 0, 0, 'designated'],
    ['not said who the liaison is', '1a', { 'liaison-kind': '' }, 0, 0, 'designated'],
    ['not on the Team, meets it yearly', '1a', { 'on-team': false, 'team-meetings': 'yearly' }, 5, 5, null],
    ['not on the Team, meets it less', '1a', { 'on-team': false, 'team-meetings': 'less' }, 0, 0, 'team'],
    ['on the Team: an older answer about meetings does not matter', '1a', { 'team-meetings': 'less' }, 5, 5, null],
    [
      'no quarter of the last four may be without a CAN meeting',
      '1a',
      { 'can-meetings': meetings(['2023-08-01', '2023-11-01', '2024-05-01']) },
      0,
      0,
      'can-quarters',
    ],
    [
      'meetings on the first and last days of quarters',
      '1a',
      { 'can-meetings': meetings(['2023-07-01', '2023-12-31', '2024-03-31', '2024-04-01']) },
      5,
      5,
      null,
    ],
    [
      'designated lately: the one complete quarter since',
      '1a',
      { completed: '2024-03-15', 'can-meetings': meetings(['2024-06-30']) },
      5,
      5,
      null,
    ],
    [
      'designated on the first day of a quarter, which then counts',
      '1a',
      { completed: '2024-01-01', 'can-meetings': meetings(['2024-05-05']) },
      0,
      0,
      'can-quarters',
    ],
    [
      'designated in this quarter: one meeting',
      '1a',
      { completed: '2024-08-20', 'can-meetings': meetings(['2024-09-01']) },
      5,
      5,
      null,
    ],
    [
      'designated in this quarter, no meeting yet',
      '1a',
      { completed: '2024-08-20', 'can-meetings': [] },
      0,
      0,
      'can-quarters',
    ],
    [
      'a meeting still to come does not count',
      '1a',
      { completed: '2024-08-20', 'can-meetings': meetings(['2024-10-01']) },
      0,
      0,
      'can-quarters',
    ],
    ['no page', '1a', { page: '' }, 0, 0, 'page'],
    ['an unfinished address is no page', '1a', { page: 'aldbrook.example/help' }, 0, 0, 'not-a-link'],
    ['no description of the relationship', '1a', { relationship: '   ' }, 0, 0, 'relationship'],
    ['page-shows is a should: no points hang on it', '1a', { 'page-shows': false }, 5, 5, null],
    ['no members', '2', { roster: [] }, 0, 0, 'roster'],
    [
      'a member without a title is claimed, not documented',
      '2',
      { roster: [{ id: 'r', name: 'Dana Whitlock' }] },
      10,
      0,
      'roster',
    ],
    ['mission and quarterly meetings are shoulds', '2', { mission: false, meetings: [] }, 10, 10, null],
    ['content not specific to the municipality', '3', { local: false }, 0, 0, 'local'],
    ['not made with the CAN', '3', { 'with-can': false }, 0, 0, 'with-can'],
    ['with the CAN: not answered', '3', { 'with-can': '' }, 0, 0, 'with-can'],
    ['emerging needs are a should', '3', { emerging: [] }, 10, 10, null],
    ['no completion date: claimed, not documented', '3', { completed: '' }, 10, 0, 'completed'],
    ['half a date', '3', { completed: '2024-09-' }, 10, 0, 'not-a-date'],
    ['a date that does not exist', '3', { completed: '2023-02-29' }, 10, 0, 'not-a-date'],
    ['completed in the future: refused', '3', { completed: '2024-12-01' }, 0, 0, 'not-completed'],
    ['credit mode not said', '3', { credit: '' }, 10, 0, 'credit'],
    ['new, but before the window', '3', { completed: '2019-01-01' }, 10, 0, 'credit-mode'],
    ['rolling, but in the window', '3', { credit: 'rolling', impact: 'Still used.' }, 10, 0, 'credit-mode'],
    ['rolling without its narrative', '3', { completed: '2019-01-01', credit: 'rolling' }, 10, 0, 'impact'],
    [
      'rolling with its narrative',
      '3',
      { completed: '2019-01-01', credit: 'rolling', impact: 'Still used.' },
      10,
      10,
      null,
    ],
  ];
  test.each(cases)('%s', (_name, key, changes, claimed, documented, code) => {
    const result = run({ [key]: { ...complete[key], ...changes } });
    const step = stepOf(result.actions, homelessness, key);
    expect([step.claimed, step.documented]).toEqual([claimed, documented]);
    const blocking = result.problems.filter(
      (p) => p.severity === 'blocks' && p.path.startsWith(`${homelessness}/${key}`),
    );
    expect(blocking.map((p) => p.code)).toEqual(code === null ? [] : expect.arrayContaining([code]));
  });

  test.each([
    ['1a', 5, 'Attach a screenshot of the page.', '1a.evidence.screenshot'],
    ['2', 10, 'Attach an agenda, minutes, a presentation or photographs of a meeting.', '2.evidence.meeting-documents'],
  ])('step %s without its evidence is claimed, and says what to attach', (key, points, message, at) => {
    const step = stepOf(run({ [key]: complete[key]! }, []).actions, homelessness, key);
    expect([step.claimed, step.documented]).toEqual([points, 0]);
    expect(step.missing).toMatchObject([{ message, at }]);
  });

  test('a credited step in the year of expiration is rolling only', () => {
    const changes = { priorCredits: [{ action: homelessness, step: '3', year: 2021 }], recertifying: true };
    expect(codes(run({ '3': repository }, evidence, changes).problems)).toContain('credit-mode');
    const rolling = { ...repository, credit: 'rolling', impact: 'Still used each week.' };
    expect(stepOf(run({ '3': rolling }, evidence, changes).actions, homelessness, '3').documented).toBe(10);
  });

  test('quarters since the designation, where the rulebook reads it so', () => {
    const rulebook = { program: 'sustainable-ct', year: 2024, interpretations: { quarters: 'since-designation' } };
    expect(stepOf(run({ '1a': liaison }, evidence, { rulebook }).actions, homelessness, '1a').claimed).toBe(0);
  });
});

describe('2+: only with step 2', () => {
  const cases: [
    name: string,
    answers: { [step: string]: StepAnswers },
    cited: CitedEvidence[],
    points: [number, number],
  ][] = [
    ['with a complete step 2: 5', { '2': taskForce, '2+': livedExperience }, evidence, [5, 5]],
    ['without step 2: 0', { '2+': livedExperience }, evidence, [0, 0]],
    ['with step 2 claimed alone: claimed alone', { '2': taskForce, '2+': livedExperience }, [], [5, 0]],
    ['with step 2 left out: 0', { '2': { ...taskForce, 'left-out': true }, '2+': livedExperience }, evidence, [0, 0]],
    ['amount without source: 5', { '2': taskForce, '2+': { ...livedExperience, source: '' } }, evidence, [5, 5]],
    ['source without amount: 5', { '2': taskForce, '2+': { ...livedExperience, amount: '' } }, evidence, [5, 5]],
    [
      'neither amount nor source: 0',
      { '2': taskForce, '2+': { ...livedExperience, amount: '', source: '' } },
      evidence,
      [0, 0],
    ],
    ['nothing described: 0', { '2': taskForce, '2+': { ...livedExperience, allocation: '' } }, evidence, [0, 0]],
  ];
  test.each(cases)('%s', (_name, answers, cited, [claimed, documented]) => {
    const step = stepOf(run(answers, cited).actions, homelessness, '2+');
    expect([step.claimed, step.documented]).toEqual([claimed, documented]);
  });

  test('stands on an approved step 2, whatever its answers say now', () => {
    const result = scored([submission(homelessness, { '2+': livedExperience }, [], [approve('2', 10)])]);
    expect(stepOf(result.actions, homelessness, '2+').documented).toBe(5);
  });
});

test('2+ falls with a step 2 that is not approved', () => {
  const answers = { '2': taskForce, '2+': livedExperience };
  const result = scored([
    submission(homelessness, answers, evidence, [{ step: '2', outcome: 'not-approved', points: 0 }]),
  ]);
  expect(stepOf(result.actions, homelessness, '2+')).toMatchObject({ claimed: 0, documented: 0 });
});

test('the whole action is worth at most 45 points', () => {
  const result = run({ '1a': liaison, '2': taskForce, '2+': livedExperience, '3': repository });
  expect(result.actions[0]).toMatchObject({ claimed: 30, documented: 30, max: 45 });
  expect(result.actions[0]?.lines.reduce((sum, line) => sum + line.max, 0)).toBe(45);
});

describe('a step that was approved', () => {
  const later = (judged?: string) =>
    scored(
      [
        {
          ...submission(homelessness, { '1a': liaison }, [cite('1a', 'screenshot')]),
          rulings: [{ ...approve('1a', 5), ...(judged ? { judged } : {}) }],
        },
      ],
      { at: '2025-06-01T12:00:00-04:00' },
    );

  test('stays scored as of the submission it was judged in, when quarters have passed since', () => {
    const step = stepOf(later('2024-09-27T16:00:00-04:00').actions, homelessness, '1a');
    expect([step.claimed, step.documented, step.awarded]).toEqual([5, 5, 5]);
  });

  test('is scored as of now where that submission is not known', () => {
    const step = stepOf(later().actions, homelessness, '1a');
    expect([step.claimed, step.awarded]).toEqual([0, 5]);
  });
});
