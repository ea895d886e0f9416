import type { Row, Scalar, StepAnswers } from '@/lib/rulebook/cells';
import { partnersKey, partnersStep, stepFields } from '@/lib/rulebook/fields';
import type { Action, Field, RowsField, Step } from '@/lib/rulebook/schema';
import type { CitedEvidence, SubmissionFacts } from '@/lib/scoring/facts';
import type { RulingOutcome } from '@/lib/workflow/application';
import { count } from '@/lib/words';

/** One change of a step between two rounds: how many of what, and which. */
export type StepChange = { change: 'added' | 'removed' | 'edited'; count: number; what: string; which: string };

/** A submission as it went to an earlier round, and how its steps were ruled then. */
export type EarlierRound = {
  round: number;
  submission: SubmissionFacts;
  /** The ruling that the town was sent, by step; none for a step that was not submitted then. */
  ruled: Readonly<Record<string, RulingOutcome>>;
  /** Steps that a coordinator opened since, again or for a clarification: the town was asked to change those. */
  opened: readonly string[];
  /** Evidence attached since, by its place: other evidence, whatever its title. */
  attached: readonly string[];
};

/** Where a change stands to what was asked: returned, opened by a coordinator, not asked for, or a first submission. */
export type Standing = 'returned' | 'opened' | 'outside' | 'first';

type Value = Scalar | Row[] | undefined;

/** Whether two answers are the same. */
export const same = (a: Value, b: Value) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
/** The rows of a field as they are stored. */
export const rowsOf = (answers: StepAnswers, key: string): Row[] => {
  const value = answers[key];
  return Array.isArray(value) ? value.filter((row): row is Row => typeof row === 'object') : [];
};
/** Whether two rows hold the same. */
export const sameRow = (a: Row, b: Row) =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((column) => same(a[column], b[column]));

const told = (change: StepChange['change'], what: string, which: string[]): StepChange[] =>
  which.length > 0 ? [{ change, count: which.length, what, which: which.join(', ') }] : [];

function rowChanges(field: RowsField, before: Row[], after: Row[]): StepChange[] {
  const earlier = new Map(before.map((row) => [row.id, row]));
  const kept = new Set(after.map((row) => row.id));
  const numbered = after.map((row, index) => ({ row, number: String(index + 1), was: earlier.get(row.id) }));
  const gone = before.flatMap((row, index) => (kept.has(row.id) ? [] : [String(index + 1)]));
  const fresh = numbered.filter(({ was }) => !was).map(({ number }) => number);
  const edited = numbered.filter(({ row, was }) => was && !sameRow(row, was)).map(({ number }) => number);
  return [
    ...told('added', field.item, fresh),
    ...told('edited', field.item, edited),
    ...told('removed', field.item, gone),
  ];
}

const place = (piece: Pick<CitedEvidence, 'slot' | 'title'>) => `${piece.slot}/${piece.title}`;

/** Where a piece of evidence is attached, as `EarlierRound.attached` names it. */
export const evidencePlace = (piece: Pick<CitedEvidence, 'step' | 'slot' | 'title'>): string =>
  `${piece.step}/${place(piece)}`;

function evidenceChanges(before: CitedEvidence[], after: CitedEvidence[], attached: readonly string[]): StepChange[] {
  const [had, has] = [new Map(before.map((p) => [place(p), p])), new Map(after.map((p) => [place(p), p]))];
  const title = (piece: CitedEvidence) => piece.title;
  const kept = after.filter((p) => had.has(place(p)));
  const other = kept.filter((p) => attached.includes(evidencePlace(p)));
  const moved = kept.filter((p) => !other.includes(p) && had.get(place(p))?.pinpoint !== p.pinpoint);
  return [
    ...told('added', 'piece of evidence', after.filter((p) => !had.has(place(p))).map(title)),
    ...told('edited', 'piece of evidence', other.map(title)),
    ...told('edited', 'pinpoint', moved.map(title)),
    ...told('removed', 'piece of evidence', before.filter((p) => !has.has(place(p))).map(title)),
  ];
}

function fieldChanges(fields: readonly Field[], was: StepAnswers, is: StepAnswers): StepChange[] {
  const changes: StepChange[] = [];
  const edited: string[] = [];
  for (const field of fields) {
    if (field.kind === 'rows') changes.push(...rowChanges(field, rowsOf(was, field.key), rowsOf(is, field.key)));
    else if (!same(was[field.key], is[field.key])) edited.push(field.label);
  }
  return [...changes, ...told('edited', 'answer', edited)];
}

/**
 * What a town changed in one step between two rounds: rows by their numbers, fields by their labels, evidence by title.
 * `attached`: places of evidence attached since, which is other evidence even under a title that was there.
 */
export function stepChanges(
  step: Step,
  before: SubmissionFacts,
  after: SubmissionFacts,
  attached: readonly string[] = [],
): StepChange[] {
  const of = (facts: SubmissionFacts) => facts.evidence.filter((piece) => piece.step === step.key);
  return [
    ...fieldChanges(stepFields(step), before.answers[step.key] ?? {}, after.answers[step.key] ?? {}),
    ...evidenceChanges(of(before), of(after), attached),
  ];
}

/** What a town changed in an action's partners section between two rounds. */
export const partnersChanges = (action: Action, before: SubmissionFacts, after: SubmissionFacts): StepChange[] =>
  fieldChanges(partnersStep(action).fields, before.answers[partnersKey] ?? {}, after.answers[partnersKey] ?? {});

/** Whether a step's changes were asked for. The partners section is asked for with any step of its action. */
export function standingOf(earlier: Pick<EarlierRound, 'ruled' | 'opened'>, step: string): Standing {
  const ruled = step === partnersKey ? Object.values(earlier.ruled) : [earlier.ruled[step]];
  if (ruled.includes('revise')) return 'returned';
  if (step === partnersKey ? earlier.opened.length > 0 : earlier.opened.includes(step)) return 'opened';
  return ruled.some((outcome) => outcome !== undefined) ? 'outside' : 'first';
}

/** What was changed in an action though it was not returned: steps (and the partners section) with their changes. */
export function outsideChanges(
  action: Action,
  earlier: EarlierRound,
  present: SubmissionFacts,
): { step: string; changes: StepChange[] }[] {
  const steps = action.steps.map((step) => ({
    step: step.key,
    changes: stepChanges(step, earlier.submission, present, earlier.attached),
  }));
  return [...steps, { step: partnersKey, changes: partnersChanges(action, earlier.submission, present) }].filter(
    ({ step, changes }) => changes.length > 0 && standingOf(earlier, step) === 'outside',
  );
}

const plural: Record<string, string> = { 'piece of evidence': 'pieces of evidence' };

/** A change in a few words: "2 trainings", with which they are. */
export const changeWords = ({ count: n, what, which }: StepChange): { many: string; which: string } => ({
  many: count(n, what, plural[what]),
  which,
});
