import { describe, expect, it } from 'vitest';
import { columnsOf, readCell, readDate, readPaste } from '@/components/submission/step/paste';
import type { RowsField, SimpleField } from '@/lib/rulebook/schema';
import { trainingLog } from '@/lib/rulebook/sustainable-ct/2024/training-log';
import { countReads } from '../support/count-reads';

const log = trainingLog('homelessness');
const column = (key: string) => log.columns.find((one) => one.key === key)!;
const whole = ['Dana', 'Liaison', 'd@x.example', 'First Aid', 'Housing first', 'Forum', '9/5/2024', '9/5/2024'];

describe('dates as people write them', () => {
  it.each([
    ['9/5/2024', '2024-09-05'],
    ['09-05-2024', '2024-09-05'],
    ['9/5/24', '2024-09-05'],
    ['2024-09-05', '2024-09-05'],
    ['2024-9-5', '2024-09-05'],
    ['2024-09-05T00:00:00', '2024-09-05'],
    ['9/5/2024 12:00 AM', '2024-09-05'],
    ['Sep 5, 2024', '2024-09-05'],
    ['September 5th, 2024', '2024-09-05'],
    ['Thursday, September 5, 2024', '2024-09-05'],
    ['5 September 2024', '2024-09-05'],
    ['5-Sep-2024', '2024-09-05'],
    ['2/29/2024', '2024-02-29'],
    ['2/29/2023', null],
    ['13/5/2024', null],
    ['late July', null],
    ['', null],
  ])('%s', (typed, date) => expect(readDate(typed)).toBe(date));
});

describe('cells', () => {
  it.each([
    ['role', 'staff', 'staff'],
    ['role', 'Elected', 'elected'],
    ['role', 'Staff, library', 'staff'],
    ['topic', 'Housing first; Trauma-informed care', ['housing-first', 'trauma-informed']],
    ['start', 'late July', 'late July'],
  ])('%s from %s', (key, typed, value) => expect(readCell(column(key), typed).value).toEqual(value));

  it('says what it did not understand', () => {
    expect(readCell(column('role'), 'janitor')).toEqual({
      value: 'janitor',
      trouble: '“janitor” is not in the list of role',
    });
    expect(readCell(column('topic'), 'Housing first; cooking')).toEqual({
      value: ['housing-first', 'cooking'],
      trouble: '“Housing first; cooking” is not in the list of topic',
    });
    expect(readCell(column('role'), 'x'.repeat(300)).value).toHaveLength(100);
    expect(readCell(column('start'), 'late July').trouble).toBe('“late July” is not a whole date');
  });

  it.each([
    ['1,200', 1200],
    ['$50', 50],
    ['some', null],
  ])('a figure from %s', (typed, value) => {
    const field: SimpleField = { key: 'n', kind: 'number', label: 'N', privacy: 'public', min: 0, max: 9999 };
    expect(readCell(field, typed).value).toBe(value);
  });
});

describe('columns', () => {
  it('follows a header in any order', () => {
    const { header, columns } = columnsOf(log, ['Provider', 'Who attended', 'Shoe size']);
    expect(header).toBe(true);
    expect(columns.map((one) => one?.key ?? null)).toEqual(['provider', 'attendee', null]);
  });

  it('names the headings that are none of its columns', () => {
    const pasted = readPaste(
      log,
      [
        ['Provider', 'Who attended', 'Shoe size', ''],
        ['Forum', 'Dana', '41', ''],
      ],
      [],
    );
    expect(pasted).toMatchObject({ kind: 'rows', strange: ['Shoe size'] });
    expect(readPaste(log, [whole], [])).toMatchObject({ kind: 'rows', strange: [] });
  });

  it('takes the order of the list when the first row is data', () => {
    const { header, columns } = columnsOf(log, whole);
    expect(header).toBe(false);
    expect(columns.map((one) => one?.key)).toEqual(log.columns.map((one) => one.key));
  });

  it('finds every column under the labels of the empty table', () => {
    const { columns } = columnsOf(
      log,
      log.columns.map((one) => one.label),
    );
    expect(columns.map((one) => one?.key)).toEqual(log.columns.map((one) => one.key));
  });
});

describe('the fate of each row', () => {
  const stored = {
    id: 'r1',
    attendee: 'Dana',
    role: 'liaison',
    training: 'First  aid',
    provider: 'FORUM',
    start: '2024-09-05',
    end: '2024-09-05',
  };

  it('adds whole rows, keeps unfinished ones, and counts the same row once', () => {
    const half = ['Luis', 'Staff', 'l@x.example', 'First Aid', '', 'Forum', 'late July', ''];
    const pasted = readPaste(log, [whole, ['Eve', ...whole.slice(1)], ['Eve', ...whole.slice(1)], half], [stored]);
    expect(pasted).toMatchObject({
      kind: 'rows',
      rows: [
        { fate: { kind: 'same', as: 'row 1' } },
        { fate: { kind: 'add' } },
        { fate: { kind: 'same', as: 'pasted row 2' } },
        { fate: { kind: 'unfinished', why: '“late July” is not a whole date; last day to be filled in' } },
      ],
    });
  });

  it('refuses more rows than fit and says how many there are', () => {
    const { reads, counted } = countReads();
    const rows = Array.from({ length: 10_000 }, (_, index) => counted([`P${index}`, ...whole.slice(1)]));
    expect(readPaste(log, rows, [])).toEqual({ kind: 'too-many', found: 10_000, room: 500 });
    expect(reads()).toBeLessThan(10_000 * 10);
    const small: RowsField = { ...log, max: 2 };
    expect(readPaste(small, [whole, ['Eve', ...whole.slice(1)]], [{ ...stored, attendee: 'Zoe' }])).toEqual({
      kind: 'too-many',
      found: 2,
      room: 1,
    });
  });

  it('finds nothing in an empty text', () => expect(readPaste(log, [[''], ['  ']], [])).toEqual({ kind: 'nothing' }));
});
