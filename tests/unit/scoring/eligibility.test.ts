import { describe, expect, test } from 'vitest';
import type { ApplicationFile, SubmissionFacts } from '@/lib/scoring/facts';
import type { LevelId } from '@/lib/rulebook/schema';
import { approve, equity, outline, rulebook, scored, toolkit, toolkits } from './support/files';

const first = (category: number) => rulebook.actions.find((a) => a.category === category && a.kind === 'outline')!.id;
/** One approved outline in each of categories 1 to 12, worth `points` each. */
const twelve = (points: number, except: number[] = []) =>
  Array.from({ length: 12 }, (_, i) => i + 1)
    .filter((c) => !except.includes(c))
    .map((c) => outline(first(c), points, {}, [approve('1', points)]));
const applied = (n: number, ruled = n) =>
  toolkits(
    [2, 3, 4, 5, 6].slice(0, n).map((c) => toolkit(first(c))),
    ruled > 0 ? [approve('1', ruled * 10)] : [],
  );
const level = (submissions: SubmissionFacts[], id: LevelId, changes: Partial<ApplicationFile> = {}) =>
  scored(submissions, changes).levels.find((l) => l.level === id)!;
const criterion = (submissions: SubmissionFacts[], id: LevelId, key: string, changes: Partial<ApplicationFile> = {}) =>
  level(submissions, id, changes).criteria.find((c) => c.key === key)!;

describe('levels on awarded points', () => {
  const cases: [name: string, submissions: SubmissionFacts[], id: LevelId, met: string][] = [
    ['Bronze with 200 points, 1 toolkit and 12 categories', [...twelve(20), applied(1)], 'bronze', 'yes'],
    ['Bronze with 1 toolkit still to be ruled', [...twelve(20), applied(1, 0)], 'bronze', 'unknown'],
    [
      'Bronze with 195 points',
      [...twelve(15), outline('dark-skies', 5, {}, [approve('1', 5)]), applied(1)],
      'bronze',
      'no',
    ],
    [
      'Bronze with exactly 200 points',
      [...twelve(15), outline('dark-skies', 10, {}, [approve('1', 10)]), applied(1)],
      'bronze',
      'yes',
    ],
    ['Bronze without a toolkit application', twelve(20), 'bronze', 'no'],
    ['Bronze without category 4', [...twelve(25, [4]), applied(1)], 'bronze', 'no'],
    ['Silver with 2 of 3 toolkits', [...twelve(45), applied(2)], 'silver', 'no'],
    ['Silver with 3 of 3 toolkits', [...twelve(45), applied(3)], 'silver', 'yes'],
  ];
  test.each(cases)('%s: %#', (_name, submissions, id, met) => expect(level(submissions, id).met).toBe(met));

  test('the level is the highest one met', () => {
    expect(scored([...twelve(45), applied(3)]).level).toBe('silver');
    expect(scored([...twelve(20), applied(1)]).level).toBe('bronze');
    expect(scored(twelve(20)).level).toBe(null);
  });
});

describe('points, in words', () => {
  test('what rulings could add and what must come from new work', () => {
    const some = [
      outline('dark-skies', 50, {}, [approve('1', 45)]),
      outline('snow-management', 40),
      outline('cool-roofs', 30, { narrative: '' }),
    ];
    expect(criterion(some, 'bronze', 'points')).toMatchObject({
      met: 'no',
      have: 45,
      need: 200,
      missing:
        '155 to go. Rulings on what is documented could add 40; 30 more are claimed without evidence. That makes 115: at least 85 must come from new work.',
    });
  });
  test('with nothing claimed, only what is to go', () => {
    expect(criterion([], 'bronze', 'points').missing).toBe('200 to go.');
  });
  test('not known while rulings to come could reach it; not met once all are given', () => {
    const claims = (rulings: Parameters<typeof outline>[3]) =>
      rulebook.actions
        .filter((a) => a.kind === 'outline')
        .slice(0, 4)
        .map((a) => outline(a.id, 50, {}, rulings));
    expect(criterion(claims([]), 'bronze', 'points').met).toBe('unknown');
    expect(criterion(claims([{ step: '1', outcome: 'revise', points: 0 }]), 'bronze', 'points').met).toBe('unknown');
    expect(criterion(claims([{ step: '1', outcome: 'not-approved', points: 0 }]), 'bronze', 'points').met).toBe('no');
    expect(criterion(claims([approve('1', 50)]), 'bronze', 'points').met).toBe('yes');
  });
});

describe('other criteria', () => {
  test('categories name what is missing and where to go on', () => {
    const begun = outline(first(4), 10, { narrative: '' });
    expect(criterion([...twelve(20, [4]), begun], 'bronze', 'categories')).toMatchObject({
      met: 'unknown',
      have: 11,
      need: 12,
      missing: 'Category 4 has none yet. Claims in 4 await a ruling.',
      action: first(4),
    });
  });
  test('toolkit applications count by the items a ruling names', () => {
    const named = toolkits([toolkit(first(2)), toolkit(first(3)), toolkit(first(4))]);
    const rows = named.answers['1']!.toolkits;
    const items = Array.isArray(rows) ? rows.slice(0, 2).map((row) => (typeof row === 'object' ? row.id : '')) : [];
    const facts = [...twelve(20), { ...named, rulings: [approve('1', 20, items)] }];
    expect(criterion(facts, 'silver', 'toolkits')).toMatchObject({ have: 2, need: 3, met: 'no', action: equity });
    const lines = scored(facts).actions.find((a) => a.action === equity)!.steps[0]!.lines;
    expect(lines.map((line) => line.awarded)).toEqual([10, 10, 0]);
  });
  test('Climate Leader: not recorded is not known', () => {
    const designated = (value: boolean | null) =>
      criterion([], 'gold', 'climate-leader', { designations: { 'climate-leader': value } }).met;
    expect([designated(null), designated(true), designated(false)]).toEqual(['unknown', 'yes', 'no']);
  });
  test('Gold asks for every action of category 1 and for 8.6', () => {
    const category1 = ['participate-in-equity-training', 'adopt-equity-statement'].map((id) =>
      outline(id, 50, {}, [approve('1', 50)]),
    );
    const shared = outline('municipal-collaboration', 50, {}, [approve('1', 50)]);
    const more = ['cool-roofs', 'dark-skies'].map((id) => outline(id, 50, {}, [approve('1', 50)]));
    const gold = [...category1, shared, ...twelve(50, [1, 8]), ...more, applied(4)];
    const leader = { designations: { 'climate-leader': true } };
    expect(scored(gold, leader)).toMatchObject({ awarded: 790, level: 'gold' });
    expect(scored(gold).level).toBe('silver');
    expect(scored(gold.slice(0, -1), leader).level).toBe(null);
    expect(
      criterion(
        gold.filter((s) => s !== shared),
        'gold',
        'collaboration',
        leader,
      ).met,
    ).toBe('no');
    expect(
      criterion(
        gold.filter((s) => s !== category1[0]),
        'gold',
        'category-1',
        leader,
      ),
    ).toMatchObject({ met: 'no', have: 2, action: 'participate-in-equity-training' });
  });
});
