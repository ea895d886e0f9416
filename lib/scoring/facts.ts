import { z } from 'zod';

/*
 * Everything scoring depends on, as one value: the application file. A town can download it, `npm run score` reads it,
 * and the portal scores exactly this. Documented in docs/application-file.md.
 */

const year = z.int().min(1990).max(2199);
const instant = z.iso.datetime({ offset: true });
const scalar = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const row = z.object({ id: z.string().min(1) }).catchall(scalar);
const stepAnswers = z.record(z.string(), z.union([scalar, z.array(row)]));

const rulingSchema = z.strictObject({
  step: z.string().describe('Step key, such as 1b'),
  outcome: z.enum(['approved', 'revise', 'not-approved']),
  points: z.int().min(0).describe('Points the ruling grants; 0 unless approved'),
  items: z
    .array(z.string())
    .optional()
    .describe('Ids of the rows that earn, for steps worth points per row; as many as the points pay for unless named'),
  reason: z.string().optional(),
  at: instant.optional().describe('When it was given; the latest stands. Without instants the last in the list stands'),
  judged: instant
    .optional()
    .describe('When the step was submitted that it ruled on; an approved step stays scored as of then'),
});

const citedEvidenceSchema = z.strictObject({
  step: z.string(),
  slot: z.string().describe('The place in the step that asks for it, such as screenshot'),
  title: z.string(),
  kind: z.enum(['file', 'link']),
  pinpoint: z.string().optional().describe('Page, section or time in the file'),
  row: z.string().optional().describe('Id of the row it belongs to, if any'),
});

const submissionFactsSchema = z.strictObject({
  action: z.string().describe('Stable id of the action, such as optimize-for-equity'),
  leftOut: z.boolean().optional().describe('Kept in the draft, not submitted in this round'),
  answers: z
    .record(z.string(), stepAnswers)
    .describe('Step key → field key → value; the reserved step partners holds the partners section'),
  evidence: z.array(citedEvidenceSchema),
  rulings: z.array(rulingSchema),
});

const priorCreditSchema = z.strictObject({
  action: z.string(),
  step: z.string(),
  item: z
    .string()
    .optional()
    .describe('The item within the step: name|provider|first day of an activity, or a toolkit’s target action'),
  year: year.describe('The certification year that gave the credit'),
});

export const applicationFileSchema = z.strictObject({
  format: z.literal('town-green/application'),
  version: z.literal(1),
  rulebook: z.strictObject({
    program: z.string(),
    year,
    version: z.int().optional(),
    interpretations: z
      .record(z.string(), z.string())
      .optional()
      .describe('Switched readings, key → value, where they differ from the rulebook’s own'),
  }),
  town: z.string().optional(),
  year: year.describe('The certification year sought'),
  aim: z.enum(['bronze', 'silver', 'gold']).optional(),
  at: instant.describe('The instant of submission; for a draft, of scoring'),
  recertifying: z.boolean().describe('Recertifying in the year in which the present certification expires'),
  designations: z.strictObject({ 'climate-leader': z.boolean().nullable().describe('null: not recorded yet') }),
  priorCredits: z.array(priorCreditSchema),
  submissions: z.array(submissionFactsSchema),
});

export type ApplicationFile = z.infer<typeof applicationFileSchema>;
export type SubmissionFacts = z.infer<typeof submissionFactsSchema>;
export type RulingFacts = z.infer<typeof rulingSchema>;
export type CitedEvidence = z.infer<typeof citedEvidenceSchema>;
