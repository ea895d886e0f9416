import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { approvedSteps } from '@/lib/workflow/standing';
import { loadStep } from './load-step';
import { noteRuled } from './submitted-steps';

export const reopenStepInput = z.strictObject({
  submission: z.uuid(),
  step: z.string().max(8),
  reason: z
    .string()
    .trim()
    .min(1, 'Say why the step is opened again. The town reads it.')
    .max(4000, 'Keep the reason under 4,000 characters.'),
});

export type StepOpened = { application: string; action: string };

/**
 * Opens an approved step again, with the reason on the record and in a letter to the town: its lock is lifted, its points
 * are not awarded until it is ruled on anew; a bonus that earns only with it is opened along with it.
 */
export async function reopenStep(actor: Actor, input: z.output<typeof reopenStepInput>): Promise<StepOpened> {
  return db.as(actor, async (tx) => {
    const { rows, submission, action, step } = await loadStep(tx, actor, input, 'reopen');
    if (actor.kind !== 'person') throw notFound();
    const approved = approvedSteps(submission.rulings, submission.openings);
    const bonuses = action.steps.filter((s) => s.points.kind === 'bonus' && s.points.on === step.key).map((s) => s.key);
    const steps = [step.key, ...bonuses.filter((key) => approved.includes(key))];

    // Later than every ruling it undoes, whatever the clocks of two requests say.
    const at = new Date(Math.max(now().getTime(), ...submission.rulings.map((r) => r.at.getTime() + 1)));
    await tx.stepOpening.createMany({
      data: steps.map((key) => ({
        submissionId: submission.id,
        townId: rows.townId,
        step: key,
        kind: 'reopening' as const,
        reason: input.reason,
        openedById: actor.id,
        openedAt: at,
      })),
    });
    for (const key of steps) await noteRuled(tx, { submissionId: submission.id, step: key, round: rows.round }, false);
    await recordEvent(tx, actor, 'step.reopened', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { action: action.id, step: step.key, steps },
    });
    await postMail(tx, { kind: 'step-reopened', application: rows.id, submission: submission.id, step: step.key });
    return { application: rows.id, action: action.id };
  });
}
