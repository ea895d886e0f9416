import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { refuseUnknown } from '@/lib/errors';
import { joinDate } from '@/lib/date-parts';
import type { Scalar } from '@/lib/rulebook/cells';
import { fieldsAt } from '@/lib/rulebook/fields';
import type { Action, SimpleField } from '@/lib/rulebook/schema';
import type { Reason } from '@/lib/verdict';
import type { Changes } from '@/lib/workflow/merge';
import { saveChanges, type Saved } from './save-answers';

const posted = z.union([z.string().max(100_000), z.array(z.string().max(1000)).max(500)]);

/**
 * A step's form as a browser without JavaScript posts it: fields named by their address (`1a.page`, `1b.log.ROW.end`,
 * `2.completed.month`). What is not in the post stays as it is; an empty field clears its answer; `ROW.remove` removes a row.
 */
export const saveFormInput = z
  .object({
    submission: z.uuid(),
    base: z.coerce.number().int().min(0),
    stamp: z.string().max(128).optional(),
    step: z.string().max(20),
  })
  .catchall(posted);
export type SaveFormInput = z.output<typeof saveFormInput>;

export type SavedForm = Saved & {
  /** What was posted and not stored, by address, so that nothing typed is lost. */
  kept: Changes;
};

type Posted = { [name: string]: string | string[] | undefined };

const first = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.at(-1) : value;

function readDate(form: Posted, name: string): string | undefined {
  const parts = ['month', 'day', 'year'].map((part) => first(form[`${name}.${part}`]));
  if (parts.every((part) => part === undefined)) return first(form[name]);
  const [month = '', day = '', year = ''] = parts;
  return joinDate({ month, day, year });
}

/** The value a posted field means; undefined when the post does not hold the field. */
function readField(field: SimpleField, form: Posted, name: string): Scalar | null | undefined {
  if (field.kind === 'date') return readDate(form, name);
  const value = form[name];
  if (value === undefined) return undefined;
  if (field.kind === 'choices') return (Array.isArray(value) ? value : [value]).filter((item) => item !== '');
  const text = first(value) ?? '';
  if (text === '') return null;
  if (field.kind === 'yes-no')
    return ['yes', 'true', 'on'].includes(text) ? true : text === 'false' || text === 'no' ? false : text;
  if (field.kind !== 'number') return text;
  const number = Number(text.replaceAll(',', ''));
  return Number.isFinite(number) ? number : text;
}

/** The changes a posted form of one step asks for. */
function readForm(action: Action, step: string, form: Posted): Changes {
  const changes: Changes = {};
  const put = (field: SimpleField, name: string) => {
    const value = readField(field, form, name);
    if (value !== undefined) changes[name] = value;
  };
  for (const [key, field] of fieldsAt(action, step) ?? []) {
    const name = `${step}.${key}`;
    if (field.kind !== 'rows') {
      put(field, name);
      continue;
    }
    const rows = new Set(
      Object.keys(form).flatMap((posted) => (posted.startsWith(`${name}.`) ? [posted.split('.')[2]!] : [])),
    );
    for (const row of rows)
      for (const column of field.columns) {
        if (form[`${name}.${row}.remove`]) changes[`${name}.${row}.${column.key}`] = null;
        else put(column, `${name}.${row}.${column.key}`);
      }
  }
  return changes;
}

const dateParts = ['month', 'day', 'year'];

/** The posted names that no field of the step has. `keep-` is how the browser asks which of two texts to keep. */
function strangersIn(action: Action, step: string, form: Posted): string[] {
  const fields = fieldsAt(action, step);
  return Object.keys(form).filter((name) => {
    if (name.startsWith('keep-')) return false;
    const [of, key = '', ...rest] = name.split('.');
    const owner = of === step ? fields?.get(key) : undefined;
    if (owner?.kind === 'rows' && rest.length === 2 && rest[1] === 'remove') return false;
    const field = owner?.kind === 'rows' ? owner.columns.find((column) => column.key === rest[1]) : owner;
    const parts = owner?.kind === 'rows' ? rest.slice(2) : rest;
    if (!field || parts.length > 1) return true;
    return parts.length === 1 && !(field.kind === 'date' && dateParts.includes(parts[0]!));
  });
}

const addressed = (reasons: readonly Reason[], address: string) =>
  reasons.some((reason) => reason.at !== undefined && (address === reason.at || address.startsWith(`${reason.at}.`)));

/** Saves the whole form of one step; the same merge as autosave. */
export async function saveForm(actor: Actor, input: SaveFormInput): Promise<SavedForm> {
  const { submission, base, stamp, step, ...rest } = input;
  const form = rest as Posted;
  let changes: Changes = {};
  const saved = await saveChanges(actor, { submission, base, stamp }, (action) => {
    if (strangersIn(action, step, form).length > 0) throw refuseUnknown();
    return (changes = readForm(action, step, form));
  });
  const clashing = new Set(saved.conflicts.map((c) => c.address));
  const kept = Object.entries(changes).filter(([at]) => clashing.has(at) || addressed(saved.refused, at));
  return { ...saved, kept: Object.fromEntries(kept) };
}
