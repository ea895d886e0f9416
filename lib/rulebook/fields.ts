import type { Scalar, StepAnswers } from './cells';
import type { Action, Field, RowsField, SimpleField, Step } from './schema';

/** Field keys every step has, besides those of the rulebook. */
export const reserved = {
  completed: 'completed',
  credit: 'credit',
  impact: 'impact',
  leftOut: 'left-out',
} as const;

/** The pseudo step that holds a submission's partners section. */
export const partnersKey = 'partners';

const completedField = (step: Step): Field => ({
  key: reserved.completed,
  kind: 'date',
  label: step.completedLabel ?? 'When was this completed?',
  privacy: 'public',
});

const creditField: Field = {
  key: reserved.credit,
  kind: 'choice',
  label: 'Is this new, or is its credit rolling?',
  hint: 'New: completed since the start of the credit window. Rolling: older, or credited before, and still making a difference.',
  privacy: 'public',
  options: [
    { value: 'new', label: 'New credit' },
    { value: 'rolling', label: 'Rolling credit' },
  ],
};

const impactField: Field = {
  key: reserved.impact,
  kind: 'long-text',
  label: 'What difference does it still make?',
  hint: 'Show that the impact is ongoing, relevant today and meaningful in your community.',
  privacy: 'public',
  max: 4000,
  when: { field: reserved.credit, is: ['rolling'] },
};

const leftOutField: Field = {
  key: reserved.leftOut,
  kind: 'yes-no',
  label: 'Leave this step out of this round; its answers are kept',
  privacy: 'internal',
};

const shown = new WeakMap<Step, readonly Field[]>();

/** The fields of a step's form: the rulebook's own, then completion date, credit mode, lasting impact and leaving out. */
export function stepFields(step: Step): readonly Field[] {
  const known = shown.get(step);
  if (known) return known;
  const fields = [...step.fields];
  if (step.dated === 'step') fields.push(completedField(step));
  if (step.credit.length > 1) fields.push(creditField, impactField);
  fields.push(leftOutField);
  shown.set(step, fields);
  return fields;
}

const partnerFields: readonly Field[] = [
  { key: 'municipalities', kind: 'choices', label: 'Other municipalities', privacy: 'public', options: [] },
  {
    key: 'organizations',
    kind: 'text',
    label: 'Organizations',
    hint: 'Names, separated by commas.',
    privacy: 'public',
    max: 1000,
  },
  { key: 'part', kind: 'long-text', label: 'Your town’s own part', privacy: 'public', max: 2000 },
  { key: 'none', kind: 'yes-no', label: 'We had no partners in this action', privacy: 'public' },
];

/** The partners section, which every action has (clause "Engaging Partners"). Options of `municipalities` come from the page. */
export const partnersStep = (action: Action) => ({
  key: partnersKey,
  action: action.id,
  title: 'Partners',
  clause: 'Engaging Partners',
  fields: partnerFields,
});

/** Every field an answer of this step may have, by key; credit mode is accepted even where only new credit exists. */
export function fieldsByKey(step: Step): ReadonlyMap<string, Field> {
  const known = byKey.get(step);
  if (known) return known;
  const map = new Map([creditField, ...stepFields(step)].map((field) => [field.key, field]));
  byKey.set(step, map);
  return map;
}
const byKey = new WeakMap<Step, ReadonlyMap<string, Field>>();

const partnersByKey: ReadonlyMap<string, Field> = new Map(partnerFields.map((field) => [field.key, field]));

/** The fields of a step or of the partners section, by key; undefined for a step the action does not have. */
export function fieldsAt(action: Action, stepKey: string): ReadonlyMap<string, Field> | undefined {
  if (stepKey === partnersKey) return partnersByKey;
  const step = action.steps.find((s) => s.key === stepKey);
  return step && fieldsByKey(step);
}

/** Whether a field is shown (and scored) beside the other answers of its step or row. */
export function isShown(field: Field | SimpleField, answers: StepAnswers | { [column: string]: Scalar }): boolean {
  if (!field.when) return true;
  const other = answers[field.when.field];
  if (other === undefined) return false;
  const values = Array.isArray(other) ? other : [String(other)];
  return values.some((value) => typeof value === 'string' && field.when?.is.includes(value));
}

/** Columns that must be filled for a row to be documented. */
export const completeColumns = (field: RowsField): readonly string[] =>
  field.complete ?? field.columns.map((column) => column.key);

/** What of a cell is not in its field's list. A row keeps it as it was pasted, until somebody mends it. */
export function notInList(field: SimpleField, value: unknown): string[] {
  if ((field.kind !== 'choice' && field.kind !== 'choices') || field.options.length === 0) return [];
  const known = field.options.map((option) => option.value);
  const typed = (one: unknown): one is string => typeof one === 'string' && one !== '' && !known.includes(one);
  return Array.isArray(value) ? value.filter(typed) : [value].filter(typed);
}
