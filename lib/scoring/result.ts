import type { LevelId } from '@/lib/rulebook/schema';
import type { Reason, Verdict } from '@/lib/verdict';

/** Points in the three columns, with the arithmetic in words, what is missing and the clause. Totals are sums of `lines`. */
export type Line = {
  key: string;
  label: string;
  claimed: number;
  documented: number;
  awarded: number;
  max: number;
  because: string;
  missing: Reason[];
  clause: string;
  lines: Line[];
};

/** What the credit window says of a step or row (domain: the credit window). */
export type CreditVerdict = {
  kind: 'new' | 'rolling' | 'not-creditable' | 'not-completed' | 'unknown';
  because: string;
  clause: string;
};

/** One requirement of a step, judged. */
export type RequirementLine = {
  key: string;
  title: string;
  strength: 'must' | 'should';
  clause: string;
  verdict: Verdict;
  /** What was found, in words: "Rows 1, 2 and 3". */
  found?: string;
};

/** One row of a rows field as it counts. */
export type RowLine = {
  id: string;
  /** 1-based position as shown. */
  number: number;
  counts: 'documented' | 'claimed' | 'no';
  because: string;
  missing: Reason[];
  credit: CreditVerdict | null;
  /** Identity of the activity, when the row is one and complete enough. */
  activity?: string;
};

export type StepScore = Line & {
  action: string;
  /** Has any answer or evidence. */
  begun: boolean;
  leftOut: boolean;
  /** Documented and without a blocking problem. */
  ready: boolean;
  credit: CreditVerdict;
  requirements: RequirementLine[];
  rows: RowLine[];
  ruling: 'approved' | 'revise' | 'not-approved' | null;
};

export type ActionScore = Line & {
  action: string;
  category: number;
  /** Points are the town's own claim until a ruling sets them (outline actions). */
  pointsSetByReviewer: boolean;
  begun: boolean;
  leftOut: boolean;
  ready: boolean;
  steps: StepScore[];
};

export type CriterionScore = {
  key: string;
  title: string;
  met: 'yes' | 'no' | 'unknown';
  have: number;
  need: number;
  /** Where the figure comes from, in words. */
  from: string;
  /** What is missing, in words; empty when met. */
  missing: string;
  /** The action in which to go on, if one is named. */
  action?: string;
  clause: string;
};

export type LevelScore = {
  level: LevelId;
  name: string;
  met: 'yes' | 'no' | 'unknown';
  criteria: CriterionScore[];
  source: string;
};

/** `path`: `action/address` (address as in lib/rulebook/cells.ts, or `step.evidence.slot`), or '' for the application. */
export type Problem = { code: string; message: string; path: string; severity: 'blocks' | 'warns' };

export type Score = {
  claimed: number;
  documented: number;
  awarded: number;
  actions: ActionScore[];
  levels: LevelScore[];
  /** The highest level met on awarded points, or null. */
  level: LevelId | null;
  problems: Problem[];
};
