import type { Reason } from '@/lib/verdict';
import { cellsOf, type Answers, type Cells, type Scalar } from './cells';
import { fieldsAt, partnersKey } from './fields';
import { linkState } from './links';
import type { Action, SimpleField } from './schema';

/*
 * The door: what a draft may hold. Lenient about what is unfinished, strict about what can never be right. Without zod,
 * because scoring takes it along into the browser, where a library of schemas would weigh three times what scoring does.
 */

/** What is wrong with a value, in words, or undefined. */
type Check = (value: Scalar) => string | undefined;

/** Length in characters as people count them: what is outside the basic plane is one. */
const isLonger = (value: string, most: number) => value.length > most && [...value].length > most;

const text = (most: number): Check => {
  return (value) => {
    if (typeof value !== 'string') return 'Enter text here.';
    if (isLonger(value, most)) return `Shorten this to at most ${most.toLocaleString('en-US')} characters.`;
    return value.includes('\u0000') ? 'Type this text again: it holds a character that cannot be stored.' : undefined;
  };
};

const link: Check = (value) =>
  text(2000)(value) ??
  (linkState(String(value)) === 'refused'
    ? 'Enter a web address that begins with https:// or http://. Other kinds of links are not stored.'
    : undefined);

const date: Check = (value) => {
  if (typeof value !== 'string') return 'Enter a date as year-month-day.';
  return isLonger(value, 20) ? 'Enter a date as year-month-day, such as 2024-03-14.' : undefined;
};

const fromList = 'Choose one of the options in the list.';

const oneOf = (options: readonly { value: string }[]): Check => {
  return (value) => (options.some((option) => option.value === value) ? undefined : fromList);
};

const listOf = (one: Check): Check => {
  return (value) => {
    if (!Array.isArray(value)) return fromList;
    if (value.length > 200) return 'Choose at most 200 of them.';
    return value.map(one).find((fault) => fault !== undefined);
  };
};

const number = ({ min, max, multipleOf }: Extract<SimpleField, { kind: 'number' }>): Check => {
  return (value) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return 'Enter a number.';
    if (value < min || value > max)
      return `Enter a number from ${min.toLocaleString('en-US')} to ${max.toLocaleString('en-US')}.`;
    const parts = value / (multipleOf ?? 1);
    // A decimal multiple is one up to the last bits of its quotient.
    const isWhole = Math.abs(parts - Math.round(parts)) < 4 * Number.EPSILON * Math.max(Math.abs(parts), 1);
    return multipleOf === undefined || isWhole ? undefined : `Enter a multiple of ${multipleOf}.`;
  };
};

const checks: { [K in SimpleField['kind']]: (field: Extract<SimpleField, { kind: K }>) => Check } = {
  text: (field) => text(field.max),
  'long-text': (field) => text(field.max),
  'action-reference': () => text(100),
  date: () => date,
  'yes-no': () => (value) => (typeof value === 'boolean' ? undefined : 'Answer with yes or no.'),
  link: () => link,
  choice: (field) => oneOf(field.options),
  choices: (field) => listOf(field.options.length > 0 ? oneOf(field.options) : text(200)),
  number,
};

/** What one cell of this field may hold in a draft; empty text and an empty list stand for "no answer" and are checked apart. */
const checkOf = (field: SimpleField): Check => (checks[field.kind] as (field: SimpleField) => Check)(field);

/** In a row, text that was pasted and is in no list is kept for somebody to mend. */
function rowCheckOf(column: SimpleField): Check {
  if (column.kind === 'choice') return text(100);
  if (column.kind === 'choices' && column.options.length > 0) return listOf(text(100));
  return checkOf(column);
}

const rowId = /^[A-Za-z0-9_-]{1,40}$/;
const isEmpty = (value: Scalar) => value === '' || (Array.isArray(value) && value.length === 0);
const unknownAddress = (at: string): Reason => ({
  code: 'unknown-answer',
  message: 'Reload the page: this question is not in the rulebook of the application.',
  at,
});

function simpleFieldAt(action: Action, address: string): SimpleField | null {
  const [step, key, row, column, ...rest] = address.split('.');
  if (!step || !key || rest.length > 0) return null;
  const field = fieldsAt(action, step)?.get(key);
  if (!field) return null;
  if (field.kind !== 'rows') return row === undefined ? field : null;
  if (!row || !column || !rowId.test(row)) return null;
  return field.columns.find((c) => c.key === column) ?? null;
}

/** Why these cells may not be stored in a draft, each with its address; none means they may. Empty cells clear an answer. */
export function checkCells(action: Action, cells: Cells): Reason[] {
  const reasons: Reason[] = [];
  const rows = new Map<string, Set<string>>();
  for (const [at, value] of Object.entries(cells)) {
    const field = simpleFieldAt(action, at);
    if (!field) {
      reasons.push(unknownAddress(at));
      continue;
    }
    if (isEmpty(value)) continue;
    const [step, key, row] = at.split('.');
    if (row) {
      const list = `${step}.${key}`;
      const ids = rows.get(list) ?? new Set();
      rows.set(list, ids.add(row));
    }
    const fault = (row ? rowCheckOf(field) : checkOf(field))(value);
    if (fault !== undefined) reasons.push({ code: `invalid-${field.kind}`, message: fault, at });
  }
  for (const [list, ids] of rows) {
    const [step, key] = list.split('.') as [string, string];
    const field = fieldsAt(action, step)?.get(key);
    if (field?.kind === 'rows' && ids.size > field.max)
      reasons.push({
        code: 'too-many-rows',
        message: `Keep at most ${field.max} rows here; there are ${ids.size.toLocaleString('en-US')}.`,
        at: list,
      });
  }
  return reasons;
}

/** The same check for nested answers, as an application file carries them. */
export function checkAnswers(action: Action, answers: Answers): Reason[] {
  const known = action.steps.map((step) => step.key);
  const strange = Object.keys(answers).filter((key) => key !== partnersKey && !known.includes(key));
  const twice: Reason[] = [];
  for (const [step, fields] of Object.entries(answers))
    for (const [key, value] of Object.entries(fields)) {
      if (!Array.isArray(value)) continue;
      const ids = new Set<string>();
      for (const row of value) {
        if (typeof row !== 'object') continue;
        const at = `${step}.${key}.${row.id}`;
        if (ids.has(row.id)) twice.push({ code: 'row-twice', message: 'Give each row an id of its own.', at });
        ids.add(row.id);
      }
    }
  return [
    ...strange.filter((key) => Object.keys(answers[key]!).length === 0).map(unknownAddress),
    ...twice,
    ...checkCells(action, cellsOf(answers)),
  ];
}
