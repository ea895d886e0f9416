import { describe, expect, test } from 'vitest';
import { deadlineFor, openRound } from '@/lib/workflow/rounds';

const rounds = [
  { number: 2, deadline: new Date('2024-09-27T17:00:00-04:00') },
  { number: 1, deadline: new Date('2024-05-31T17:00:00-04:00') },
];
const extension = (round: number, deadline: string, grantedAt = '2024-05-01T00:00:00Z') => ({
  round,
  deadline: new Date(deadline),
  grantedAt: new Date(grantedAt),
});

describe('the round a submission goes to', () => {
  test.each([
    ['2024-05-31T17:00:00-04:00', 0, [], 1],
    ['2024-05-31T17:00:00.001-04:00', 0, [], 2],
    ['2024-03-01T12:00:00-05:00', 1, [], 2],
    ['2024-03-01T12:00:00-05:00', 2, [], null],
    ['2024-09-27T17:00:01-04:00', 0, [], null],
    ['2024-06-03T09:00:00-04:00', 0, [extension(1, '2024-06-07T17:00:00-04:00')], 1],
    ['2024-06-03T09:00:00-04:00', 1, [extension(1, '2024-06-07T17:00:00-04:00')], 2],
    ['2024-06-03T09:00:00-04:00', 0, [extension(2, '2024-10-07T17:00:00-04:00')], 2],
  ] as const)('received %s after round %i', (at, last, extensions, round) => {
    expect(openRound(rounds, extensions, last, new Date(at))?.number ?? null).toBe(round);
  });

  test('of two extensions the one granted last stands, even an earlier day', () => {
    const granted = [
      extension(1, '2024-06-14T17:00:00-04:00', '2024-05-01T00:00:00Z'),
      extension(1, '2024-06-07T17:00:00-04:00', '2024-05-02T00:00:00Z'),
    ];
    expect(deadlineFor(rounds[1]!, granted)).toEqual(new Date('2024-06-07T17:00:00-04:00'));
    expect(openRound(rounds, granted, 0, new Date('2024-06-10T00:00:00Z'))?.number).toBe(2);
  });

  test('an extension never ends before the round itself, when that was moved for everybody', () => {
    const granted = [extension(1, '2024-06-07T17:00:00-04:00')];
    const moved = { number: 1, deadline: new Date('2024-06-14T17:00:00-04:00') };
    expect(deadlineFor(moved, granted)).toEqual(moved.deadline);
  });
});
