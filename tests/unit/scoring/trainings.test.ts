import { describe, expect, test } from 'vitest';
import type { Row } from '@/lib/rulebook/cells';
import { codes, homelessness, liaisonRows, log, scored, staffRows, stepOf, training } from './support/files';

const rowsOf = (...parts: Row[][]) => parts.flat();
const withoutTopic = (rows: Row[], topic: string) =>
  rows.map((row) =>
    Array.isArray(row.topic) && row.topic.includes(topic) ? { ...row, topic: ['housing-first'] } : row,
  );
const pointsOf = (rows: Row[], interpretations = {}) =>
  stepOf(
    scored([log(rows)], { rulebook: { program: 'sustainable-ct', year: 2024, interpretations } }).actions,
    homelessness,
    '1b',
  );

describe('1b: gate first, then tiers', () => {
  const cases: [name: string, rows: Row[], points: number][] = [
    ['nobody: 0', [], 0],
    ['liaison 2: 0', liaisonRows(2), 0],
    ['liaison 2 and staff 40: 0', rowsOf(liaisonRows(2), staffRows(40)), 0],
    ['staff 40 alone: 0', staffRows(40), 0],
    ['liaison 3 without race equity: 0', withoutTopic(liaisonRows(3), 'race-equity'), 0],
    ['liaison 3 without CAN function: 0', withoutTopic(liaisonRows(3), 'can-function'), 0],
    [
      'liaison 3 without CAN function, which staff attended: 0',
      rowsOf(withoutTopic(liaisonRows(3), 'can-function'), [training({ topic: ['can-function'] })]),
      0,
    ],
    ['liaison 3: 5', liaisonRows(3), 5],
    ['liaison 3 and staff 1: 10', rowsOf(liaisonRows(3), staffRows(1)), 10],
    ['liaison 4: 10', liaisonRows(4), 10],
    ['total 9: 10', rowsOf(liaisonRows(3), staffRows(6)), 10],
    ['total 10: 10', rowsOf(liaisonRows(3), staffRows(7)), 10],
    ['total 11: 15', rowsOf(liaisonRows(3), staffRows(8)), 15],
    ['total 60: 15', rowsOf(liaisonRows(20), staffRows(40)), 15],
    ['elected officials count in the total: 10', rowsOf(liaisonRows(3), [training({ role: 'elected' })]), 10],
  ];
  test.each(cases)('%s', (_name, rows, points) => {
    const step = pointsOf(rows);
    expect([step.claimed, step.documented]).toEqual([points, points]);
  });

  test('the same person, training, provider and dates twice count once, however it is typed', () => {
    const rows = liaisonRows(3);
    const again = { ...rows[2]!, id: 'again', training: ` ${String(rows[2]!.training).toUpperCase()}! ` };
    const step = pointsOf([...rows, again]);
    expect(step.claimed).toBe(5);
    expect(step.rows[3]).toMatchObject({ counts: 'no', because: 'Same as row 3; counted once.' });
  });

  test('the same person with another role counts once', () => {
    const rows = liaisonRows(3);
    expect(pointsOf([...rows, { ...rows[2]!, id: 'again', role: 'staff' }]).claimed).toBe(5);
  });

  test('what was pasted and is in no list is kept, told, and does not count before it is mended', () => {
    for (const odd of [{ role: 'Selectman' }, { topic: ['cooking'] }]) {
      const step = pointsOf(rowsOf(liaisonRows(3), [training(odd)]));
      expect(step.documented).toBe(5);
      expect(step.rows.at(-1)?.missing[0]?.message).toMatch(/from the list: “(Selectman|cooking)” is not in it\.$/);
    }
  });

  test('the same training attended by two people counts twice per attendance, once per training', () => {
    const rows = liaisonRows(3);
    const colleague = { ...rows[2]!, id: 'colleague', attendee: 'Luis Prado', role: 'staff' };
    expect(pointsOf([...rows, colleague]).claimed).toBe(10);
    expect(pointsOf([...rows, colleague], { trainingsCount: 'training' }).claimed).toBe(5);
  });

  test('one training with both topics opens the gate only where the rulebook reads it so', () => {
    const rows = liaisonRows(3).map((row, i) => ({
      ...row,
      topic: i === 0 ? ['race-equity', 'can-function'] : ['housing-first'],
    }));
    expect(pointsOf(rows).claimed).toBe(0);
    expect(pointsOf(rows).missing[0]?.message).toContain('One training cannot meet both');
    expect(pointsOf(rows, { topicsPerTraining: 'yes' }).claimed).toBe(5);
  });

  test('two trainings, one of which holds both topics, meet both', () => {
    const rows = liaisonRows(3).map((row, i) => ({
      ...row,
      topic: [['race-equity', 'can-function'], ['race-equity'], ['other']][i]!,
    }));
    expect(pointsOf(rows).claimed).toBe(5);
  });
});

describe('1b: rows', () => {
  const gaps: [column: string, value: string][] = [
    ['contact', ''],
    ['provider', ''],
    ['start', ''],
    ['end', ''],
    ['end', '2023-04-'],
  ];
  test.each(gaps)('a row with a gap in %s (%j) is claimed, not documented', (column, value) => {
    const step = pointsOf([...liaisonRows(3), training({ [column]: value })]);
    expect([step.claimed, step.documented]).toEqual([10, 5]);
    expect(step.rows[3]!.counts).toBe('claimed');
  });

  test('certificates are welcome and no condition', () => {
    expect(pointsOf(liaisonRows(3)).requirements.some((r) => r.key.includes('certificate'))).toBe(false);
  });

  test('a row without the name of the training is kept and not counted', () => {
    const step = pointsOf([...liaisonRows(3), training({ training: '' })]);
    expect(step.claimed).toBe(5);
    expect(step.rows[3]).toMatchObject({ counts: 'no', number: 4 });
  });

  const dates: [name: string, end: string, counts: string, credit: string][] = [
    ['on the first day of the window', '2021-01-01', 'documented', 'new'],
    ['on the last day before the window', '2020-12-31', 'no', 'not-creditable'],
    ['on the day of submission', '2024-09-27', 'documented', 'new'],
    ['on the day after the submission', '2024-09-28', 'no', 'not-completed'],
  ];
  test.each(dates)('a training that ended %s (%s): %s, %s', (_name, end, counts, credit) => {
    const row = pointsOf([...liaisonRows(3), training({ start: end, end })]).rows[3]!;
    expect([row.counts, row.credit?.kind]).toEqual([counts, credit]);
  });

  test('a row outside the window says what would be creditable', () => {
    const row = pointsOf([training({ start: '2019-02-02', end: '2019-02-02' })]).rows[0]!;
    expect(row.because).toContain('new credit only. Add a training from inside the window.');
  });

  test('a row outside the window warns and leaves the others standing', () => {
    const { problems } = scored([log([...liaisonRows(3), training({ start: '2019-02-02', end: '2019-02-02' })])]);
    expect(codes(problems)).toEqual([]);
    expect(codes(problems, 'warns')).toEqual(['row-not-creditable']);
  });

  test('a row in the future stops the submission: not completed yet', () => {
    const { problems } = scored([log([...liaisonRows(3), training({ start: '2025-02-02', end: '2025-02-02' })])]);
    expect(codes(problems)).toEqual(['not-completed', 'nothing-ready']);
  });

  test('a last day before the first is refused with the row', () => {
    const { problems } = scored([log([...liaisonRows(3), training({ start: '2023-05-02', end: '2023-05-01' })])]);
    expect(problems.find((p) => p.code === 'dates-reversed')).toMatchObject({
      severity: 'blocks',
      message: 'Put the last day on or after the first day in row 4.',
    });
  });

  test('a step claimed as rolling is refused: 1b gives new credit only', () => {
    const submission = log(liaisonRows(3));
    submission.answers['1b']!.credit = 'rolling';
    const result = scored([submission]);
    expect(stepOf(result.actions, homelessness, '1b')).toMatchObject({
      claimed: 0,
      credit: { kind: 'not-creditable' },
    });
    expect(codes(result.problems)).toContain('new-credit-only');
  });

  test('a training credited before is new early, and not creditable in the year of expiration', () => {
    const rows = liaisonRows(3);
    const item = stepOf(scored([log(rows)]).actions, homelessness, '1b').rows[0]!.activity!;
    const priorCredits = [{ action: homelessness, step: '1b', item, year: 2021 }];
    const early = scored([log(rows)], { priorCredits });
    const expiring = scored([log(rows)], { priorCredits, recertifying: true });
    expect(stepOf(early.actions, homelessness, '1b').claimed).toBe(5);
    expect(stepOf(expiring.actions, homelessness, '1b').claimed).toBe(0);
    expect(stepOf(expiring.actions, homelessness, '1b').rows[0]!.credit?.kind).toBe('not-creditable');
  });

  test('the arithmetic is said in words', () => {
    expect(pointsOf([...liaisonRows(4), ...staffRows(5)]).because).toBe(
      '4 attendances by the liaison open the gate; 9 in all is in the tier “4 to 10”: 10 points.',
    );
  });

  const gap = (rows: Row[], n: number) => rows.map((row, i) => (i < rows.length - n ? row : { ...row, provider: '' }));
  test.each([
    ['within the tier', gap([...liaisonRows(4), ...staffRows(5)], 1), '8 of them have nothing missing.'],
    [
      'down to the tier below',
      gap([...liaisonRows(4), ...staffRows(7)], 2),
      '9 of them have nothing missing; alone worth 10 points.',
    ],
    ['in every row', gap(liaisonRows(4), 4), 'Each of them lacks something.'],
  ])('rows with a gap are told apart: %s', (_name, rows, words) => {
    expect(pointsOf(rows).because).toContain(words);
  });
});
