import { no, unknown, yes, type Verdict } from '@/lib/verdict';
import type { Row, StepAnswers } from './cells';
import { isRealDate, quarterInWords, quarterOf } from './dates';
import { isShown } from './fields';
import { linkState } from './links';
import type { Requirement, RequirementTest, RowFilter, Step } from './schema';
import type { Settings } from './settings';
import { differentTrainings } from './trainings';
import { rowsInWords } from './words';
import { list } from '@/lib/words';

/** A row with its 1-based number as people see it. */
export type NumberedRow = { row: Row; number: number };

/** What a requirement is judged on. */
export type StepFacts = {
  step: Step;
  answers: StepAnswers;
  /** Pieces of evidence cited in a slot; Infinity sets the question of evidence aside. */
  evidence: (slot: string) => number;
  /** The rows of a field that count. */
  rows: (field: string) => readonly NumberedRow[];
  /** Rows of a field that are begun and cannot be told yet. */
  undecided: (field: string) => number;
  /** The calendar day of scoring in New York. */
  today: string;
  settings: Settings;
};

type Outcome = { ok: boolean | 'unknown'; at: string; found?: string; lacks?: string };

const answered = (facts: StepFacts, key: string): boolean => {
  const value = facts.answers[key];
  if (value === undefined) return false;
  const field = facts.step.fields.find((f) => f.key === key);
  if (field && !isShown(field, facts.answers)) return false;
  if (field?.kind === 'link') return typeof value === 'string' && linkState(value) === 'safe';
  if (typeof value === 'string') return value.trim() !== '';
  return Array.isArray(value) ? value.length > 0 : true;
};

const chosen = (row: Row, column: string): readonly string[] => {
  const value = row[column];
  if (Array.isArray(value)) return value;
  return typeof value === 'string' && value !== '' ? [value] : [];
};

/** Rows that pass the filter, and how many might once their column is filled. */
function filtered(facts: StepFacts, field: string, where: RowFilter | undefined) {
  const rows = facts.rows(field);
  const undecided = facts.undecided(field);
  if (!where) return { rows, undecided };
  const passing = rows.filter(({ row }) => chosen(row, where.column).some((v) => where.is.includes(v)));
  const blank = rows.filter(({ row }) => chosen(row, where.column).length === 0).length;
  return { rows: passing, undecided: undecided + blank };
}

type Tests = {
  [K in RequirementTest['kind']]: (test: Extract<RequirementTest, { kind: K }>, facts: StepFacts) => Outcome;
};

const cell = (facts: StepFacts, field: string) => `${facts.step.key}.${field}`;

const tests: Tests = {
  answered: ({ fields }, facts) => {
    const open = fields.find((field) => !answered(facts, field));
    return { ok: open === undefined ? true : 'unknown', at: cell(facts, open ?? fields[0]!) };
  },
  equals: ({ field, value }, facts) => ({
    ok: answered(facts, field) ? facts.answers[field] === value : 'unknown',
    at: cell(facts, field),
  }),
  'at-least': ({ field, value }, facts) => {
    const given = facts.answers[field];
    return { ok: typeof given === 'number' ? given >= value : 'unknown', at: cell(facts, field) };
  },
  'count-of-rows': ({ field, min, where }, facts) => {
    const { rows, undecided } = filtered(facts, field, where);
    const at = cell(facts, field);
    const found = rows.length === 0 ? undefined : rowsInWords(rows.map((r) => r.number));
    if (rows.length >= min) return { ok: true, at, found };
    const open = facts.rows(field).length === 0 || rows.length + undecided >= min;
    return {
      ok: open ? 'unknown' : false,
      at,
      found: `${rows.length} of ${min}`,
      lacks: `${rows.length} of ${min} so far.`,
    };
  },
  covers: ({ field, column, values, where }, facts) => {
    const { rows, undecided } = filtered(facts, field, where);
    const open = rows.filter(({ row }) => chosen(row, column).length === 0).length + undecided;
    const at = cell(facts, field);
    const holding = values.map((value) => rows.filter(({ row }) => chosen(row, column).includes(value)));
    const lacking = values.filter((_, i) => holding[i]!.length === 0);
    const apart = facts.settings.topicsPerTraining === 'yes' || differentTrainings(facts.step, field, holding);
    if (lacking.length === 0 && apart)
      return {
        ok: true,
        at,
        found: rowsInWords([...new Set(holding.map((rowsOf) => rowsOf[0]!.number))].sort((a, b) => a - b)),
      };
    const short = Math.max(1, lacking.length);
    const ok = facts.rows(field).length === 0 || open >= short ? 'unknown' : false;
    if (lacking.length === 0) return { ok, at, lacks: 'One training cannot meet both; log a different one for each.' };
    return { ok, at, lacks: `Not yet: ${list(lacking.map((value) => labelOf(facts.step, field, column, value)))}.` };
  },
  'each-quarter': ({ field, column, since }, facts) => {
    const at = cell(facts, field);
    const rows = facts.rows(field).filter(({ row }) => isRealDate(row[column]) && row[column] <= facts.today);
    const held = new Set(rows.map(({ row }) => quarterOf(String(row[column]))));
    const start = since === undefined ? undefined : facts.answers[since];
    const now = quarterOf(facts.today);
    const known = isRealDate(start);
    const first = known ? quarterOf(start) + (isFirstDay(start) ? 0 : 1) : now - 4;
    const from = facts.settings.quarters === 'since-designation' && known ? first : Math.max(first, now - 4);
    const needed = Array.from({ length: Math.max(0, now - from) }, (_, i) => from + i);
    const lacking = needed.filter((quarter) => !held.has(quarter));
    if (rows.length > 0 && lacking.length === 0)
      return {
        ok: true,
        at,
        found: needed.length
          ? `A meeting in each of ${needed.length} quarters`
          : 'One meeting; no quarter is complete yet',
      };
    const ok = rows.length === 0 || facts.undecided(field) > 0 || (since !== undefined && !known) ? 'unknown' : false;
    return {
      ok,
      at,
      lacks: lacking.length ? `No meeting yet in ${list(lacking.slice(-8).map(quarterInWords))}.` : undefined,
    };
  },
  evidence: ({ slot, min }, facts) => {
    const attached = facts.evidence(slot);
    return { ok: attached >= min ? true : 'unknown', at: `${facts.step.key}.evidence.${slot}` };
  },
  all: ({ of }, facts) => {
    const outcomes = of.map((inner) => outcomeOf(inner, facts));
    return outcomes.find((o) => o.ok === false) ?? outcomes.find((o) => o.ok !== true) ?? outcomes[0]!;
  },
  any: ({ of }, facts) => {
    const outcomes = of.map((inner) => outcomeOf(inner, facts));
    return outcomes.find((o) => o.ok === true) ?? outcomes.find((o) => o.ok === 'unknown') ?? outcomes[0]!;
  },
};

const isFirstDay = (date: string) => /-(01|04|07|10)-01$/.test(date);

function labelOf(step: Step, field: string, column: string, value: string): string {
  const rows = step.fields.find((f) => f.key === field);
  const found = rows?.kind === 'rows' ? rows.columns.find((c) => c.key === column) : undefined;
  if (found?.kind !== 'choice' && found?.kind !== 'choices') return value;
  return found.options.find((option) => option.value === value)?.label ?? value;
}

const outcomeOf = (test: RequirementTest, facts: StepFacts): Outcome =>
  (tests[test.kind] as (test: RequirementTest, facts: StepFacts) => Outcome)(test, facts);

/** Whether a requirement is met, not met or not yet known, and what was found; what is unanswered is never a no. */
export function judge(requirement: Requirement, facts: StepFacts): { verdict: Verdict; found?: string } {
  const { ok, at, found, lacks } = outcomeOf(requirement.test, facts);
  if (ok === true) return { verdict: yes, found };
  const message = lacks ? `${requirement.mend} ${lacks}` : requirement.mend;
  const reason = { code: requirement.key, message, at };
  return { verdict: ok === false ? no(reason) : unknown(reason), found };
}
