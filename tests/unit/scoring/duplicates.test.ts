import { distance } from 'fastest-levenshtein';
import { describe, expect, test, vi } from 'vitest';
import type { Row } from '@/lib/rulebook/cells';
import { activitiesOf, activityIdentity } from '@/lib/scoring/duplicates';
import {
  cite,
  codes,
  file,
  homelessness,
  liaisonRows,
  log,
  rulebook,
  scored,
  stepOf,
  submission,
  training,
} from './support/files';

// The function itself, watched: how often two names are compared.
vi.mock('fastest-levenshtein', async (original) => {
  const own = await original<{ distance: (a: string, b: string) => number }>();
  return { distance: vi.fn(own.distance) };
});
const compared = vi.mocked(distance);

const equityTraining = 'participate-in-equity-training';
const twin = {
  training: 'Trauma-Informed Front Desk',
  provider: 'Aldbrook Health District',
  start: '2024-06-06',
  end: '2024-06-06',
};
const inEquity = (...rows: Row[]) =>
  submission(
    equityTraining,
    { '1': { narrative: 'We went.', points: 10, completed: '2024-06-06', credit: 'new', log: rows } },
    [cite('1', 'support')],
  );
const inHomelessness = (...rows: Row[]) => log([...liaisonRows(3), ...rows]);

describe('identity of an activity', () => {
  const base = { name: 'Trauma-Informed Front Desk', provider: 'Aldbrook Health District', start: '2024-06-06' };
  const same: [name: string, changes: Partial<typeof base>][] = [
    ['case', { name: 'TRAUMA-INFORMED FRONT DESK' }],
    ['spaces', { name: '  Trauma-Informed   Front  Desk ' }],
    ['punctuation', { name: 'Trauma – informed: front desk.' }],
    ['compatibility forms', { provider: 'Ａldbrook Ｈealth District' }],
    ['accents', { name: 'Tràuma-Informéd Front Desk' }],
  ];
  test.each(same)('sets aside %s', (_name, changes) => {
    expect(activityIdentity({ ...base, ...changes })).toBe(activityIdentity(base));
  });
  const other: [name: string, changes: Partial<typeof base>][] = [
    ['another name', { name: 'Trauma-Informed Back Desk' }],
    ['another provider', { provider: 'Harrow Mills Health District' }],
    ['another first day', { start: '2024-06-07' }],
  ];
  test.each(other)('tells apart %s', (_name, changes) => {
    expect(activityIdentity({ ...base, ...changes })).not.toBe(activityIdentity(base));
  });
});

describe('double counting', () => {
  test('the same activity in two actions blocks in both, by any person', () => {
    const { problems, actions } = scored([
      inHomelessness(training({ ...twin, attendee: 'Luis Prado' })),
      inEquity(training({ ...twin, attendee: 'Renée Gault', training: 'trauma informed front-desk' })),
    ]);
    const found = problems.filter((p) => p.code === 'double-counted');
    expect(found.map((p) => [p.severity, p.path.split('/')[0]])).toEqual([
      ['blocks', homelessness],
      ['blocks', equityTraining],
    ]);
    expect(stepOf(actions, homelessness, '1b')).toMatchObject({ claimed: 10, documented: 5 });
  });

  test('the same activity attended by two people in one action is no double counting', () => {
    const { problems } = scored([
      inHomelessness(training({ ...twin, attendee: 'Luis Prado' }), training({ ...twin, attendee: 'Renée Gault' })),
    ]);
    expect(problems).toEqual([]);
  });

  test('an activity credited to another action before blocks', () => {
    const item = activityIdentity({ name: twin.training, provider: twin.provider, start: twin.start });
    const { problems } = scored([inHomelessness(training(twin))], {
      priorCredits: [{ action: equityTraining, step: '1', item, year: 2021 }],
    });
    expect(problems.find((p) => p.code === 'double-counted')?.message).toContain(
      'earned points in 1.2 Participate in Equity Training in 2021',
    );
  });

  test('an action left out does not take part', () => {
    const { problems } = scored([inHomelessness(training(twin)), { ...inEquity(training(twin)), leftOut: true }]);
    expect(codes(problems)).toEqual([]);
  });

  test('the activities to claim at submission are those of every log that is not left out', () => {
    const rows = [training(twin), training({ ...twin, start: '' })];
    const found = activitiesOf(rulebook, file([inEquity(...rows), { ...inHomelessness(), leftOut: true }]));
    expect(found).toEqual([
      {
        action: equityTraining,
        step: '1',
        field: 'log',
        row: rows[0]!.id,
        number: 1,
        identity: 'trauma informed front desk|aldbrook health district|2024-06-06',
      },
    ]);
  });
});

describe('look-alikes warn and block nothing', () => {
  const cases: [name: string, changes: Partial<Row>, warned: boolean][] = [
    ['one letter off', { training: 'Trauma-Informed Front Desks' }, true],
    ['one day apart', { start: '2024-06-07', end: '2024-06-07' }, true],
    ['three days apart', { start: '2024-06-09', end: '2024-06-09' }, true],
    ['four days apart', { start: '2024-06-10', end: '2024-06-10' }, false],
    ['another provider', { start: '2024-06-07', end: '2024-06-07', provider: 'Shoreline League' }, false],
    ['another name', { training: 'Housing First in Small Towns' }, false],
  ];
  test.each(cases)('%s', (_name, changes, warned) => {
    const { problems } = scored([inHomelessness(training(twin)), inEquity(training({ ...twin, ...changes }))]);
    expect(codes(problems, 'blocks')).toEqual([]);
    expect(codes(problems, 'warns')).toEqual(warned ? ['look-alike', 'look-alike'] : []);
  });

  test('an activity credited in the same action before, with a slip in its date', () => {
    const item = activityIdentity({ name: twin.training, provider: twin.provider, start: '2024-06-05' });
    const priorCredits = [{ action: homelessness, step: '1b', item, year: 2021 }];
    const { problems } = scored([inHomelessness(training(twin))], { priorCredits });
    expect(problems).toMatchObject([{ code: 'look-alike', severity: 'warns' }]);
  });

  test('10,000 rows of one provider on one day are scored without comparing every pair', () => {
    const many = (n: number) =>
      Array.from({ length: n }, (_, i) => training({ ...twin, training: `Session ${i} of ${n}` }));
    compared.mockClear();
    const { problems } = scored([inHomelessness(...many(5000)), inEquity(...many(5001))]);
    expect(compared.mock.calls.length).toBeLessThanOrEqual(100_000);
    expect(codes(problems, 'warns')).toContain('look-alikes-skipped');
  }, 60_000);
});
