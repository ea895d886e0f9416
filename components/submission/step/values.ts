import { set, type FieldValues } from 'react-hook-form';
import type { Cells, Scalar } from '@/lib/rulebook/cells';
import type { Field, SimpleField } from '@/lib/rulebook/schema';

/** What an input holds: text, or the picked values of a list. */
export type Raw = string | string[];

/** A cell as its input holds it. */
export function toRaw(field: SimpleField, value: Scalar | null | undefined): Raw {
  if (field.kind === 'choices') return Array.isArray(value) ? value : [];
  return value === undefined || value === null ? '' : String(value);
}

/** What an input holds as a cell; null when it is empty. A figure that cannot be read stays as typed, and is said so. */
export function toCell(field: SimpleField, raw: unknown): Scalar | null {
  if (Array.isArray(raw)) {
    const picked = raw.filter((one): one is string => typeof one === 'string' && one !== '');
    return picked.length > 0 ? [...new Set(picked)] : null;
  }
  const text = typeof raw === 'string' ? raw : '';
  if (text.trim() === '') return null;
  if (field.kind === 'yes-no') return text === 'true';
  if (field.kind !== 'number') return text;
  const figure = Number(text.replaceAll(/[,$\s]/g, ''));
  return Number.isFinite(figure) ? figure : text;
}

/** The simple field at an address of a form's fields; undefined for a place the form does not have. */
export function fieldAt(fields: readonly Field[], address: string): SimpleField | undefined {
  const [, key, row, column] = address.split('.');
  const field = fields.find((one) => one.key === key);
  if (!field) return undefined;
  if (field.kind !== 'rows') return row === undefined ? field : undefined;
  return field.columns.find((one) => one.key === column);
}

/** The values a form opens with, nested as React Hook Form addresses them. */
export function valuesOf(fields: readonly Field[], step: string, cells: Cells): FieldValues {
  const values: FieldValues = {};
  for (const [address, value] of Object.entries(cells)) {
    const field = address.startsWith(`${step}.`) ? fieldAt(fields, address) : undefined;
    if (field) set(values, address, toRaw(field, value));
  }
  return values;
}

/** A new row's id: after all others, because rows stand in the order of their ids, and unlike anybody else's. */
export function newRowId(existing: readonly string[], at: number, index = 0): string {
  const salt = crypto.getRandomValues(new Uint32Array(1))[0]! % 46_656;
  const [time, place, mark] = [at, index, salt].map((n) => n.toString(36));
  const id = `r${time!.padStart(9, '0')}${place!.padStart(3, '0')}${mark!.padStart(3, '0')}`;
  const last = existing.reduce((most, other) => (other > most ? other : most), '');
  return id > last ? id : `${last.slice(0, 20)}z${id}`;
}
