import { z } from 'zod';

/*
 * Everything scoring depends on, as one value: the application file. A town can download it, `npm run score` reads it,
 * and the portal scores exactly this. Documented in docs/application-file.md.
 */

const instant = z.iso.datetime({ offset: true });
const scalar = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const row = z.object({ id: z.string().min(1) }).catchall(scalar);
const stepAnswers = z.record(z.string(), z.union([scalar, z.array(row)]));

export const rulingSchema = z.strictObject({
  step: z.string(),
  outcome: z.enum(['approved', 'revise', 'not-approved']),
  /** Points the ruling grants; 0 unless approved. */
  points: z.int().min(0),
  /** Row ids that earn, for steps worth points per row; all counted rows unless named. */
  items: z.array(z.string()).optional(),
  reason: z.string().optional(),
  at: instant.optional(),
});

export const citedEvidenceSchema = z.strictObject({
  step: z.string(),
  slot: z.string(),
  title: z.string(),
  kind: z.enum(['file', 'link']),
  pinpoint: z.string().optional(),
  /** The row the evidence belongs to, if any. */
  row: z.string().optional(),
});

export const submissionFactsSchema = z.strictObject({
  action: z.string(),
  /** Kept in the draft, not submitted in this round. */
  leftOut: z.boolean().optional(),
  /** step key → field key → value; the reserved step `partners` holds the partners section. */
  answers: z.record(z.string(), stepAnswers),
  evidence: z.array(citedEvidenceSchema),
  rulings: z.array(rulingSchema),
});

export const priorCreditSchema = z.strictObject({
  action: z.string(),
  step: z.string(),
  /** Identity of the item within the step: an activity, or a toolkit's target action. */
  item: z.string().optional(),
  year: z.int(),
});

export const applicationFileSchema = z.strictObject({
  format: z.literal('town-green/application'),
  version: z.literal(1),
  rulebook: z.strictObject({
    program: z.string(),
    year: z.int(),
    version: z.int().optional(),
    /** Switched interpretations, key → value, where they differ from the rulebook's own. */
    interpretations: z.record(z.string(), z.string()).optional(),
  }),
  town: z.string().optional(),
  /** The certification year sought. */
  year: z.int(),
  aim: z.enum(['bronze', 'silver', 'gold']).optional(),
  /** The instant of submission; for a draft, the instant of scoring. */
  at: instant,
  /** Recertifying in the year in which the present certification expires. */
  recertifying: z.boolean(),
  designations: z.strictObject({ 'climate-leader': z.boolean().nullable() }),
  priorCredits: z.array(priorCreditSchema),
  submissions: z.array(submissionFactsSchema),
});

export type ApplicationFile = z.infer<typeof applicationFileSchema>;
export type SubmissionFacts = z.infer<typeof submissionFactsSchema>;
export type RulingFacts = z.infer<typeof rulingSchema>;
export type CitedEvidence = z.infer<typeof citedEvidenceSchema>;
export type PriorCredit = z.infer<typeof priorCreditSchema>;
