import { z } from 'zod';
import type { Reason } from '@/lib/verdict';
import { cellsOf, type Answers, type Cells, type Scalar } from './cells';
import { fieldsAt, partnersKey } from './fields';
import { linkState } from './links';
import type { Action, SimpleField } from './schema';

/* The door: what a draft may hold. Lenient about what is unfinished, strict about what can never be right. */

const text = (max: number) =>
  z
    .string({ error: 'Enter text here.' })
    .max(max, { error: `Shorten this to at most ${max.toLocaleString('en-US')} characters.` })
    .refine((value) => !value.includes('\u0000'), {
      error: 'Type this text again: it holds a character that cannot be stored.',
    });

const options = (field: { options: { value: string }[] }) => field.options.map((option) => option.value);
const fromList = 'Choose one of the options in the list.';

const makers: { [K in SimpleField['kind']]: (field: Extract<SimpleField, { kind: K }>) => z.ZodType } = {
  text: (field) => text(field.max),
  'long-text': (field) => text(field.max),
  'action-reference': () => text(100),
  date: () =>
    z
      .string({ error: 'Enter a date as year-month-day.' })
      .max(20, { error: 'Enter a date as year-month-day, such as 2024-03-14.' }),
  'yes-no': () => z.boolean({ error: 'Answer with yes or no.' }),
  link: () =>
    text(2000).refine((value) => linkState(value) !== 'refused', {
      error: 'Enter a web address that begins with https:// or http://. Other kinds of links are not stored.',
    }),
  choice: (field) =>
    z.string({ error: fromList }).refine((value) => options(field).includes(value), { error: fromList }),
  choices: (field) => {
    const known = options(field);
    const one = known.length
      ? z.string().refine((value) => known.includes(value), { error: fromList })
      : z.string().max(200);
    return z.array(one, { error: fromList }).max(200, { error: 'Choose at most 200 of them.' });
  },
  number: ({ min, max, multipleOf }) => {
    const range = `Enter a number from ${min.toLocaleString('en-US')} to ${max.toLocaleString('en-US')}.`;
    const number = z.number({ error: 'Enter a number.' }).min(min, { error: range }).max(max, { error: range });
    return multipleOf ? number.multipleOf(multipleOf, { error: `Enter a multiple of ${multipleOf}.` }) : number;
  },
};

const schemas = new WeakMap<SimpleField, z.ZodType>();

/** What one cell of this field may hold in a draft; empty text and an empty list stand for "no answer" and are checked apart. */
export function cellSchema(field: SimpleField): z.ZodType {
  let schema = schemas.get(field);
  if (!schema) {
    schema = (makers[field.kind] as (field: SimpleField) => z.ZodType)(field);
    schemas.set(field, schema);
  }
  return schema;
}

/** In a row, text that was pasted and is in no list is kept for somebody to mend. */
function rowCellSchema(column: SimpleField): z.ZodType {
  if (column.kind === 'choice') return text(100);
  if (column.kind === 'choices' && column.options.length > 0)
    return z.array(text(100), { error: fromList }).max(200, { error: 'Choose at most 200 of them.' });
  return cellSchema(column);
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
    const parsed = (row ? rowCellSchema(field) : cellSchema(field)).safeParse(value);
    if (!parsed.success) reasons.push({ code: `invalid-${field.kind}`, message: parsed.error.issues[0]!.message, at });
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
