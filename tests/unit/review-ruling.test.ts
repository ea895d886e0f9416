import { describe, expect, test } from 'vitest';
import { findAction, findStep, shippedRulebooks } from '@/lib/rulebook/published';
import type { Action, Step } from '@/lib/rulebook/schema';
import type { RowLine, Score, StepScore } from '@/lib/scoring/result';
import { isOwn, leftToRule } from '@/lib/workflow/left-to-rule';
import { ownActions } from '@/lib/workflow/assigned';
import { bonusReasons, documentedItems, judgeRuling, pointChoices, submittedSteps } from '@/lib/workflow/ruling';

const rulebook = shippedRulebooks[0]!;
const actionOf = (id: string): Action => findAction(rulebook, id)!;
const stepOf = (id: string, key: string): Step => findStep(actionOf(id), key)!;
const workforce = 'municipal-workforce-homelessness';

const row = (id: string, counts: RowLine['counts'] = 'documented'): RowLine => ({
  id,
  number: 1,
  counts,
  because: '',
  missing: [],
  credit: null,
});
const scored = (more: Partial<StepScore> = {}): StepScore => ({
  key: '1',
  label: 'Step',
  action: 'dark-skies',
  claimed: 10,
  documented: 10,
  awarded: 0,
  max: 50,
  because: '',
  missing: [],
  clause: '',
  lines: [],
  begun: true,
  leftOut: false,
  ready: true,
  credit: { kind: 'new', because: '', clause: '' },
  requirements: [],
  rows: [],
  ruling: null,
  ...more,
});
const draft = { outcome: 'approved' as const, items: [], reason: '' };

describe('points that can be granted', () => {
  test.each([
    [workforce, '1a', [5]],
    [workforce, '1b', [5, 10, 15]],
    [workforce, '2', [5, 10]],
    [workforce, '2+', [5]],
    ['optimize-for-equity', '1', [10, 20, 30, 40, 50]],
    ['dark-skies', '1', [5, 10, 15, 20, 25, 30, 35, 40, 45, 50]],
  ])('%s step %s', (action, key, points) => {
    expect(pointChoices(stepOf(action, key))).toEqual(points);
  });
});

describe('an approval', () => {
  const step = stepOf('dark-skies', '1');

  test('takes the documented points unless others are given', () => {
    expect(judgeRuling(step, scored(), draft)).toEqual({
      ruling: { outcome: 'approved', points: 10, items: [], reason: '' },
      reasons: [],
    });
  });

  test('of other points needs a reason', () => {
    expect(judgeRuling(step, scored(), { ...draft, points: 5 }).reasons).toMatchObject([{ at: 'reason' }]);
    expect(judgeRuling(step, scored(), { ...draft, points: 5, reason: 'Half of it.' }).reasons).toEqual([]);
  });

  test.each([0, -5, 3, 51, 55])('of %s points is refused', (points) => {
    expect(judgeRuling(step, scored(), { ...draft, points, reason: 'x' }).reasons).toMatchObject([{ at: 'points' }]);
  });

  test('of what is not documented at all must name its points', () => {
    expect(judgeRuling(step, scored({ documented: 0 }), draft).reasons).toMatchObject([{ at: 'points' }]);
  });
});

describe('an approval of rows', () => {
  const step = stepOf('optimize-for-equity', '1');
  const rows = [row('a'), row('b', 'claimed'), row('c', 'no'), row('d')];
  const two = scored({ documented: 20, rows });

  test('earns by the rows ticked', () => {
    expect(documentedItems(step, two)).toEqual(['a', 'd']);
    expect(judgeRuling(step, two, { ...draft, items: ['d', 'a', 'a'] })).toMatchObject({
      ruling: { points: 20, items: ['d', 'a'] },
      reasons: [],
    });
  });

  test.each([
    ['none', [], 'items'],
    ['one that cannot earn', ['a', 'c'], 'items'],
    ['one that does not exist', ['a', 'zz'], 'items'],
    ['other than the documented ones', ['a', 'b'], 'reason'],
    ['fewer than the documented ones', ['a'], 'reason'],
  ])('with %s is refused or asks why', (_, items, at) => {
    expect(judgeRuling(step, two, { ...draft, items }).reasons).toMatchObject([{ at }]);
  });

  test('pays for five at most', () => {
    const many = scored({ documented: 50, rows: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => row(id)) });
    expect(documentedItems(step, many)).toHaveLength(5);
    const items = many.rows.map((one) => one.id);
    expect(judgeRuling(step, many, { ...draft, items, reason: 'All.' }).reasons).toMatchObject([{ at: 'items' }]);
  });
});

describe('any other ruling', () => {
  test.each(['revise', 'not-approved'] as const)('%s needs a reason, and carries no points', (outcome) => {
    const step = stepOf('dark-skies', '1');
    expect(judgeRuling(step, scored(), { ...draft, outcome, points: 10 }).reasons).toMatchObject([{ at: 'reason' }]);
    expect(judgeRuling(step, scored(), { ...draft, outcome, points: 10, reason: ' Why. ' }).ruling).toEqual({
      outcome,
      points: 0,
      items: [],
      reason: 'Why.',
    });
  });
});

describe('a bonus', () => {
  const action = actionOf(workforce);
  const with2 = (ruling: StepScore['ruling'], bonus: StepScore['ruling'] = null) => [
    scored({ key: '2', ruling }),
    scored({ key: '2+', ruling: bonus }),
  ];

  test('is approved only with its step, which then cannot fall alone', () => {
    const [two, plus] = [stepOf(workforce, '2'), stepOf(workforce, '2+')];
    expect(bonusReasons(plus, 'approved', action, with2(null))).toHaveLength(1);
    expect(bonusReasons(plus, 'approved', action, with2('not-approved'))).toHaveLength(1);
    expect(bonusReasons(plus, 'approved', action, with2('approved'))).toEqual([]);
    expect(bonusReasons(plus, 'revise', action, with2(null))).toEqual([]);
    expect(bonusReasons(two, 'revise', action, with2('approved', 'approved'))).toHaveLength(1);
    expect(bonusReasons(two, 'approved', action, with2('approved', 'approved'))).toEqual([]);
    expect(bonusReasons(two, 'revise', action, with2('approved', 'revise'))).toEqual([]);
  });
});

test('submitted steps are those begun and not left out, by category', () => {
  const action = (id: string, category: number, more: object, steps: StepScore[]) => ({
    action: id,
    category,
    begun: true,
    leftOut: false,
    ...more,
    steps,
  });
  const score = {
    actions: [
      action('b', 12, {}, [
        scored({ key: '1a' }),
        scored({ key: '1b', leftOut: true }),
        scored({ key: '2', begun: false }),
      ]),
      action('a', 3, {}, [scored({ key: '1' })]),
      action('c', 1, { leftOut: true }, [scored()]),
      action('d', 1, { begun: false }, [scored()]),
    ],
  } as unknown as Score;
  expect(submittedSteps(score).map((step) => step.key)).toEqual(['1', '1a']);
});

describe('what is left to rule', () => {
  const steps = [
    { action: 'a', ruling: 'approved' },
    { action: 'a', ruling: null },
    { action: 'b', ruling: null },
    { action: 'c', ruling: null },
  ];
  const ruled = steps.map((step) => ({ ...step, ruling: 'approved' }));

  test.each([
    ['whoever looks after the whole', steps, null, '3 of 4 left to rule', [3, 0, 3]],
    ['whoever has all of it', steps, ['a', 'b', 'c'], '3 of 4 left to rule', [3, 0, 3]],
    ['whoever has a part', steps, ['a'], '1 of your 2 steps left to rule; 2 wait for others', [1, 2, 3]],
    ['whoever has another part', steps, ['b', 'c'], '2 of your 2 steps left to rule; 1 waits for others', [2, 1, 3]],
    ['whoever has a part, with nothing for others', ruled, ['a'], '0 of your 2 steps left to rule', [0, 0, 0]],
    ['whoever only reads', steps, [], '3 wait for others, none for you', [0, 3, 3]],
    ['whoever only reads, when all is ruled', ruled, [], '0 of 4 left to rule', [0, 0, 0]],
  ] as const)('%s counts what is theirs, and what waits for others', (_, some, own, words, [mine, others, all]) => {
    expect(leftToRule(some, own)).toEqual({ own: mine, others, all, words });
  });

  test('is of the actions that one was given, by action, by category or whole', () => {
    const actions = [
      { action: 'a', category: 1 },
      { action: 'b', category: 1 },
      { action: 'c', category: 3 },
    ];
    const given = (reviewerId: string, category: number | null, actionId: string | null) => ({
      reviewerId,
      category,
      actionId,
    });
    const assignments = [given('rae', 3, null), given('rae', null, 'a'), given('otto', null, null)];
    expect(ownActions('rae', assignments, actions)).toEqual(['a', 'c']);
    expect(ownActions('otto', assignments, actions)).toEqual(['a', 'b', 'c']);
    expect(ownActions('nina', assignments, actions)).toEqual([]);
    expect([isOwn({ action: 'b' }, ['a']), isOwn({ action: 'b' }, null)]).toEqual([false, true]);
  });
});
