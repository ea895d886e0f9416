import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import type { Prisma } from '@/lib/db/generated/client';
import { notFound } from '@/lib/errors';
import type { Cells } from '@/lib/rulebook/cells';
import { standing } from '@/lib/workflow/standing';
import { noteClarification } from './ask-clarification';
import { cellsOf, loadStep, type HeldStep } from './load-step';
import type { StepOpened } from './reopen-step';
import { noteRuled } from './submitted-steps';

/** Puts the step's answers and evidence back as they were when the clarification was asked for. */
async function putBack(
  tx: Tx,
  { submission, step }: HeldStep,
  asked: { before: unknown; citedBefore: string[] },
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
    where: { ...cited, removedAt: null, id: { notIn: asked.citedBefore } },
    data: { removedAt: now() },
  });
  await tx.citation.updateMany({ where: { ...cited, id: { in: asked.citedBefore } }, data: { removedAt: null } });
}

export const closeClarificationInput = z.strictObject({ submission: z.uuid(), step: z.string().max(8) });

/**
 * Closes a clarification that was not sent: the step counts as it was submitted, its ruling stands, and what the town had
 * typed is kept on the record.
 */
export async function closeClarification(
  actor: Actor,
  input: z.output<typeof closeClarificationInput>,
): Promise<StepOpened> {
  return db.as(actor, async (tx) => {
    const held = await loadStep(tx, actor, input, 'close');
    const { rows, submission, action, step, asked } = held;
    if (!asked) throw notFound();
    await putBack(tx, held, asked);
    const unsent = cellsOf(submission.cells as Cells, step.key) satisfies Prisma.InputJsonObject;
    await tx.stepOpening.update({ where: { id: asked.id }, data: { closedAt: now(), unsent } });
    const stands = standing(submission.rulings, submission.openings, rows.round, true).has(step.key);
    await noteRuled(tx, { submissionId: submission.id, step: step.key, round: rows.round }, stands);
    await noteClarification(tx, actor, held, 'clarification.closed');
    return { application: rows.id, action: action.id };
  });
}
