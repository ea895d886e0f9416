import type { Row, Scalar, StepAnswers } from '@/lib/rulebook/cells';
import { isRealDate } from '@/lib/rulebook/dates';
import { completeColumns, isShown } from '@/lib/rulebook/fields';
import { actionName, findAction } from '@/lib/rulebook/published';
import type { NumberedRow } from '@/lib/rulebook/requirements';
import type { Action, RowsField, SimpleField, Step } from '@/lib/rulebook/schema';
import { list, normalized, within } from '@/lib/rulebook/words';
import type { Reason } from '@/lib/verdict';
import type { Context } from './context';
import { rowIdentity, usedElsewhere } from './duplicates';
import type { CreditVerdict, RowLine } from './result';
import { targetOf } from './targets';
import { creditOf } from './window';

/** A rows field read for scoring: each row's fate, and the rows that count as claimed and as documented. */
export type ReadRows = {
  field: RowsField;
  lines: RowLine[];
  claimed: NumberedRow[];
  documented: NumberedRow[];
  undecided: number;
};

const isFilled = (value: Scalar | undefined) =>
  value !== undefined &&
  value !== '' &&
  (!Array.isArray(value) || value.length > 0) &&
  (typeof value !== 'string' || value.trim() !== '');

/** The rows of a field as stored; anything else counts as none. */
export function rowsOf(answers: StepAnswers, key: string): readonly Row[] {
  const value = answers[key];
  return Array.isArray(value) ? value.filter((row): row is Row => typeof row === 'object') : [];
}

const instead: Record<string, string> = {
  log: 'Log a training attended in the window.',
  toolkits: 'Apply the toolkit to another action.',
};

function creditOfRow(
  context: Context,
  action: Action,
  step: Step,
  field: RowsField,
  row: Row,
  item: string | undefined,
): CreditVerdict | null {
  if (!field.completed) return null;
  return creditOf({
    completed: row[field.completed],
    today: context.today,
    year: context.file.year,
    allowed: step.credit,
    previouslyCredited: item !== undefined && context.credited.has(`${action.id}/${step.key}/${item}`),
    recertifying: context.file.recertifying,
    settings: context.settings,
    timeframe: context.rulebook.timeframe,
    instead: instead[field.key],
  });
}

const onceKey = (field: RowsField, row: Row) =>
  field.once?.map((column) => normalized(String(row[column] ?? ''))).join('|');

/** Reads the rows of one field: complete or not, in the window or not, once or twice, earning elsewhere or not. */
export function readRows(
  context: Context,
  action: Action,
  step: Step,
  field: RowsField,
  answers: StepAnswers,
): ReadRows {
  const complete = completeColumns(field);
  const target = field.columns.find((column) => column.kind === 'action-reference');
  const seen = new Map<string, number>();
  const read: ReadRows = { field, lines: [], claimed: [], documented: [], undecided: 0 };

  rowsOf(answers, field.key).forEach((row, index) => {
    const number = index + 1;
    const at = (column: string) => `${step.key}.${field.key}.${row.id}.${column}`;
    const shown = (column: SimpleField) => isShown(column, row);
    const open = field.columns.filter((c) => complete.includes(c.key) && shown(c) && !isFilled(row[c.key]));
    const missing: Reason[] = open.map((c) => ({
      code: 'row-incomplete',
      message: `Fill in “${c.label}” in row ${number}.`,
      at: at(c.key),
    }));
    missing.push(...badDates(field, row, number, at));
    const activity = rowIdentity(field, row);
    const item = target ? String(row[target.key] ?? '') || undefined : activity;
    const credit = creditOfRow(context, action, step, field, row, item);
    const line: RowLine = { id: row.id, number, counts: 'no', because: '', missing, credit, activity };
    read.lines.push(line);

    const unclaimed = field.columns.filter((c) => field.claim.includes(c.key) && !isFilled(row[c.key]));
    if (unclaimed.length > 0) {
      read.undecided += 1;
      line.because = `Not counted yet: ${list(unclaimed.map((c) => within(c.label)))} to be filled in.`;
      return;
    }
    const key = onceKey(field, row);
    const first = key === undefined ? undefined : seen.get(key);
    if (first !== undefined) {
      line.because = `Same as row ${first}; counted once.`;
      if (target)
        missing.push({
          code: 'same-target',
          message: `Choose another action in row ${number}: row ${first} has this one.`,
          at: at(target.key),
        });
      return;
    }
    if (key !== undefined) seen.set(key, number);
    if (credit?.kind === 'not-creditable' || credit?.kind === 'not-completed') {
      line.because = credit.because;
      missing.push({
        code: credit.kind === 'not-completed' ? credit.kind : 'row-not-creditable',
        message: `Row ${number}: ${credit.because}`,
        at: at(field.completed!),
      });
      return;
    }
    if (target) {
      const verdict = targetOf(context, action, item!);
      if (verdict.reason) missing.push({ ...verdict.reason, at: at(target.key) });
      if (verdict.kind === 'never') {
        line.because = verdict.reason?.message ?? '';
        return;
      }
    }
    const elsewhere = activity === undefined ? undefined : usedElsewhere(context.uses, activity, action.id);
    if (elsewhere)
      missing.push({
        code: 'double-counted',
        message: doubleCounted(context, number, elsewhere),
        at: at(field.activity!.name),
      });
    read.claimed.push({ row, number });
    if (missing.length > 0) {
      line.counts = 'claimed';
      line.because = `Claimed, not yet documented: ${missing[0]!.message}`;
      return;
    }
    line.counts = 'documented';
    line.because = credit?.because ?? 'Complete.';
    read.documented.push({ row, number });
  });
  return read;
}

function doubleCounted(context: Context, number: number, elsewhere: { action: string; year?: number }): string {
  const action = findAction(context.rulebook, elsewhere.action);
  const name = action ? actionName(action) : elsewhere.action;
  return elsewhere.year === undefined
    ? `Row ${number} is also logged in ${name}. Keep it in one of the two actions.`
    : `Remove row ${number}: this activity earned points in ${name} in ${elsewhere.year}.`;
}

function badDates(field: RowsField, row: Row, number: number, at: (column: string) => string): Reason[] {
  const reasons: Reason[] = [];
  for (const column of field.columns)
    if (column.kind === 'date' && isFilled(row[column.key]) && !isRealDate(row[column.key]))
      reasons.push({
        code: 'not-a-date',
        message: `Enter a whole date that exists for “${column.label}” in row ${number}.`,
        at: at(column.key),
      });
  const start = field.activity && row[field.activity.start];
  const end = field.completed && row[field.completed];
  if (isRealDate(start) && isRealDate(end) && end < start)
    reasons.push({
      code: 'dates-reversed',
      message: `Put the last day on or after the first day in row ${number}.`,
      at: at(field.completed!),
    });
  return reasons;
}
