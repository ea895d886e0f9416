'use client';

import type { FormState } from '@/components/form/form-state';
import { Choices } from '@/components/ui/choices';
import { Select } from '@/components/ui/select';

/** What a step can be given: points to choose from, or rows that each earn. */
export type PointsGiven = {
  documented: number;
  max: number;
  /** Points that can be granted; empty for a step that earns by rows. */
  choices: number[];
  rows: { id: string; label: string; note: string }[];
  /** The rows that earn as computed. */
  ticked: string[];
  each: number;
};

/** The points of a step, or the rows that earn them, to begin with as computed from the evidence. */
export function PointsFields<T>({ form, prefix, given }: { form: FormState<T>; prefix: string; given: PointsGiven }) {
  const { documented, max, choices, rows, ticked, each } = given;
  if (rows.length > 0)
    return (
      <Choices
        id={`${prefix}items`}
        type="checkbox"
        name="items[]"
        label={`Rows that earn, ${each} points each`}
        hint={`At most ${max / each}. The documented ones are ticked.`}
        error={form.error('items')}
        options={rows.map((row) => ({ value: row.id, label: row.label, hint: row.note }))}
        defaultValue={form.values('items', ticked)}
      />
    );
  return (
    <Select
      id={`${prefix}points`}
      name="points"
      label={`Points of the step, at most ${max}`}
      hint={`Documented: ${documented}.`}
      error={form.error('points')}
      placeholder={choices.includes(documented) ? undefined : 'Choose the points'}
      options={choices.map((value) => ({ value: String(value), label: `${value} points` }))}
      defaultValue={form.value('points', choices.includes(documented) ? String(documented) : '')}
    />
  );
}
