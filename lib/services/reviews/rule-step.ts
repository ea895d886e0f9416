import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound, Refusal, refuse } from '@/lib/errors';
import { findAction, findStep } from '@/lib/rulebook/published';
import { subjectOf } from '@/lib/services/applications/load-application';
import { ensure } from '@/lib/services/applications/ensure';
import { recordEvent } from '@/lib/services/record/record-event';
import { next } from '@/lib/workflow/application';
import { bonusReasons, judgeRuling } from '@/lib/workflow/ruling';
import { mayStep, stepLife } from '@/lib/workflow/step-life';
import { keepRuling, toldOf } from './keep-ruling';
import { loadReview } from './load-review';
import { noteRuled } from './submitted-steps';

export const ruleStepInput = z.strictObject({
  submission: z.uuid(),
  step: z.string().max(8),
  outcome: z.enum(['approved', 'revise', 'not-approved'], { error: 'Choose a ruling.' }),
  points: z.coerce.number({ error: 'Choose the points.' }).int('Choose the points.').optional(),
  items: z.array(z.string().max(40)).max(500).default([]),
  reason: z.string().max(4000, 'Keep the reason under 4,000 characters.').default(''),
  /** The latest ruling the form showed, empty for none: another made meanwhile is not overruled unread. */
  seen: z.union([z.uuid(), z.literal('')]).optional(),
});

export type StepRuled = { ruling: string; application: string; action: string; step: string };

/** Records a ruling on one submitted step; the latest stands until it is sent. The first one of a round begins the review. */
export async function ruleStep(actor: Actor, input: z.output<typeof ruleStepInput>): Promise<StepRuled> {
  return db.as(actor, async (tx) => {
    const found = await tx.submission.findUnique({ where: { id: input.submission }, select: { applicationId: true } });
    if (!found) throw notFound();
    const { rows, rulebook, steps } = await loadReview(tx, actor, found.applicationId);
    const submission = rows.submissions.find((s) => s.id === input.submission);
    const action = submission && findAction(rulebook, submission.actionId);
    const step = action && findStep(action, input.step);
    if (!step) throw notFound();

    const allowed = can(actor, 'review.rule', { ...subjectOf(rows), category: action.category, action: action.id });
    if (allowed.ok !== true || actor.kind !== 'person')
      throw new Refusal('forbidden', allowed.ok === false ? allowed.reasons : []);

    const scored = steps.find((s) => s.action === action.id && s.key === step.key);
    if (!scored) throw refuse('invalid', 'This step was not submitted, so there is nothing to rule on.', 'step');
    // Rulings on it are hidden from whoever reads it a second time, until the reading is given.
    const again = { submissionId: submission.id, step: step.key, readerId: actor.id, givenAt: null };
    if (await tx.secondReading.findFirst({ where: again, select: { id: true } }))
      throw refuse(
        'conflict',
        'You were asked to read this step a second time. Give that reading first; then you can rule on it.',
      );
    const earlier = submission.rulings.filter((r) => r.step === step.key).at(-1);
    ensure(mayStep(stepLife(submission, step.key, rows.round, now()), 'rule'));
    if (input.seen !== undefined && input.seen !== (earlier?.id ?? ''))
      throw refuse(
        'conflict',
        'A ruling on this step was recorded after you opened the page. Reload the page and read it first.',
      );
    const { ruling, reasons } = judgeRuling(step, scored, input);
    const siblings = steps.filter((s) => s.action === action.id);
    reasons.push(...bonusReasons(step, ruling.outcome, action, siblings));
    if (reasons.length > 0) throw new Refusal('invalid', reasons);

    const place = { submission: submission.id, step: step.key };
    const told = await toldOf(tx, scored, ruling.reason);
    const made = await keepRuling(tx, rows, place, { ...ruling, ...told }, { by: actor.id, sent: false });
    await noteRuled(tx, { submissionId: submission.id, step: step.key, round: rows.round }, true);
    // `statusSince` stays: the reviewers have been waited for since the submission.
    const status = next(rows.status, 'rule');
    if (status && status !== rows.status) await tx.application.update({ where: { id: rows.id }, data: { status } });
    await recordEvent(tx, actor, 'ruling.made', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { action: action.id, step: step.key, round: rows.round },
    });
    return { ruling: made, application: rows.id, action: action.id, step: step.key };
  });
}
