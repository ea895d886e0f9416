import type { StepAnswers } from '@/lib/rulebook/cells';
import { newYorkDate } from '@/lib/rulebook/dates';
import { reserved } from '@/lib/rulebook/fields';
import { judge, type NumberedRow, type StepFacts } from '@/lib/rulebook/requirements';
import type { Action, Requirement, RequirementTest, RowsField, Step } from '@/lib/rulebook/schema';
import { count } from '@/lib/words';
import type { Reason } from '@/lib/verdict';
import type { Context } from './context';
import { creditOfStep } from './credit';
import type { CitedEvidence, RulingFacts, SubmissionFacts } from './facts';
import { fieldProblems } from './field-problems';
import { linesOf } from './lines';
import { mostOf, worthOf } from './points';
import type { RequirementLine, StepScore } from './result';
import { readRows, type ReadRows } from './rows';

const nothing: StepAnswers = {};

/** The ruling that stands: the latest by its instant, or the last given. */
export function standingRuling(rulings: readonly RulingFacts[], step: string): RulingFacts | undefined {
  let standing: RulingFacts | undefined;
  for (const ruling of rulings) {
    if (ruling.step !== step) continue;
    const later = !standing?.at || !ruling.at || Date.parse(ruling.at) >= Date.parse(standing.at);
    if (later) standing = ruling;
  }
  return standing;
}

const needsEvidence = (test: RequirementTest): boolean =>
  test.kind === 'evidence' || ((test.kind === 'all' || test.kind === 'any') && test.of.some(needsEvidence));

/** The rows field that earns, is dated or is an activity log; the one whose rows are shown with their fate. */
const mainRows = (step: Step): RowsField | undefined =>
  step.fields.find(
    (field): field is RowsField =>
      field.kind === 'rows' &&
      (field.activity !== undefined || (step.dated !== 'step' && step.dated.rows === field.key)),
  );

const isBegun = (answers: StepAnswers, cited: readonly CitedEvidence[]) =>
  cited.length > 0 ||
  Object.entries(answers).some(
    ([key, value]) => key !== reserved.leftOut && value !== '' && !(Array.isArray(value) && value.length === 0),
  );

/** Scores one step: what its answers assert, what evidence supports, what the standing ruling granted, and why. */
export function scoreStep(
  present: Context,
  action: Action,
  step: Step,
  submission: SubmissionFacts,
  earlier: readonly StepScore[],
): StepScore {
  const answers = submission.answers[step.key] ?? nothing;
  const cited = submission.evidence.filter((piece) => piece.step === step.key);
  const ruling = standingRuling(submission.rulings, step.key);
  const approved = ruling?.outcome === 'approved';
  // What was approved was judged as it stood then: quarters that have passed since ask nothing new of it.
  const context = approved && ruling.judged ? { ...present, today: newYorkDate(ruling.judged) } : present;
  const leftOut = submission.leftOut === true || answers[reserved.leftOut] === true;
  const begun = isBegun(answers, cited);
  const max = mostOf(step.points);

  const read = new Map<string, ReadRows>();
  for (const field of step.fields)
    if (field.kind === 'rows') read.set(field.key, readRows(context, action, step, field, answers));
  const main = mainRows(step);
  const rows = main && read.get(main.key);
  const facts = (column: 'claimed' | 'documented', evidence: StepFacts['evidence']): StepFacts => ({
    step,
    answers,
    evidence,
    rows: (field): readonly NumberedRow[] => read.get(field)?.[column] ?? [],
    undecided: (field) => read.get(field)?.undecided ?? 0,
    today: context.today,
    settings: context.settings,
  });
  const attached = (slot: string) => cited.filter((piece) => piece.slot === slot).length;
  const asserted = facts('claimed', attached);
  const requirements = step.requires.map((requirement): RequirementLine => {
    const { key, title, strength, clause } = requirement;
    return { key, title, strength, clause, ...judge(requirement, asserted) };
  });

  const musts = step.requires.filter((requirement) => requirement.strength === 'must');
  const met = (requirement: Requirement) =>
    requirements.find((line) => line.key === requirement.key)?.verdict.ok === true;
  const assumed = facts('claimed', () => Infinity);
  const closed = musts.filter((r) => !met(r) && !(needsEvidence(r.test) && judge(r, assumed).verdict.ok === true));
  const supported = facts('documented', attached);
  const gaps = [...read.values()].some((r) => r.documented.length < r.claimed.length);
  const gapped = gaps ? musts.filter((r) => met(r) && judge(r, supported).verdict.ok !== true) : [];

  const { credit, possible, missing: creditMissing } = creditOfStep(context, action, step, answers, rows);
  const on =
    step.points.kind === 'bonus'
      ? earlier.find((s) => s.key === (step.points.kind === 'bonus' ? step.points.on : ''))
      : undefined;
  const worth = worthOf(step.points, {
    rows: step.points.kind === 'per-row' || step.points.kind === 'tiers' ? rows : undefined,
    settings: context.settings,
    claim: step.points.kind === 'claimed' ? answers[step.points.field] : undefined,
    on,
    gate: gateInWords(step, asserted),
  });

  const missing: Reason[] = [...fieldProblems(step, answers)];
  for (const requirement of musts) {
    // Where each row earns by itself, an unfinished row says what it lacks; else the requirement says what is left without it.
    const without = gapped.includes(requirement) && step.points.kind !== 'per-row';
    const { verdict } = judge(requirement, without ? supported : asserted);
    if (verdict.ok === 'unknown') missing.push(...verdict.missing);
    else if (verdict.ok === false) missing.push(...verdict.reasons);
  }
  missing.push(...creditMissing);
  if (step.points.kind === 'bonus' && worth.documented === 0)
    missing.push({
      code: 'step-needed',
      message: `Finish step ${step.points.on} first, or leave this step out.`,
      at: `${step.key}.${reserved.leftOut}`,
    });
  const rowsMissing = [...read.values()].flatMap((r) => r.lines.flatMap((line) => line.missing));

  // An outline's claim is the town's own number; every other claim follows from its answers.
  const open = !leftOut && possible && (step.points.kind === 'claimed' || closed.length === 0);
  const claimed = open ? worth.claimed : 0;
  const documented = open && missing.length === 0 && gapped.length === 0 ? Math.min(claimed, worth.documented) : 0;
  const awarded = approved ? Math.min(max, ruling.points) : 0;
  const lines = linesOf(step, rows, { claimed, documented, awarded }, ruling);

  return {
    key: step.key,
    label: step.title,
    action: action.id,
    claimed,
    documented,
    awarded,
    max,
    because: because(),
    missing: [...missing, ...rowsMissing],
    clause: step.points.clause,
    lines,
    begun,
    leftOut,
    ready: approved || (!leftOut && documented > 0),
    credit,
    requirements,
    rows: rows?.lines ?? [],
    ruling: ruling?.outcome ?? null,
  };

  function because(): string {
    const ruled = approved ? ` Approved with ${count(awarded, 'point')}.` : '';
    if (leftOut) return `Left out of this round; its answers are kept.${ruled}`;
    if (!begun) return `Not started.${ruled}`;
    if (!possible) return `0 points. ${credit.because}${ruled}`;
    if (!open) return `0 points until this is met: ${closed[0]!.title}.${ruled}`;
    const first = missing[0] ?? (gapped.length > 0 ? rowsMissing[0] : undefined);
    const held = documented < claimed && first ? ` Not documented yet: ${first.message}` : '';
    return `${worth.because}${held}${ruled}`;
  }
}

function gateInWords(step: Step, facts: StepFacts): string | undefined {
  for (const { test } of step.requires) {
    if (test.kind !== 'count-of-rows' || !test.where) continue;
    const { column, is } = test.where;
    const passing = facts.rows(test.field).filter(({ row }) => is.includes(String(row[column]))).length;
    return `${count(passing, 'attendance')} by the ${is.join(' or ')}`;
  }
  return undefined;
}
