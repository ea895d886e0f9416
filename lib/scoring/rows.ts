import type { Row, Scalar, StepAnswers } from '@/lib/rulebook/cells';
import { isRealDate } from '@/lib/rulebook/dates';
import { completeColumns, isShown, notInList } from '@/lib/rulebook/fields';
import { actionName, findAction } from '@/lib/rulebook/find';
import type { NumberedRow } from '@/lib/rulebook/requirements';
import type { Action, RowsField, SimpleField, Step } from '@/lib/rulebook/schema';
import { normalized, within } from '@/lib/rulebook/words';
import { list } from '@/lib/words';
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

/** What a rows field asks of each row, worked out once. */
type Plan = {
  complete: readonly SimpleField[];
  claim: readonly SimpleField[];
  dates: readonly SimpleField[];
  lists: readonly SimpleField[];
  target: SimpleField | undefined;
  instead: string;
};
const plans = new WeakMap<RowsField, Plan>();

function planOf(field: RowsField): Plan {
  const known = plans.get(field);
  if (known) return known;
  const complete = completeColumns(field);
  const target = field.columns.find((column) => column.kind === 'action-reference');
  const plan = {
    complete: field.columns.filter((column) => complete.includes(column.key)),
    claim: field.columns.filter((column) => field.claim.includes(column.key)),
    dates: field.columns.filter((column) => column.kind === 'date'),
    lists: field.columns.filter((column) => column.kind === 'choice' || column.kind === 'choices'),
    target,
    instead: `Add a ${field.item} ${target ? 'on another action' : 'from inside the window'}.`,
  };
  plans.set(field, plan);
  return plan;
}

type Scope = { context: Context; action: Action; step: Step; field: RowsField; plan: Plan };

function creditOfRow(
  { context, action, step, field, plan }: Scope,
  row: Row,
  item: string | undefined,
): CreditVerdict | null {
  if (!field.completed) return null;
  return creditOf({
    completed: row[field.completed],
    today: context.today,
    year: context.file.year,
    allowed: step.credit,
    previouslyCredited:
      item !== undefined && context.credited.size > 0 && context.credited.has(`${action.id}/${step.key}/${item}`),
    recertifying: context.file.recertifying,
    settings: context.settings,
    timeframe: context.rulebook.timeframe,
    instead: plan.instead,
  });
}

const onceKey = (once: readonly string[], row: Row) => {
  let key = '';
  for (const column of once) key += `${normalized(String(row[column] ?? ''))}|`;
  return key;
};

const addressOf = ({ step, field }: Scope, row: Row, column: string) => `${step.key}.${field.key}.${row.id}.${column}`;

/** Reads the rows of one field: complete or not, in the window or not, once or twice, earning elsewhere or not. */
export function readRows(
  context: Context,
  action: Action,
  step: Step,
  field: RowsField,
  answers: StepAnswers,
): ReadRows {
  const scope = { context, action, step, field, plan: planOf(field) };
  const seen = new Map<string, number>();
  const read: ReadRows = { field, lines: [], claimed: [], documented: [], undecided: 0 };
  let number = 0;
  for (const row of rowsOf(answers, field.key)) {
    number += 1;
    const line = readRow(scope, row, number, seen, read);
    read.lines.push(line);
    if (line.counts !== 'no') read.claimed.push({ row, number });
    if (line.counts === 'documented') read.documented.push({ row, number });
  }
  return read;
}

function readRow(scope: Scope, row: Row, number: number, seen: Map<string, number>, read: ReadRows): RowLine {
  const { context, action, field, plan } = scope;
  const missing: Reason[] = [];
  const lacks = (code: string, message: string, column: string) =>
    missing.push({ code, message, at: addressOf(scope, row, column) });
  for (const column of plan.complete)
    if (!isFilled(row[column.key]) && isShown(column, row))
      lacks('row-incomplete', `Fill in “${column.label}” in row ${number}.`, column.key);
  for (const column of plan.lists)
    for (const typed of notInList(column, row[column.key]))
      lacks(
        'not-in-list',
        `Choose “${column.label}” in row ${number} from the list: “${typed}” is not in it.`,
        column.key,
      );
  badDates(scope, row, number, lacks);
  const activity = field.activity && (context.uses.byRow.get(row) ?? rowIdentity(field, row));
  const item = plan.target ? String(row[plan.target.key] ?? '') || undefined : activity;
  const credit = creditOfRow(scope, row, item);
  const line = (counts: RowLine['counts'], because: string): RowLine => ({
    id: row.id,
    number,
    counts,
    because,
    missing,
    credit,
    activity,
  });

  const unclaimed = plan.claim.filter(
    (column) => !isFilled(row[column.key]) || notInList(column, row[column.key]).length > 0,
  );
  if (unclaimed.length > 0) {
    read.undecided += 1;
    return line('no', `Not counted yet: ${list(unclaimed.map((column) => within(column.label)))} to be filled in.`);
  }
  if (field.once) {
    const key = onceKey(field.once, row);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, number);
    else {
      if (plan.target)
        lacks('same-target', `Choose another action in row ${number}: row ${first} has this one.`, plan.target.key);
      return line('no', `Same as row ${first}; counted once.`);
    }
  }
  if (credit?.kind === 'not-creditable' || credit?.kind === 'not-completed') {
    const code = credit.kind === 'not-completed' ? credit.kind : 'row-not-creditable';
    lacks(code, `Row ${number}: ${credit.because}`, field.completed!);
    return line('no', credit.because);
  }
  if (plan.target) {
    const { kind, reason } = targetOf(context, action, item!);
    if (reason) lacks(reason.code, reason.message, plan.target.key);
    if (kind === 'never') return line('no', reason?.message ?? '');
  }
  const elsewhere = activity === undefined ? undefined : usedElsewhere(context.uses, activity, action.id);
  if (elsewhere) lacks('double-counted', doubleCounted(context, number, elsewhere), field.activity!.name);
  if (missing.length > 0) return line('claimed', `Claimed, not yet documented: ${missing[0]!.message}`);
  return line('documented', credit?.because ?? 'Complete.');
}

function doubleCounted(context: Context, number: number, elsewhere: { action: string; year?: number }): string {
  const action = findAction(context.rulebook, elsewhere.action);
  const name = action ? actionName(action) : elsewhere.action;
  return elsewhere.year === undefined
    ? `Row ${number} is also logged in ${name}. Keep it in one of the two actions.`
    : `Remove row ${number}: this activity earned points in ${name} in ${elsewhere.year}.`;
}

type Lacks = (code: string, message: string, column: string) => void;

function badDates({ field, plan }: Scope, row: Row, number: number, lacks: Lacks): void {
  for (const column of plan.dates) {
    const value = row[column.key];
    if (isFilled(value) && !isRealDate(value))
      lacks('not-a-date', `Enter a whole date that exists for “${column.label}” in row ${number}.`, column.key);
  }
  if (!field.activity || !field.completed) return;
  const start = row[field.activity.start];
  const end = row[field.completed];
  if (typeof start === 'string' && typeof end === 'string' && end < start && isRealDate(start) && isRealDate(end))
    lacks('dates-reversed', `Put the last day on or after the first day in row ${number}.`, field.completed);
}
