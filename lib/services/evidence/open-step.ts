import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import type { Prisma } from '@/lib/db/generated/client';
import { notFound, Refusal, refuse } from '@/lib/errors';
import { findAction } from '@/lib/rulebook/published';
import type { EvidenceSlot } from '@/lib/rulebook/schema';
import { rulebookOf } from '@/lib/services/applications/facts';
import { subjectOf } from '@/lib/services/applications/load-application';
import { mostPerStep } from '@/lib/workflow/evidence';
import { clarifyingSteps, lockedSteps } from '@/lib/workflow/standing';

/** The place evidence is cited for. */
export const placeInput = {
  submission: z.uuid(),
  step: z.string().max(8),
  slot: z.string().max(80),
  row: z
    .string()
    .regex(/^[A-Za-z0-9_-]{0,40}$/, 'Choose a row of the list.')
    .optional()
    .transform((row) => row || null),
};

/** Texts of one line: the database takes no NUL, and nobody means a control. */
export const seen = /^\P{Cc}*$/u;
export const unseenWords = 'Leave out characters that cannot be seen.';

/** Where in the evidence a reviewer should look; empty means none. */
export const pinpointInput = z
  .string()
  .trim()
  .max(120, 'Keep the place to 120 characters.')
  .regex(seen, unseenWords)
  .optional()
  .transform((text) => text || null);

const shape = {
  application: { include: { rulebook: true, assignments: true, secondReadings: true, appeals: true } },
  rulings: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
  openings: { orderBy: [{ openedAt: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.SubmissionInclude;

/** Holds the application against a submit and the submission against other citing, until the transaction ends. */
async function hold(tx: Tx, submission: string): Promise<void> {
  await tx.$queryRaw`select a.id from applications a join submissions s on s.application_id = a.id where s.id = ${submission}::uuid for share of a`;
  await tx.$queryRaw`select id from submissions where id = ${submission}::uuid for update`;
}

export type OpenStep = {
  townId: string;
  applicationId: string;
  actionId: string;
  slot: EvidenceSlot;
};

/**
 * The step of a submission, held for a change of its evidence. Not-found when the actor may not read it; refused when
 * the application is not open for editing, the step is locked, or the rulebook has no such slot.
 */
export async function openStep(
  tx: Tx,
  actor: Actor,
  place: { submission: string; step: string; slot: string },
): Promise<OpenStep> {
  await hold(tx, place.submission);
  const found = await tx.submission.findUnique({ where: { id: place.submission }, include: shape });
  if (!found) throw notFound();
  const { application } = found;
  const subject = subjectOf(application);
  if (can(actor, 'application.read', subject).ok !== true) throw notFound();
  const at = now();
  const clarifying = clarifyingSteps(found.openings, at).length > 0;
  const verdict = can(actor, 'answers.edit', { ...subject, clarifying });
  if (verdict.ok === false) throw new Refusal('forbidden', verdict.reasons);
  const held = { status: application.status, rulings: found.rulings, openings: found.openings, places: [place.step] };
  if (lockedSteps(held, at).includes(place.step))
    throw refuse('forbidden', `Step ${place.step} is locked, and its evidence stays as it is.`);
  const slot = findAction(rulebookOf(application.rulebook), found.actionId)
    ?.steps.find((step) => step.key === place.step)
    ?.evidence.find((candidate) => candidate.key === place.slot);
  if (!slot) throw refuse('invalid', 'This step takes no such evidence. Reload the page and try again.');
  return { townId: found.townId, applicationId: application.id, actionId: found.actionId, slot };
}

/** Refuses one citation more than a step may carry. */
export async function ensureRoom(tx: Tx, place: { submission: string; step: string }): Promise<void> {
  const cited = await tx.citation.count({
    where: { submissionId: place.submission, step: place.step, removedAt: null },
  });
  if (cited >= mostPerStep)
    throw refuse(
      'invalid',
      `Step ${place.step} has ${mostPerStep} pieces of evidence, the most one step takes. Detach one first.`,
    );
}
