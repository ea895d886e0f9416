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
import { submittedSteps } from '@/lib/workflow/ruling';
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

function futureOf(input: Parameters<typeof deadlineOf>[0]): Date {
  const deadline = deadlineOf(input);
  if (deadline <= now()) throw refuse('invalid', 'Choose a deadline that is still to come.', 'deadline');
  return deadline;
}

/** Refuses what needs no clarification: a round is open, or the step was never submitted. */
function ensureNeeded({ rows, action, step }: HeldStep): void {
  const round = openRoundOf(rows, now());
  if (round)
    throw refuse(
      'conflict',
      `Round ${round.number} is open until ${instant(round.deadline)}. Return the application, so that the town answers in that round.`,
    );
  const steps = submittedSteps(score(rows.rulebook.content, factsOf(rows, now(), { unsent: true })));
  if (!steps.some((s) => s.action === action.id && s.key === step.key))
    throw refuse('conflict', 'This step was not submitted, so there is nothing to make clear.');
}

/** Records what became of a clarification. Part of asking, extending and closing. */
export async function noteClarification(
  tx: Tx,
  actor: Actor,
  { rows, action, step }: HeldStep,
  kind: 'clarification.asked' | 'clarification.extended' | 'clarification.closed',
  deadline?: Date,
): Promise<void> {
  await recordEvent(tx, actor, kind, {
    townId: rows.townId,
    applicationId: rows.id,
    details: { action: action.id, step: step.key, ...(deadline ? { deadline: deadline.toISOString() } : {}) },
  });
}

/** Puts it on the record and writes to the town until when it may answer. */
async function tell(
  tx: Tx,
  actor: Actor,
  held: HeldStep,
  kind: 'asked' | 'extended',
  deadline: Date,
): Promise<StepOpened> {
  const { rows, submission, action, step } = held;
  await noteClarification(tx, actor, held, `clarification.${kind}`, deadline);
  const about = { application: rows.id, submission: submission.id, step: step.key };
  await postMail(tx, { kind: 'clarification-asked', ...about });
  return { application: rows.id, action: action.id };
}

/**
 * Asks the town for a clarification of one step after its last round, with a reason and a deadline of its own. The step's
 * ruling goes along, so that the town reads and answers its points.
 */
export async function askClarification(
  actor: Actor,
  input: z.output<typeof askClarificationInput>,
): Promise<StepOpened> {
  return db.as(actor, async (tx) => {
    const held = await loadStep(tx, actor, input, 'ask');
    const { rows, submission, step } = held;
    if (actor.kind !== 'person') throw notFound();
    ensureNeeded(held);
    const deadline = futureOf(input);
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
        citedBefore: submission.citations.filter((cited) => cited.step === step.key).map(({ id }) => id),
      },
    });
    await tx.ruling.updateMany({
      where: { submissionId: submission.id, step: step.key, sentAt: null },
      data: { sentAt: now() },
    });
    // It is to be ruled on again once it is sent, which the town may not note.
    await noteRuled(tx, { submissionId: submission.id, step: step.key, round: rows.round }, false);
    return tell(tx, actor, held, 'asked', deadline);
  });
}

/** Gives a town more time for a clarification, also after its deadline. */
export async function extendClarification(
  actor: Actor,
  input: z.output<typeof extendClarificationInput>,
): Promise<StepOpened> {
  return db.as(actor, async (tx) => {
    const held = await loadStep(tx, actor, input, 'extend');
    const deadline = futureOf(input);
    if (!held.asked) throw notFound();
    if (held.asked.deadline && deadline <= held.asked.deadline)
      throw refuse('invalid', `The town has until ${instant(held.asked.deadline)}. Choose a later time.`, 'deadline');
    await tx.stepOpening.update({ where: { id: held.asked.id }, data: { deadline } });
    return tell(tx, actor, held, 'extended', deadline);
  });
}
