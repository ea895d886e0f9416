import { describe, expect, test } from 'vitest';
import type { Row } from '@/lib/rulebook/cells';
import type { SubmissionFacts } from '@/lib/scoring/facts';
import { approve, codes, equity, outline, rulebook, scored, stepOf, toolkit, toolkits } from './support/files';

const ids = rulebook.actions.filter((a) => a.kind === 'outline').map((a) => a.id);
const targets = (n: number): SubmissionFacts[] => ids.slice(0, n).map((id) => outline(id));
const rows = (n: number): Row[] => ids.slice(0, n).map((id) => toolkit(id));
const step = (submissions: SubmissionFacts[], changes = {}) =>
  stepOf(scored(submissions, changes).actions, equity, '1');

describe('1.1: ten points for each toolkit application, five at most', () => {
  test.each([1, 2, 3, 4, 5])('%i toolkit applications', (n) => {
    expect(step([...targets(n), toolkits(rows(n))])).toMatchObject({ claimed: n * 10, documented: n * 10, max: 50 });
  });

  test('a sixth is kept on record, earns nothing and warns', () => {
    const result = scored([...targets(6), toolkits(rows(6))]);
    const six = stepOf(result.actions, equity, '1');
    expect(six).toMatchObject({ claimed: 50, documented: 50 });
    expect(six.lines.map((line) => line.documented)).toEqual([10, 10, 10, 10, 10, 0]);
    expect(codes(result.problems, 'warns')).toEqual(['extra-rows']);
    expect(codes(result.problems)).toEqual([]);
  });

  test('a sixth must be removed where the rulebook reads it so', () => {
    const switched = {
      rulebook: { program: 'sustainable-ct', year: 2024, interpretations: { extraToolkits: 'refuse' } },
    };
    expect(codes(scored([...targets(6), toolkits(rows(6))], switched).problems)).toEqual(['extra-rows']);
  });

  test('an unfinished application never pushes out a finished one', () => {
    const list = [toolkit(ids[0]!, { heard: '' }), ...ids.slice(1, 6).map((id) => toolkit(id))];
    const result = step([...targets(6), toolkits(list)]);
    expect(result.documented).toBe(50);
    expect(result.lines[0]).toMatchObject({ claimed: 0, documented: 0 });
  });

  test('an unfinished application says what it lacks, and not that there is none', () => {
    const list = [toolkit(ids[0]!, { outcome: '' })];
    const { missing, because } = step([...targets(1), toolkits(list)]);
    expect(missing.map(({ code }) => code)).toEqual(['row-incomplete']);
    expect(because).toBe(
      `1 toolkit application at 10 points; 0 documented. Not documented yet: ${missing[0]!.message}`,
    );
  });
});

describe('1.1: the target action', () => {
  const one = ids[0]!;
  const cases: [name: string, submissions: SubmissionFacts[], claimed: number, documented: number, code: string][] = [
    ['1.1 itself', [outline(one), toolkits([toolkit(equity)])], 0, 0, 'target-itself'],
    [
      'an action the rulebook does not have',
      [outline(one), toolkits([toolkit('fly-to-the-moon')])],
      0,
      0,
      'target-unknown',
    ],
    ['the same target twice', [outline(one), toolkits([toolkit(one), toolkit(one)])], 10, 10, 'same-target'],
    ['not in the application', [toolkits([toolkit(one)])], 10, 0, 'target-missing'],
    [
      'left out of the application',
      [{ ...outline(one), leftOut: true }, toolkits([toolkit(one)])],
      10,
      0,
      'target-missing',
    ],
    ['unfinished', [outline(one, 20, { narrative: '' }), toolkits([toolkit(one)])], 10, 0, 'target-not-ready'],
    [
      'documented but without its partners section',
      [{ ...outline(one), answers: { '1': outline(one).answers['1']! } }, toolkits([toolkit(one)])],
      10,
      0,
      'target-not-ready',
    ],
    [
      'claimed as rolling',
      [
        outline(one, 20, { credit: 'rolling', completed: '2019-01-01', impact: 'Still used.' }),
        toolkits([toolkit(one)]),
      ],
      10,
      0,
      'target-rolling',
    ],
    [
      'one narrative question open',
      [outline(one), toolkits([toolkit(one, { changed: '  ' })])],
      10,
      0,
      'row-incomplete',
    ],
  ];
  test.each(cases)('%s', (_name, submissions, claimed, documented, code) => {
    const result = scored(submissions);
    const found = stepOf(result.actions, equity, '1');
    expect([found.claimed, found.documented]).toEqual([claimed, documented]);
    expect(
      result.problems.filter((p) => p.path.startsWith(equity) && p.severity === 'blocks').map((p) => p.code),
    ).toContain(code);
  });

  test('the order of submissions does not matter', () => {
    expect(step([toolkits([toolkit(one)]), outline(one)]).documented).toBe(10);
  });

  test('a target ruled not approved is a finding, and blocks nothing', () => {
    const refused = outline(one, 20, {}, [{ step: '1', outcome: 'not-approved', points: 0 }]);
    const result = scored([refused, toolkits([toolkit(one)])]);
    expect(codes(result.problems, 'warns')).toEqual(['target-not-approved']);
    expect(codes(result.problems)).toEqual([]);
  });

  test('a target ruled not approved does not count where the rulebook asks for approved targets', () => {
    const refused = outline(one, 20, {}, [{ step: '1', outcome: 'not-approved', points: 0 }]);
    const switched = {
      rulebook: { program: 'sustainable-ct', year: 2024, interpretations: { toolkitTarget: 'approved' } },
    };
    expect(step([refused, toolkits([toolkit(one)])], switched).claimed).toBe(0);
    expect(step([outline(one, 20, {}, [approve('1', 20)]), toolkits([toolkit(one)])], switched).documented).toBe(10);
  });

  test('a toolkit credited on the same target before is not creditable in the year of expiration', () => {
    const priorCredits = [{ action: equity, step: '1', item: one, year: 2021 }];
    expect(step([outline(one), toolkits([toolkit(one)])], { priorCredits, recertifying: true }).claimed).toBe(0);
    expect(step([outline(one), toolkits([toolkit(one)])], { priorCredits }).claimed).toBe(10);
  });
});
