import { describe, expect, test } from 'vitest';
import type { Row, StepAnswers } from '@/lib/rulebook/cells';
import { judge, type StepFacts } from '@/lib/rulebook/requirements';
import type { RequirementTest, Step } from '@/lib/rulebook/schema';
import { settingsOf } from '@/lib/rulebook/settings';
import { findAction, findStep, shippedRulebooks } from '@/lib/rulebook/published';

const rulebook = shippedRulebooks[0]!;
const action = findAction(rulebook, 'municipal-workforce-homelessness')!;

type Input = {
  step?: string;
  answers?: StepAnswers;
  rows?: Row[];
  undecided?: number;
  evidence?: number;
  today?: string;
};
const facts = ({
  step = '1a',
  answers = {},
  rows = [],
  undecided = 0,
  evidence = 0,
  today = '2024-09-27',
}: Input): StepFacts => ({
  step: findStep(action, step) as Step,
  answers,
  evidence: () => evidence,
  rows: () => rows.map((row, i) => ({ row, number: i + 1 })),
  undecided: () => undecided,
  today,
  settings: settingsOf(rulebook),
});
const ok = (condition: RequirementTest, input: Input) =>
  judge({ key: 'k', strength: 'must', title: 'T', mend: 'Mend it.', clause: 'C', test: condition }, facts(input))
    .verdict.ok;

const answered: RequirementTest = { kind: 'answered', fields: ['relationship'] };
const onTeam: RequirementTest = { kind: 'equals', field: 'on-team', value: true };
const amount: RequirementTest = { kind: 'at-least', field: 'amount', value: 100 };
const liaison = { column: 'role', is: ['liaison'] };
const three: RequirementTest = { kind: 'count-of-rows', field: 'log', min: 2, where: liaison };
const covers: RequirementTest = {
  kind: 'covers',
  field: 'log',
  column: 'topic',
  values: ['race-equity'],
  where: liaison,
};
const quarters: RequirementTest = { kind: 'each-quarter', field: 'can-meetings', column: 'date', since: 'completed' };
const screenshot: RequirementTest = { kind: 'evidence', slot: 'screenshot', min: 1 };
const row = (changes: { [column: string]: string | string[] }): Row => ({ id: 'r', ...changes });
const four = ['2023-07-01', '2023-10-01', '2024-01-01', '2024-06-30'].map((date) => row({ date }));

describe('met, not met, not yet known', () => {
  const cases: [name: string, condition: RequirementTest, input: Input, ok: boolean | 'unknown'][] = [
    ['answered: nothing', answered, {}, 'unknown'],
    ['answered: blanks', answered, { answers: { relationship: ' \n' } }, 'unknown'],
    ['answered: text', answered, { answers: { relationship: 'x' } }, true],
    ['answered: an unfinished link', { kind: 'answered', fields: ['page'] }, { answers: { page: 'x' } }, 'unknown'],
    ['equals: nothing', onTeam, {}, 'unknown'],
    ['equals: the value', onTeam, { answers: { 'on-team': true } }, true],
    ['equals: another', onTeam, { answers: { 'on-team': false } }, false],
    ['at-least: nothing', amount, { step: '2+' }, 'unknown'],
    ['at-least: exactly', amount, { step: '2+', answers: { amount: 100 } }, true],
    ['at-least: below', amount, { step: '2+', answers: { amount: 99 } }, false],
    ['count: no rows', three, { step: '1b' }, 'unknown'],
    ['count: enough', three, { step: '1b', rows: [row({ role: 'liaison' }), row({ role: 'liaison' })] }, true],
    ['count: one too few', three, { step: '1b', rows: [row({ role: 'liaison' }), row({ role: 'staff' })] }, false],
    ['count: a row with its role open', three, { step: '1b', rows: [row({ role: 'liaison' }), row({})] }, 'unknown'],
    ['count: an unfinished row', three, { step: '1b', rows: [row({ role: 'liaison' })], undecided: 1 }, 'unknown'],
    ['covers: no rows', covers, { step: '1b' }, 'unknown'],
    ['covers: the topic', covers, { step: '1b', rows: [row({ role: 'liaison', topic: ['race-equity'] })] }, true],
    [
      'covers: by another person',
      covers,
      { step: '1b', rows: [row({ role: 'staff', topic: ['race-equity'] })] },
      false,
    ],
    ['covers: topic open', covers, { step: '1b', rows: [row({ role: 'liaison' })] }, 'unknown'],
    ['quarters: no rows', quarters, {}, 'unknown'],
    ['quarters: each', quarters, { rows: four, answers: { completed: '2020-01-01' } }, true],
    ['quarters: one missing', quarters, { rows: four.slice(1), answers: { completed: '2020-01-01' } }, false],
    ['quarters: one missing, designation not dated', quarters, { rows: four.slice(1) }, 'unknown'],
    [
      'quarters: one missing, a meeting not dated',
      quarters,
      { rows: four.slice(1), undecided: 1, answers: { completed: '2020-01-01' } },
      'unknown',
    ],
    [
      'quarters: on the last day of a quarter it is not complete',
      quarters,
      { rows: four, answers: { completed: '2020-01-01' }, today: '2024-09-30' },
      true,
    ],
    [
      'quarters: on the first day of the next it is',
      quarters,
      { rows: four, answers: { completed: '2020-01-01' }, today: '2024-10-01' },
      false,
    ],
    ['evidence: none is not known, never not met', screenshot, {}, 'unknown'],
    ['evidence: one', screenshot, { evidence: 1 }, true],
    ['all: met and unknown', { kind: 'all', of: [onTeam, screenshot] }, { answers: { 'on-team': true } }, 'unknown'],
    ['all: not met wins', { kind: 'all', of: [screenshot, onTeam] }, { answers: { 'on-team': false } }, false],
    ['any: met wins', { kind: 'any', of: [screenshot, onTeam] }, { answers: { 'on-team': true } }, true],
    [
      'any: not met and unknown',
      { kind: 'any', of: [onTeam, screenshot] },
      { answers: { 'on-team': false } },
      'unknown',
    ],
    ['any: all not met', { kind: 'any', of: [onTeam, onTeam] }, { answers: { 'on-team': false } }, false],
  ];
  test.each(cases)('%s', (_name, condition, input, expected) => expect(ok(condition, input)).toBe(expected));
});

test('a reason carries what to do and where', () => {
  const { verdict, found } = judge(
    { key: 'liaison', strength: 'must', title: 'T', mend: 'Log two trainings.', clause: '1b', test: three },
    facts({ step: '1b', rows: [row({ role: 'liaison' })] }),
  );
  expect(verdict).toEqual({
    ok: false,
    reasons: [{ code: 'liaison', message: 'Log two trainings. 1 of 2 so far.', at: '1b.log' }],
  });
  expect(found).toBe('1 of 2');
});
