import type { Row, Scalar, StepAnswers } from '@/lib/rulebook/cells';
import { stepFields } from '@/lib/rulebook/fields';
import type { RowsField, Step } from '@/lib/rulebook/schema';
import type { CitedEvidence, SubmissionFacts } from '@/lib/scoring/facts';

/** One change of a step between two rounds: how many of what, and which. */
export type StepChange = { change: 'added' | 'removed' | 'edited'; count: number; what: string; which: string };

/** A submission as it went to an earlier round. */
export type EarlierRound = { round: number; submission: SubmissionFacts };

type Value = Scalar | Row[] | undefined;

const same = (a: Value, b: Value) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const rowsOf = (answers: StepAnswers, key: string): Row[] => {
  const value = answers[key];
  return Array.isArray(value) ? value.filter((row): row is Row => typeof row === 'object') : [];
};
const sameRow = (a: Row, b: Row) =>
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

const place = (piece: CitedEvidence) => `${piece.slot}/${piece.title}`;

function evidenceChanges(before: CitedEvidence[], after: CitedEvidence[]): StepChange[] {
  const [had, has] = [new Map(before.map((p) => [place(p), p])), new Map(after.map((p) => [place(p), p]))];
  const title = (piece: CitedEvidence) => piece.title;
  const moved = after.filter((p) => had.has(place(p)) && had.get(place(p))?.pinpoint !== p.pinpoint);
  return [
    ...told('added', 'piece of evidence', after.filter((p) => !had.has(place(p))).map(title)),
    ...told('edited', 'pinpoint', moved.map(title)),
    ...told('removed', 'piece of evidence', before.filter((p) => !has.has(place(p))).map(title)),
  ];
}

/** What a town changed in one step between two rounds: rows by their numbers, fields by their labels, evidence by title. */
export function stepChanges(step: Step, before: SubmissionFacts, after: SubmissionFacts): StepChange[] {
  const [was, is] = [before.answers[step.key] ?? {}, after.answers[step.key] ?? {}];
  const changes: StepChange[] = [];
  const edited: string[] = [];
  for (const field of stepFields(step)) {
    if (field.kind === 'rows') changes.push(...rowChanges(field, rowsOf(was, field.key), rowsOf(is, field.key)));
    else if (!same(was[field.key], is[field.key])) edited.push(field.label);
  }
  const of = (facts: SubmissionFacts) => facts.evidence.filter((piece) => piece.step === step.key);
  return [...changes, ...told('edited', 'answer', edited), ...evidenceChanges(of(before), of(after))];
}
