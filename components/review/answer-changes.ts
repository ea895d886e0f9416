import { answerText, isAnswered, type ActionNames } from '@/components/submission/answer-words';
import type { Row, Scalar, StepAnswers } from '@/lib/rulebook/cells';
import type { Field, RowsField, SimpleField } from '@/lib/rulebook/schema';
import { rowsOf, same, sameRow } from '@/lib/workflow/changes';
import { wordChanges, type WordChange } from '@/lib/workflow/word-changes';

/** One answer that reads otherwise than before, with its words that stayed, came and went. */
export type AnswerChange = { where: string; parts: WordChange[] };

const words = (field: SimpleField, value: Scalar | Row[] | undefined, names: ActionNames): string =>
  isAnswered(value as Scalar | undefined) ? answerText(field, value as Scalar, names) : '';

function rowChanges(field: RowsField, before: Row[], after: Row[], names: ActionNames): AnswerChange[] {
  const told = (row: Row | undefined, column: SimpleField) => words(column, row?.[column.key], names);
  const cells = (was: Row | undefined, is: Row | undefined, row: string): AnswerChange[] =>
    field.columns
      .filter((column) => told(was, column) !== told(is, column))
      .map((column) => ({
        where: `${row}, ${column.label}`,
        parts: wordChanges(told(was, column), told(is, column)),
      }));
  const earlier = new Map(before.map((row) => [row.id, row]));
  const kept = new Set(after.map((row) => row.id));
  return [
    ...after.flatMap((row, index) => {
      const was = earlier.get(row.id);
      if (was && sameRow(row, was)) return [];
      return cells(was, row, was ? `Row ${index + 1}` : `Row ${index + 1}, which is new`);
    }),
    ...before.flatMap((row, index) =>
      kept.has(row.id) ? [] : cells(row, undefined, `What was row ${index + 1} and is gone`),
    ),
  ];
}

/** Every answer among these fields that changed, word by word, in the order of the form. */
export function answerChanges(
  fields: readonly Field[],
  before: StepAnswers,
  after: StepAnswers,
  names: ActionNames,
): AnswerChange[] {
  return fields.flatMap((field) => {
    if (field.kind === 'rows') return rowChanges(field, rowsOf(before, field.key), rowsOf(after, field.key), names);
    if (same(before[field.key], after[field.key])) return [];
    const [was, is] = [words(field, before[field.key], names), words(field, after[field.key], names)];
    return [{ where: field.label, parts: wordChanges(was, is) }];
  });
}
