import type { Row, Scalar, StepAnswers } from '@/lib/rulebook/cells';
import { isShown, stepFields } from '@/lib/rulebook/fields';
import { actionName, findAction } from '@/lib/rulebook/published';
import type { Action, Field, Rulebook, SimpleField, Step } from '@/lib/rulebook/schema';
import type { RulingFacts, SubmissionFacts } from '@/lib/scoring/facts';
import type { Passage } from '@/lib/workflow/public-views';

const told = (field: Field): field is SimpleField => field.kind === 'long-text' && field.privacy === 'public';

const textOf = (value: Scalar | Row[] | undefined): string => (typeof value === 'string' ? value.trim() : '');

/** What a row is about: the action it was applied to, if it names one. */
function aboutRow(rulebook: Rulebook, columns: readonly SimpleField[], row: Row): string | null {
  const target = columns.find((column) => column.kind === 'action-reference' && column.privacy === 'public');
  const action = target && findAction(rulebook, textOf(row[target.key]));
  return action ? `Applied to ${actionName(action)}` : null;
}

function fromRows(
  rulebook: Rulebook,
  field: Extract<Field, { kind: 'rows' }>,
  rows: Row[],
  ruling: RulingFacts,
): Passage[] {
  if (field.privacy !== 'public') return [];
  const earning = ruling.items ? rows.filter((row) => ruling.items!.includes(row.id)) : rows;
  return earning.flatMap((row) =>
    field.columns.filter(told).flatMap((column) => {
      const text = textOf(row[column.key]);
      return text ? [{ about: aboutRow(rulebook, field.columns, row), question: column.label, text }] : [];
    }),
  );
}

function fromStep(rulebook: Rulebook, step: Step, answers: StepAnswers, ruling: RulingFacts): Passage[] {
  return stepFields(step).flatMap((field) => {
    if (!isShown(field, answers)) return [];
    const value = answers[field.key];
    if (field.kind === 'rows') return Array.isArray(value) ? fromRows(rulebook, field, value as Row[], ruling) : [];
    const text = told(field) ? textOf(value) : '';
    return text ? [{ about: null, question: field.label, text }] : [];
  });
}

/**
 * The town's own texts of one action: answers of privacy class public, of steps that were approved, of rows that earned.
 * Everything else stays private.
 */
export function passagesOf(rulebook: Rulebook, action: Action, submission: SubmissionFacts): Passage[] {
  return action.steps.flatMap((step) => {
    const ruling = submission.rulings.filter((r) => r.step === step.key).at(-1);
    if (ruling?.outcome !== 'approved') return [];
    return fromStep(rulebook, step, submission.answers[step.key] ?? {}, ruling);
  });
}
