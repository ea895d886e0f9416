import type { Tx } from '@/lib/db/db';
import { actionName, findAction } from '@/lib/rulebook/published';
import type { Score } from '@/lib/scoring/result';
import type { ApplicationRows } from '@/lib/services/applications/load-application';
import { submittedSteps } from '@/lib/workflow/ruling';

type Sent = Pick<ApplicationRows, 'id' | 'townId' | 'rulebook' | 'submissions'>;

/** Lists the steps that go to a round, scored at its submission: what queues and assigning read. Part of submitting. */
export async function listSubmitted(
  tx: Tx,
  rows: Sent,
  score: Score,
  sent: { round: number; at: Date },
): Promise<void> {
  const submissions = new Map(rows.submissions.map((one) => [one.actionId, one.id]));
  await tx.submittedStep.createMany({
    data: submittedSteps(score).map((step, index) => {
      const action = findAction(rows.rulebook.content, step.action)!;
      return {
        applicationId: rows.id,
        townId: rows.townId,
        submissionId: submissions.get(step.action)!,
        actionId: step.action,
        category: action.category,
        step: step.key,
        round: sent.round,
        position: index + 1,
        action: actionName(action),
        title: step.label,
        documented: step.documented,
        submittedAt: sent.at,
        ruled: step.ruling !== null,
      };
    }),
  });
}

/** Notes whether a ruling stands on a submitted step. Part of ruling, and of reopening a step. */
export async function noteRuled(
  tx: Tx,
  place: { submissionId: string; step: string; round: number },
  ruled: boolean,
): Promise<void> {
  await tx.submittedStep.updateMany({ where: place, data: { ruled } });
}
