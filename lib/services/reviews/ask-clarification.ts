import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import type { Prisma } from '@/lib/db/generated/client';
import { notFound, refuse } from '@/lib/errors';
import type { Cells } from '@/lib/rulebook/cells';
import { score } from '@/lib/scoring/score';
import { factsOf } from '@/lib/services/applications/facts';
import { openRoundOf } from '@/lib/services/applications/view-parts';
import { deadlineFields, deadlineOf } from '@/lib/services/cycles/posted-moment';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { next } from '@/lib/workflow/application';
import { submittedSteps } from '@/lib/workflow/ruling';
import { approvedSteps, isOpen, standing } from '@/lib/workflow/standing';
import { instant } from '@/lib/words';
import { cellsOf, loadStep, type HeldStep } from './load-step';
import type { StepOpened } from './reopen-step';
import { noteRuled } from './submitted-steps';

const place = { submission: z.uuid(), step: z.string().max(8) };

export const askClarificationInput = z.strictObject({
  ...place,
  reason: z
    .string()
    .trim()
    .min(1, 'Say what the town should make clear. The town reads it.')
    .max(4000, 'Keep the reason under 4,000 characters.'),
  ...deadlineFields,
});
export const extendClarificationInput = z.strictObject({ ...place, ...deadlineFields });

function ensureFuture(deadline: Date): void {
  if (deadline <= now()) throw refuse('invalid', 'Choose a deadline that is still to come.', 'deadline');
}

/** Refuses what needs no clarification: a round is open, the step is approved, or it was never submitted. */
function ensureNeeded({ rows, submission, action, step }: HeldStep): void {
  const round = openRoundOf(rows, now());
  if (round)
    throw refuse(
      'conflict',
      `Round ${round.number} is open until ${instant(round.deadline)}. Return the application, so that the town answers in that round.`,
    );
  if (approvedSteps(submission.rulings, submission.openings).includes(step.key))
    throw refuse('conflict', 'This step is approved. Reopen it first if it has to be looked at again.');
  const steps = submittedSteps(score(rows.rulebook.content, factsOf(rows, now(), { unsent: true })));
  if (!steps.some((s) => s.action === action.id && s.key === step.key))
    throw refuse('conflict', 'This step was not submitted, so there is nothing to make clear.');
  if (submission.openings.some((o) => isOpen(o) && o.step === step.key))
    throw refuse('conflict', 'A clarification of this step is open already. Give it more time, or close it.');
}

const told = ({ rows, submission, step }: HeldStep) => ({
  application: rows.id,
  submission: submission.id,
  step: step.key,
});

/**
 * Asks the town for a clarification of one step after its last round, with a reason and a deadline of its own. The step's
 * ruling goes along, so that the town reads and answers its points.
 */
export async function askClarification(
  actor: Actor,
  input: z.output<typeof askClarificationInput>,
): Promise<StepOpened> {
  return db.as(actor, async (tx) => {
    const held = await loadStep(tx, actor, input, 'step.open');
    const { rows, submission, action, step } = held;
    if (actor.kind !== 'person') throw notFound();
    if (!next(rows.status, 'ask-clarification'))
      throw refuse('conflict', 'A clarification can be asked for while the application is with the reviewers.');
    ensureNeeded(held);
    const deadline = deadlineOf(input);
    ensureFuture(deadline);
    await tx.stepOpening.create({
      data: {
        submissionId: submission.id,
        townId: rows.townId,
        step: step.key,
        kind: 'clarification',
        reason: input.reason,
        openedById: actor.id,
        openedAt: now(),
        deadline,
        before: cellsOf(submission.cells as Cells, step.key) satisfies Prisma.InputJsonObject,
      },
    });
    await tx.ruling.updateMany({
      where: { submissionId: submission.id, step: step.key, sentAt: null },
      data: { sentAt: now() },
    });
    // It is to be ruled on again once it is sent, which the town may not note.
    await noteRuled(tx, { submissionId: submission.id, step: step.key, round: rows.round }, false);
    await recordEvent(tx, actor, 'clarification.asked', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { action: action.id, step: step.key, deadline: deadline.toISOString() },
    });
    await postMail(tx, { kind: 'clarification-asked', ...told(held) });
    return { application: rows.id, action: action.id };
  });
}

/** The open clarification of a held step. */
export function askedOf({ submission, step }: HeldStep) {
  const asked = submission.openings.find((o) => isOpen(o) && o.step === step.key);
  if (!asked)
    throw refuse('conflict', 'No clarification of this step is open now. Reload the page to see how it stands.');
  return asked;
}

/** Gives a town more time for a clarification, also after its deadline. */
export async function extendClarification(
  actor: Actor,
  input: z.output<typeof extendClarificationInput>,
): Promise<StepOpened> {
  return db.as(actor, async (tx) => {
    const held = await loadStep(tx, actor, input, 'step.open');
    const { rows, action, step } = held;
    const asked = askedOf(held);
    const deadline = deadlineOf(input);
    ensureFuture(deadline);
    if (asked.deadline && deadline <= asked.deadline)
      throw refuse('invalid', `The town has until ${instant(asked.deadline)}. Choose a later time.`, 'deadline');
    await tx.stepOpening.update({ where: { id: asked.id }, data: { deadline } });
    await recordEvent(tx, actor, 'clarification.extended', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { action: action.id, step: step.key, deadline: deadline.toISOString() },
    });
    await postMail(tx, { kind: 'clarification-asked', ...told(held) });
    return { application: rows.id, action: action.id };
  });
}

/** Puts the step's answers and evidence back as they were when the clarification was asked for. */
async function putBack(
  tx: Tx,
  { submission, step }: HeldStep,
  asked: { openedAt: Date; before: unknown },
): Promise<void> {
  const typed = cellsOf(submission.cells as Cells, step.key);
  const before = asked.before as Cells;
  const addresses = [...new Set([...Object.keys(typed), ...Object.keys(before)])].filter(
    (address) => JSON.stringify(typed[address]) !== JSON.stringify(before[address]),
  );
  if (addresses.length > 0) {
    const revision = submission.revision + 1;
    const revisions = Object.fromEntries(addresses.map((address) => [address, revision]));
    await tx.$executeRaw`
      update submissions set cells = (cells - ${addresses}::text[]) || ${JSON.stringify(before)}::jsonb,
        revisions = revisions || ${JSON.stringify(revisions)}::jsonb, revision = ${revision}, updated_at = ${now()}
      where id = ${submission.id}::uuid`;
  }
  const cited = { submissionId: submission.id, step: step.key };
  await tx.citation.updateMany({
    where: { ...cited, removedAt: null, citedAt: { gte: asked.openedAt } },
    data: { removedAt: now() },
  });
  await tx.citation.updateMany({
    where: { ...cited, removedAt: { gte: asked.openedAt }, citedAt: { lt: asked.openedAt } },
    data: { removedAt: null },
  });
}

export const closeClarificationInput = z.strictObject(place);

/**
 * Closes a clarification that was not sent: the step counts as it was submitted, its ruling stands, and what the town had
 * typed is kept on the record.
 */
export async function closeClarification(
  actor: Actor,
  input: z.output<typeof closeClarificationInput>,
): Promise<StepOpened> {
  return db.as(actor, async (tx) => {
    const held = await loadStep(tx, actor, input, 'step.open');
    const { rows, submission, action, step } = held;
    const asked = askedOf(held);
    await putBack(tx, held, asked);
    const unsent = cellsOf(submission.cells as Cells, step.key) satisfies Prisma.InputJsonObject;
    await tx.stepOpening.update({ where: { id: asked.id }, data: { closedAt: now(), unsent } });
    const stands = standing(submission.rulings, submission.openings, rows.round, true).has(step.key);
    await noteRuled(tx, { submissionId: submission.id, step: step.key, round: rows.round }, stands);
    await recordEvent(tx, actor, 'clarification.closed', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { action: action.id, step: step.key },
    });
    return { application: rows.id, action: action.id };
  });
}
