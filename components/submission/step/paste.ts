import type { Row, Scalar } from '@/lib/rulebook/cells';
import { isRealDate } from '@/lib/rulebook/dates';
import { completeColumns, notInList } from '@/lib/rulebook/fields';
import type { RowsField, SimpleField } from '@/lib/rulebook/schema';
import { normalized, within } from '@/lib/rulebook/words';
import { list } from '@/lib/words';

/** What becomes of one pasted row. */
export type Fate =
  | { kind: 'add' }
  | { kind: 'unfinished'; why: string }
  /** Same as a row that is there, or as an earlier pasted one: it would count once, and is not added. */
  | { kind: 'same'; as: string };

export type PastedRow = { values: { [column: string]: Scalar }; fate: Fate; typed: string[] };

export type Pasted =
  /** `strange`: headings that are none of the list's columns; their cells are left out. */
  | { kind: 'rows'; rows: PastedRow[]; header: boolean; strange: string[] }
  | { kind: 'too-many'; found: number; room: number }
  | { kind: 'nothing' };

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthOf = (name: string) => monthNames.indexOf(name.slice(0, 3).toLowerCase()) + 1;

function iso(year: string, month: string | number, day: string): string {
  const whole = year.length === 2 ? `20${year}` : year;
  return `${whole}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/**
 * A date as spreadsheets and people write it in the United States: 9/5/2024, 9-5-24, 2024-09-05, Sep 5, 2024, 5 September
 * 2024. Null when it is not a day that exists.
 */
export function readDate(text: string): string | null {
  const typed = text.trim();
  const shapes: [RegExp, (m: string[]) => string][] = [
    [/^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/, (m) => iso(m[1]!, m[2]!, m[3]!)],
    [/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: .*)?$/, (m) => iso(m[3]!, m[1]!, m[2]!)],
    [
      /^(?:[a-z]{3,9},? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i,
      (m) => iso(m[3]!, monthOf(m[1]!), m[2]!),
    ],
    [/^(\d{1,2})[ -]([a-z]{3,9})\.?[ -](\d{4})$/i, (m) => iso(m[3]!, monthOf(m[2]!), m[1]!)],
  ];
  for (const [shape, read] of shapes) {
    const match = shape.exec(typed);
    const date = match && read(match);
    if (date && isRealDate(date)) return date;
  }
  return null;
}

/** The option a text names: exactly, or as the only one that begins with it or that it begins with. */
function optionOf(field: Extract<SimpleField, { kind: 'choice' | 'choices' }>, text: string, nearly = true) {
  const wanted = normalized(text);
  const labels = field.options.map(({ value, label }) => ({ value, label: normalized(label), key: normalized(value) }));
  const exact = labels.find(({ label, key }) => label === wanted || key === wanted);
  if (exact || !nearly) return exact?.value;
  const near = labels.filter(({ label }) => label.startsWith(wanted) || wanted.startsWith(label));
  return wanted.length >= 3 && near.length === 1 ? near[0]!.value : undefined;
}

type Read = { value: Scalar | null; trouble?: string };
const longestDate = 20;
const longestChoice = 100;

/** One pasted cell as an answer; what is not understood is kept as typed where it can be, and said. */
export function readCell(field: SimpleField, text: string): Read {
  const typed = text.trim();
  if (typed === '') return { value: null };
  switch (field.kind) {
    case 'date': {
      const date = readDate(typed);
      if (date) return { value: date };
      return { value: typed.slice(0, longestDate), trouble: `“${typed}” is not a whole date` };
    }
    case 'number': {
      const figure = Number(typed.replaceAll(/[,$\s]/g, ''));
      return Number.isFinite(figure) ? { value: figure } : { value: null, trouble: `“${typed}” is not a number` };
    }
    case 'yes-no':
      if (/^(y|yes|true|x|1)$/i.test(typed)) return { value: true };
      return /^(n|no|false|0)$/i.test(typed)
        ? { value: false }
        : { value: null, trouble: `“${typed}” is not yes or no` };
    case 'choice': {
      const value = optionOf(field, typed);
      if (value) return { value };
      return {
        value: typed.slice(0, longestChoice),
        trouble: `“${typed}” is not in the list of ${within(field.label)}`,
      };
    }
    case 'choices': {
      const whole = optionOf(field, typed, false);
      if (whole) return { value: [whole] };
      const parts = typed.split(/[;,|]/).filter((part) => part.trim() !== '');
      const found = parts.map((part) => optionOf(field, part.trim()) ?? part.trim().slice(0, longestChoice));
      const all = notInList(field, found).length === 0;
      return {
        value: [...new Set(found)],
        ...(all ? {} : { trouble: `“${typed}” is not in the list of ${within(field.label)}` }),
      };
    }
    case 'text':
    case 'long-text':
      if (typed.length <= field.max) return { value: typed };
      return { value: typed.slice(0, field.max), trouble: `“${field.label}” is cut at ${field.max} characters` };
    default:
      return { value: typed };
  }
}

/** Which column each pasted column is; by its header where there is one, else by order. */
export function columnsOf(
  field: RowsField,
  first: readonly string[],
): { header: boolean; columns: (SimpleField | null)[] } {
  const taken = new Set<string>();
  const named = first.map((cell) => {
    const words = normalized(cell);
    const match =
      words.length >= 3 &&
      field.columns.find((column) => {
        const label = normalized(column.label);
        const own = label === words || normalized(column.key) === words || label.split(' ').includes(words);
        return !taken.has(column.key) && (own || (words.length >= 5 && label.includes(words)));
      });
    if (match) taken.add(match.key);
    return match || null;
  });
  const header = taken.size >= Math.min(2, field.columns.length);
  return header ? { header, columns: named } : { header, columns: [...field.columns] };
}

const identity = (field: RowsField, row: { [column: string]: Scalar }): string | null => {
  const columns = field.once ?? field.columns.map((column) => column.key);
  const parts = columns.map((column) => normalized(String(row[column] ?? '')));
  return parts.some((part) => part === '') ? null : parts.join('|');
};

/** Each pasted row with its fate, before anything is added. Cells are read as the list's columns. */
export function readPaste(field: RowsField, table: readonly (readonly string[])[], rows: readonly Row[]): Pasted {
  const lines = table.filter((line) => line.some((cell) => cell.trim() !== ''));
  if (lines.length === 0) return { kind: 'nothing' };
  const { header, columns } = columnsOf(field, lines[0]!);
  const body = header ? lines.slice(1) : lines;
  const room = field.max - rows.length;
  if (body.length > field.max) return { kind: 'too-many', found: body.length, room };
  const seen = new Map<string, string>();
  rows.forEach((row, index) => {
    const key = identity(field, row);
    if (key && !seen.has(key)) seen.set(key, `row ${index + 1}`);
  });
  const complete = completeColumns(field);
  const pasted = body.map((line, index): PastedRow => {
    const values: { [column: string]: Scalar } = {};
    const troubles: string[] = [];
    columns.forEach((column, at) => {
      if (!column) return;
      const { value, trouble } = readCell(column, line[at] ?? '');
      if (value !== null) values[column.key] = value;
      if (trouble) troubles.push(trouble);
    });
    const key = identity(field, values);
    const twin = key ? seen.get(key) : undefined;
    if (twin) return { values, typed: [...line], fate: { kind: 'same', as: twin } };
    if (key) seen.set(key, `pasted row ${index + 1}`);
    const open = field.columns.filter((column) => complete.includes(column.key) && values[column.key] === undefined);
    const gaps = open.length > 0 ? [`${list(open.map((column) => within(column.label)))} to be filled in`] : [];
    const why = [...troubles, ...gaps].join('; ');
    return { values, typed: [...line], fate: why ? { kind: 'unfinished', why } : { kind: 'add' } };
  });
  const adding = pasted.filter((row) => row.fate.kind !== 'same').length;
  if (adding > room) return { kind: 'too-many', found: adding, room };
  const strange = header ? lines[0]!.filter((heading, at) => heading.trim() !== '' && !columns[at]) : [];
  return { kind: 'rows', rows: pasted, header, strange: strange.map((heading) => heading.trim()) };
}
