import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound, refuse } from '@/lib/errors';
import { findAction } from '@/lib/rulebook/published';
import { recordEvent } from '@/lib/services/record/record-event';
import { approvedSteps } from '@/lib/workflow/standing';
import { ensure } from './ensure';
import { loadApplication, subjectOf } from './load-application';
import { submittedActions } from './submitted-actions';

export type Changed = { application: string; action: string };

const actionInput = { application: z.uuid(), action: z.string().min(1).max(100) };
export const addActionInput = z.strictObject(actionInput);

/** Adds an action of the rulebook to an open application. Adding it again changes nothing. */
export async function addAction(actor: Actor, input: z.output<typeof addActionInput>): Promise<Changed> {
  const at = now();
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, input.application, { lock: true });
    ensure(can(actor, 'application.edit', subjectOf(rows)));
    const action = findAction(rows.rulebook.content, input.action);
    if (!action) throw refuse('invalid', 'Choose an action of this application’s rulebook.', 'action');
    const changed = { application: rows.id, action: action.id };
    if (rows.submissions.some((s) => s.actionId === action.id)) return changed;
    await tx.submission.create({
      data: {
        applicationId: rows.id,
        townId: rows.townId,
        actionId: action.id,
        createdAt: at,
        updatedAt: at,
        updatedById: actor.kind === 'person' ? actor.id : null,
      },
    });
    await recordEvent(tx, actor, 'application.action-added', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { action: action.id },
    });
    return changed;
  });
}

export const removeActionInput = z.strictObject({ ...actionInput, confirm: z.literal('yes').optional() });

/**
 * Takes an action out of an application with its answers. Only one that was never submitted; one with answers or evidence
 * only when `confirm` is said. An action that was submitted can be left out instead.
 */
export async function removeAction(actor: Actor, input: z.output<typeof removeActionInput>): Promise<Changed> {
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, input.application, { lock: true });
    ensure(can(actor, 'application.edit', subjectOf(rows)));
    const submission = rows.submissions.find((s) => s.actionId === input.action);
    if (!submission) throw notFound();
    // Autosave holds this row while it writes: wait for it, and look at what it wrote.
    const [fresh] = await tx.$queryRaw<{ begun: boolean }[]>`
      select cells <> '{}'::jsonb as begun from submissions where id = ${submission.id}::uuid for update`;
    if (submission.rulings.length > 0 || (await submittedActions(tx, rows.id)).has(submission.actionId))
      throw refuse(
        'conflict',
        'This action was submitted before and stays on record. Leave it out of this round instead.',
      );
    const begun = fresh?.begun === true || submission.citations.length > 0;
    if (begun && input.confirm !== 'yes')
      throw refuse(
        'not-ready',
        'This action has answers or evidence. Confirm that they are to be removed with it.',
        'confirm',
      );
    await tx.citation.deleteMany({ where: { submissionId: submission.id } });
    await tx.submission.delete({ where: { id: submission.id } });
    await recordEvent(tx, actor, 'application.action-removed', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { action: input.action, begun },
    });
    return { application: rows.id, action: input.action };
  });
}

export const leaveOutInput = z.strictObject({ ...actionInput, leave: z.enum(['yes', 'no']) });

/** Leaves an action out of the next round, or takes it back in. Its answers are kept. */
export async function leaveOut(actor: Actor, input: z.output<typeof leaveOutInput>): Promise<Changed> {
  const leftOut = input.leave === 'yes';
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, input.application, { lock: true });
    ensure(can(actor, 'application.edit', subjectOf(rows)));
    const submission = rows.submissions.find((s) => s.actionId === input.action);
    if (!submission) throw notFound();
    const changed = { application: rows.id, action: input.action };
    if (submission.leftOut === leftOut) return changed;
    if (leftOut && approvedSteps(submission.rulings, submission.openings).length > 0)
      throw refuse(
        'conflict',
        'A step of this action is approved and keeps its points. Leave out single steps instead.',
      );
    await tx.submission.update({ where: { id: submission.id }, data: { leftOut } });
    await recordEvent(tx, actor, 'application.left-out', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { action: input.action, leftOut },
    });
    return changed;
  });
}
