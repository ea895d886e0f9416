'use client';

import { memo } from 'react';
import { Section } from '@/components/ui/section';
import { answersOf, type Row } from '@/lib/rulebook/cells';
import { isShown, reserved } from '@/lib/rulebook/fields';
import type { Field, SimpleField } from '@/lib/rulebook/schema';
import type { RowLine } from '@/lib/scoring/result';
import type { Binding } from './binding';
import { RowsEditor } from './edit-scripts';
import type { Live } from './use-live-score';

type Props = {
  stepKey: string;
  fields: readonly Field[];
  live: Live;
  bind: Binding;
  openRow: string | null;
  /** The id of the row a list opens for writing when it is empty and no script runs. */
  blankRow: string;
  editHref: string | null;
};

type Group = { title: string | null; fields: Field[] };
const last: readonly string[] = [reserved.completed, reserved.credit, reserved.impact, reserved.leftOut];

/** Fields in their order, with the step's completion, credit and leaving out in a part of their own. */
function groupsOf(fields: readonly Field[]): Group[] {
  const own = fields.filter((field) => !last.includes(field.key));
  const rest = fields.filter((field) => last.includes(field.key));
  const groups: Group[] = [];
  for (const field of own) {
    const current = groups.at(-1);
    if (field.kind === 'rows') groups.push({ title: null, fields: [field] });
    else if (current && current.fields[0]?.kind !== 'rows') current.fields.push(field);
    else groups.push({ title: groups.length === 0 ? 'Answers' : 'More answers', fields: [field] });
  }
  if (rest.length > 0) groups.push({ title: rest.length > 1 ? 'Completion and credit' : 'This round', fields: rest });
  return groups;
}

/** The fields of a step as its rulebook lists them; those that depend on another answer come and go with it. */
export const StepFields = memo(function StepFields({
  stepKey,
  fields,
  live,
  bind,
  openRow,
  blankRow,
  editHref,
}: Props) {
  const answers = answersOf(live.cells)[stepKey] ?? {};
  const rowsOf = (field: Field): Row[] => {
    const value = answers[field.key];
    return Array.isArray(value) ? value.filter((row): row is Row => typeof row === 'object') : [];
  };
  const simple = (field: SimpleField) =>
    isShown(field, answers) && (
      <bind.Input key={field.key} field={field} address={`${stepKey}.${field.key}`} bind={bind} />
    );
  const lines = (rows: readonly Row[]): readonly RowLine[] => {
    const known = live.step?.rows ?? [];
    return rows.length > 0 && known.some((line) => line.id === rows[0]?.id) ? known : [];
  };
  return groupsOf(fields).map((group, index) => {
    const [field] = group.fields;
    if (field?.kind === 'rows') {
      const rows = rowsOf(field);
      return (
        <RowsEditor
          key={field.key}
          field={field}
          address={`${stepKey}.${field.key}`}
          rows={rows}
          lines={lines(rows)}
          bind={bind}
          opened={openRow === 'new' ? blankRow : openRow}
          blank={blankRow}
          editHref={editHref}
        />
      );
    }
    return (
      <Section key={group.title ?? index} first={index === 0} title={group.title}>
        {group.fields.map((one) => one.kind !== 'rows' && simple(one))}
      </Section>
    );
  });
});
