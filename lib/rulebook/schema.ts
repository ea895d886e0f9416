import { z } from 'zod';
import { lastCategory } from './category-names';

/* The one definition of what a rulebook is. Data only: it is hashed, compared, stored and sent to the browser. */

const key = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'Use small letters, digits and hyphens');
const stepKey = z.string().regex(/^[0-9][a-z]?\+?$/, 'Use a step key such as 1a, 2 or 2+');
const clause = z.string().min(1);

/** Who may read an answer: everyone once approved, town and staff, or only those with a right to personal data. */
export const privacyClasses = ['public', 'internal', 'personal'] as const;

const option = z.strictObject({ value: z.string().min(1), label: z.string().min(1) });

const fieldBase = {
  key,
  label: z.string().min(1),
  hint: z.string().optional(),
  privacy: z.enum(privacyClasses),
  /** The portal's own question, not the program's wording. */
  own: z.boolean().optional(),
  /** Shown (and scored) only while another field of the step holds one of these values. */
  when: z.strictObject({ field: key, is: z.array(z.string()).min(1) }).optional(),
};

const simpleFields = [
  z.strictObject({ ...fieldBase, kind: z.literal('text'), max: z.int().positive() }),
  z.strictObject({ ...fieldBase, kind: z.literal('long-text'), max: z.int().positive() }),
  z.strictObject({
    ...fieldBase,
    kind: z.literal('number'),
    min: z.number(),
    max: z.number(),
    multipleOf: z.number().positive().optional(),
    unit: z.string().optional(),
  }),
  z.strictObject({ ...fieldBase, kind: z.literal('date') }),
  z.strictObject({ ...fieldBase, kind: z.literal('yes-no') }),
  z.strictObject({ ...fieldBase, kind: z.literal('choice'), options: z.array(option).min(2) }),
  z.strictObject({ ...fieldBase, kind: z.literal('choices'), options: z.array(option).min(2) }),
  z.strictObject({ ...fieldBase, kind: z.literal('link') }),
  z.strictObject({ ...fieldBase, kind: z.literal('action-reference') }),
] as const;

const simpleFieldSchema = z.discriminatedUnion('kind', simpleFields);

export const fieldSchema = z.discriminatedUnion('kind', [
  ...simpleFields,
  z.strictObject({
    ...fieldBase,
    kind: z.literal('rows'),
    /** One row in words: "training", "member". */
    item: z.string().min(1),
    columns: z.array(simpleFieldSchema).min(1),
    /** The most rows one form holds. */
    max: z.int().positive(),
    /** Columns that must be filled for a row to be documented (all of them, unless named). */
    complete: z.array(key).optional(),
    /** Columns that must be filled for a row to be claimed at all. */
    claim: z.array(key).min(1),
    /** Two rows alike in these columns count once. */
    once: z.array(key).optional(),
    /** Rows are activities that may earn points in one action only: the columns of their identity. */
    activity: z.strictObject({ name: key, provider: key, start: key }).optional(),
    /** The column with the day a row was completed, when the credit window applies row by row. */
    completed: key.optional(),
  }),
]);

const rowFilter = z.strictObject({ column: key, is: z.array(z.string()).min(1) });

type RequirementCore =
  | { kind: 'answered'; fields: string[] }
  | { kind: 'equals'; field: string; value: string | boolean }
  | { kind: 'at-least'; field: string; value: number }
  | { kind: 'count-of-rows'; field: string; min: number; where?: RowFilter }
  | { kind: 'covers'; field: string; column: string; values: string[]; where?: RowFilter }
  | { kind: 'each-quarter'; field: string; column: string; since?: string }
  | { kind: 'evidence'; slot: string; min: number }
  | { kind: 'all'; of: RequirementCore[] }
  | { kind: 'any'; of: RequirementCore[] };

const requirementCore: z.ZodType<RequirementCore> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('answered'), fields: z.array(key).min(1) }),
    z.strictObject({ kind: z.literal('equals'), field: key, value: z.union([z.string(), z.boolean()]) }),
    z.strictObject({ kind: z.literal('at-least'), field: key, value: z.number() }),
    z.strictObject({
      kind: z.literal('count-of-rows'),
      field: key,
      min: z.int().positive(),
      where: rowFilter.optional(),
    }),
    z.strictObject({
      kind: z.literal('covers'),
      field: key,
      column: key,
      values: z.array(z.string()).min(1),
      where: rowFilter.optional(),
    }),
    z.strictObject({ kind: z.literal('each-quarter'), field: key, column: key, since: key.optional() }),
    z.strictObject({ kind: z.literal('evidence'), slot: key, min: z.int().positive() }),
    z.strictObject({ kind: z.literal('all'), of: z.array(requirementCore).min(1) }),
    z.strictObject({ kind: z.literal('any'), of: z.array(requirementCore).min(1) }),
  ]),
);

const requirementSchema = z.strictObject({
  key,
  strength: z.enum(['must', 'should']),
  /** The condition in words, as reviewers read it. */
  title: z.string().min(1),
  /** What a town does to meet it: "Attach a screenshot of the page". */
  mend: z.string().min(1),
  clause,
  own: z.boolean().optional(),
  /** Until it is met the step is worth nothing (true for every must of an ordinary step; for logs it is the gate). */
  test: requirementCore,
});

const pointsRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), points: z.int().positive(), clause }),
  z.strictObject({
    kind: z.literal('per-row'),
    field: key,
    points: z.int().positive(),
    most: z.int().positive(),
    clause,
  }),
  z.strictObject({
    kind: z.literal('tiers'),
    field: key,
    tiers: z.array(z.strictObject({ from: z.int().positive(), points: z.int().positive(), label: z.string() })).min(1),
    clause,
  }),
  z.strictObject({ kind: z.literal('bonus'), on: stepKey, points: z.int().positive(), clause }),
  z.strictObject({
    kind: z.literal('claimed'),
    field: key,
    most: z.int().positive(),
    multipleOf: z.int().positive(),
    clause,
  }),
]);

const evidenceSlotSchema = z.strictObject({
  key,
  label: z.string().min(1),
  hint: z.string().optional(),
  own: z.boolean().optional(),
  /** May hold lists of people: the upload warns and asks for an acknowledgement. */
  namesPeople: z.boolean().optional(),
});

const stepSchema = z.strictObject({
  key: stepKey,
  title: z.string().min(1),
  clause,
  /** What the step asks, in the rulebook's words. */
  asks: z.string().min(1),
  actionType: z.string().min(1),
  credit: z.array(z.enum(['new', 'rolling'])).min(1),
  /** `step`: one completion date for the step; otherwise the rows field whose rows carry their own. */
  dated: z.union([z.literal('step'), z.strictObject({ rows: key })]),
  /** What "completed" means here: "When the liaison was designated". */
  completedLabel: z.string().optional(),
  fields: z.array(fieldSchema),
  evidence: z.array(evidenceSlotSchema),
  requires: z.array(requirementSchema),
  points: pointsRuleSchema,
});

const paragraph = z.strictObject({ clause, text: z.string().min(1) });

const actionSchema = z.strictObject({
  id: key,
  /** Yearly number such as 1.1; null while the program's number is not known here. */
  number: z.string().nullable(),
  formerNumbers: z.array(z.strictObject({ number: z.string(), until: z.int() })).optional(),
  category: z.int().min(1).max(lastCategory),
  title: z.string().min(1),
  /** An outline has a name only: points are claimed by the town and set by a ruling. */
  kind: z.enum(['full', 'outline']),
  summary: z.string().min(1),
  objective: z.string().optional(),
  whatToDo: z.array(paragraph),
  whatToSubmit: z.array(paragraph),
  help: z.array(z.string()).optional(),
  related: z.array(key).optional(),
  leadTime: z.string().optional(),
  /** Whether joint work gives each town points, as the write-up says; null where it says nothing. */
  partnersShareCredit: z.boolean().nullable(),
  max: z.int().positive(),
  steps: z.array(stepSchema).min(1),
});

const criterionBase = { key, title: z.string().min(1), clause };

const criterionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...criterionBase, kind: z.literal('points'), points: z.int().positive() }),
  /** Awarded items of a per-row step, such as toolkit applications. */
  z.strictObject({
    ...criterionBase,
    kind: z.literal('items'),
    action: key,
    count: z.int().positive(),
    item: z.string(),
  }),
  z.strictObject({ ...criterionBase, kind: z.literal('categories'), categories: z.array(z.int()).min(1) }),
  z.strictObject({ ...criterionBase, kind: z.literal('every-action-of'), category: z.int() }),
  z.strictObject({ ...criterionBase, kind: z.literal('action'), action: key }),
  z.strictObject({ ...criterionBase, kind: z.literal('designation'), designation: z.literal('climate-leader') }),
]);

const levelSchema = z.strictObject({
  id: z.enum(['bronze', 'silver', 'gold']),
  name: z.string().min(1),
  source: z.string().min(1),
  criteria: z.array(criterionSchema).min(1),
});

const interpretationSchema = z.strictObject({
  key: z.enum([
    'windowEnd',
    'trainingsCount',
    'topicsPerTraining',
    'toolkitTarget',
    'earlyReuse',
    'partnerCredit',
    'quarters',
    'extraToolkits',
  ]),
  question: z.string().min(1),
  /** Where the write-up leaves it open. */
  passage: z.string().min(1),
  options: z.array(option).min(2),
  value: z.string().min(1),
});

export const rulebookSchema = z.strictObject({
  program: key,
  year: z.int(),
  version: z.int().positive(),
  title: z.string().min(1),
  source: z.string().min(1),
  timeframe: z.strictObject({
    windowYears: z.int().positive(),
    certificationYears: z.int().positive(),
    newClause: clause,
    rollingClause: clause,
  }),
  categories: z.array(z.strictObject({ number: z.int(), name: z.string().min(1) })).length(13),
  levels: z.array(levelSchema).min(1),
  interpretations: z.array(interpretationSchema),
  actions: z.array(actionSchema).min(1),
});

export type Rulebook = z.infer<typeof rulebookSchema>;
export type Action = z.infer<typeof actionSchema>;
export type Step = z.infer<typeof stepSchema>;
export type Field = z.infer<typeof fieldSchema>;
export type SimpleField = z.infer<typeof simpleFieldSchema>;
export type RowsField = Extract<Field, { kind: 'rows' }>;
export type RowFilter = z.infer<typeof rowFilter>;
export type Requirement = z.infer<typeof requirementSchema>;
export type RequirementTest = RequirementCore;
export type PointsRule = z.infer<typeof pointsRuleSchema>;
export type EvidenceSlot = z.infer<typeof evidenceSlotSchema>;
export type Level = z.infer<typeof levelSchema>;
export type LevelId = Level['id'];
export type Criterion = z.infer<typeof criterionSchema>;
export type Interpretation = z.infer<typeof interpretationSchema>;
