import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import type { Prisma } from '@/lib/db/generated/client';
import { notFound, Refusal } from '@/lib/errors';
import { addJob } from '@/lib/jobs/add-job';
import { withoutLeavingOut } from '@/lib/scoring/problems';
import { score } from '@/lib/scoring/score';
import { blockers } from '@/lib/services/applications/blockers';
import { claimActivities } from '@/lib/services/applications/claims';
import { factsOf } from '@/lib/services/applications/facts';
import { newReceipt } from '@/lib/services/applications/submit-application';
import { recordEvent } from '@/lib/services/record/record-event';
import { loadStep, type HeldStep } from '@/lib/services/reviews/load-step';
import { answerHref } from '@/lib/workflow/links';
import { unanswered } from '@/lib/workflow/return-points';
import { submittedSteps } from '@/lib/workflow/ruling';
import { standing } from '@/lib/workflow/standing';

export const sendClarificationInput = z.strictObject({ submission: z.uuid(), step: z.string().max(8) });
export type ClarificationSent = { application: string; action: string; receipt: string };

/** Refuses answers with gaps: a point of the ruling not answered, or a problem of this step that blocks. */
function judge({ rows, submission, step }: HeldStep, facts: ReturnType<typeof factsOf>): void {
  const ruling = standing(submission.rulings, submission.openings, rows.round, false).get(step.key);
  const left = ruling ? unanswered(ruling).length : 0;
  const here = answerHref(rows.id, submission.actionId, step.key);
  const scored = score(rows.rulebook.content, facts);
  const own = scored.problems.filter((p) => p.path.startsWith(`${submission.actionId}/${step.key}.`));
  const reasons = blockers(rows, { ...scored, problems: own }).map((reason) => ({
    ...reason,
    message: withoutLeavingOut(reason.message),
  }));
  if (!submittedSteps(scored).some((s) => s.action === submission.actionId && s.key === step.key))
    reasons.push({ code: 'unfinished', message: `Answer step ${step.key}: there is nothing to send.`, at: here });
  if (left > 0)
    reasons.push({
      code: 'points-open',
      message: 'Say for each point of the reviewer what you changed, and where.',
      at: here,
    });
  if (reasons.length > 0) throw new Refusal('not-ready', reasons);
}

async function freeze(tx: Tx, by: string, { rows }: HeldStep, facts: ReturnType<typeof factsOf>): Promise<string> {
  const receipt = await newReceipt(tx, rows.cycle.year);
  const where = { applicationId: rows.id, kind: 'submitted' as const, round: rows.round };
  await tx.snapshot.create({
    data: {
      ...where,
      townId: rows.townId,
      sequence: await tx.snapshot.count({ where }),
      receipt,
      requestKey: randomUUID(),
      rulebookHash: rows.rulebook.hash,
      facts: facts satisfies Prisma.InputJsonValue,
      score: score(rows.rulebook.content, facts) as unknown as Prisma.InputJsonObject,
      takenAt: now(),
      takenById: by,
    },
  });
  return receipt;
}

/**
 * Sends the clarification of one step, before its deadline: what is sent is kept with a receipt, and the step is ruled on
 * again. Asked twice, it is sent once.
 */
export async function sendClarification(
  actor: Actor,
  input: z.output<typeof sendClarificationInput>,
): Promise<ClarificationSent> {
  const at = now();
  return db.as(actor, async (tx) => {
    const held = await loadStep(tx, actor, input, 'answer', at);
    const { rows, submission, action, step, asked } = held;
    if (actor.kind !== 'person' || !asked) throw notFound();
    const facts = factsOf(rows, at, { unsent: false });
    judge(held, facts);

    await claimActivities(tx, rows, facts);
    const receipt = await freeze(tx, actor.id, held, facts);
    // Later than the ruling it answers, whatever the clocks of two requests say.
    const sentAt = new Date(Math.max(at.getTime(), ...submission.rulings.map((r) => r.at.getTime() + 1)));
    await tx.stepOpening.update({ where: { id: asked.id }, data: { sentAt } });
    await recordEvent(tx, actor, 'clarification.sent', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { action: action.id, step: step.key, receipt },
    });
    await addJob(tx, 'check-application-links', { application: rows.id });
    return { application: rows.id, action: action.id, receipt };
  });
}
