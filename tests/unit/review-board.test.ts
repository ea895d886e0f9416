import { describe, expect, test } from 'vitest';
import { boardCsv } from '@/components/board/board-csv';
import { councilColumns, shortCouncil } from '@/components/board/councils';
import { waited } from '@/components/board/waiting';
import { newYorkClock, newYorkInstant } from '@/lib/services/cycles/wall-clock';
import type { TownLine } from '@/lib/workflow/program-views';
import type { ApplicationSummary } from '@/lib/workflow/views';
import { standingGroup, townStanding } from '@/lib/workflow/town-standing';

describe('the clocks of Connecticut', () => {
  test.each([
    ['2024-09-27', '17:00', '2024-09-27T21:00:00.000Z'],
    ['2024-12-13', '17:00', '2024-12-13T22:00:00.000Z'],
    ['2024-03-10', '01:59', '2024-03-10T06:59:00.000Z'],
    ['2024-03-10', '03:00', '2024-03-10T07:00:00.000Z'],
    ['2024-11-03', '00:59', '2024-11-03T04:59:00.000Z'],
    ['2024-11-03', '01:30', '2024-11-03T06:30:00.000Z'],
    ['2024-11-03', '02:00', '2024-11-03T07:00:00.000Z'],
  ])('show %s %s at %s', (day, time, instant) => {
    expect(newYorkInstant(day, time)?.toISOString()).toBe(instant);
    expect(newYorkClock(new Date(instant))).toEqual({ day, time });
  });

  test.each([
    ['2024-03-10', '02:00'],
    ['2024-03-10', '02:59'],
    ['2023-02-29', '17:00'],
    ['2024-09-27', '24:00'],
    ['2024-09-27', '5 pm'],
    ['2024-9-27', '17:00'],
  ])('never show %s %s', (day, time) => {
    expect(newYorkInstant(day, time)).toBeNull();
  });
});

describe('a town’s standing', () => {
  const held = { level: 'bronze', awardedOn: '2023-11-18', until: '2026-12-31' } as const;
  const of = (today: string, more: object = {}) =>
    townStanding({ registered: true, applications: [], certifications: [held], ...more }, today);

  test('is its level from the day of the award through the last day', () => {
    expect(standingGroup(of('2023-11-17'))).toBe('registered');
    expect(standingGroup(of('2023-11-18'))).toBe('bronze');
    expect(standingGroup(of('2026-12-31'))).toBe('bronze');
    expect(standingGroup(of('2027-01-01'))).toBe('registered');
  });

  test('is the latest level of two that overlap', () => {
    const silver = { level: 'silver', awardedOn: '2025-06-01', until: '2028-12-31' } as const;
    expect(of('2026-01-01', { certifications: [silver, held] }).level).toBe('silver');
  });

  test('is applying only while an application is open', () => {
    expect(of('2024-01-01', { applications: [{ status: 'returned' }] }).applying).toBe(true);
    expect(of('2024-01-01', { applications: [{ status: 'decided' }, { status: 'withdrawn' }] }).applying).toBe(false);
    const none = townStanding({ registered: false, applications: [], certifications: [] }, '2024-01-01');
    expect(standingGroup(none)).toBe('none');
  });
});

describe('the map of councils', () => {
  test.each([
    ['Capitol Region Council of Governments', 'Capitol'],
    ['Connecticut Metropolitan Council of Governments', 'Metropolitan'],
    ['South Central Regional Council of Governments', 'South Central'],
    ['Northeastern Connecticut Council of Governments', 'Northeastern'],
    ['Lower Connecticut River Valley Council of Governments', 'Lower Connecticut River Valley'],
    ['Millbrook Valley Council of Governments (fictional)', 'Millbrook Valley (fictional)'],
  ])('calls the %s “%s”', (name, short) => {
    expect(shortCouncil(name)).toBe(short);
  });

  test('loses no town, and puts an unknown council last', () => {
    const councils = ['Western Connecticut', 'Capitol Region', 'Elsewhere', 'Southeastern Connecticut'];
    const towns = councils.map((name) => ({ council: `${name} Council of Governments` }) as TownLine);
    expect(councilColumns(towns).map((column) => column.map((council) => council.short))).toEqual([
      ['Western'],
      ['Capitol'],
      ['Southeastern', 'Elsewhere'],
    ]);
  });
});

test('waiting is counted in days on the calendar of Connecticut', () => {
  const since = new Date('2024-09-10T23:30:00-04:00');
  expect(waited(since, new Date('2024-09-10T23:59:00-04:00'))).toBe('since today');
  expect(waited(since, new Date('2024-09-11T00:10:00-04:00'))).toBe('for 1 day');
  expect(waited(since, new Date('2024-10-04T12:00:00-04:00'))).toBe('for 24 days');
});

test('the export escapes what a spreadsheet would run', () => {
  const line = (name: string) =>
    ({
      town: { name },
      council: 'A, B and "C"',
      year: 2024,
      aim: 'bronze',
      level: null,
      claimed: 5,
      documented: 0,
      awarded: 0,
      since: new Date('2024-09-10T23:30:00-04:00'),
      view: { staff: 'In progress', next: 'town', deed: 'submit', by: null },
    }) as unknown as ApplicationSummary;
  const names = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', 'Aldbrook'];
  const rows = boardCsv(names.map(line)).split('\r\n');
  expect(rows[0]).toBe(
    '\uFEFFTown,Council,Cycle,Aims for,Status,Claimed,Documented,Awarded,Level met,Acts next,To do,Since,By',
  );
  for (const row of rows.slice(1, 7)) expect(row).toMatch(/^"?'/);
  expect(rows[7]).toBe('Aldbrook,"A, B and ""C""",2024,Bronze,In progress,5,0,0,,Town,submit,2024-09-10,');
});
