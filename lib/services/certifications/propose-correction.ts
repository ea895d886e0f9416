import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound, refuse } from '@/lib/errors';
import { ensure } from '@/lib/services/applications/ensure';
import { inForce } from '@/lib/services/applications/facts';
import { creditedPoints } from '@/lib/services/applications/view-parts';
import { recordEvent } from '@/lib/services/record/record-event';
import { loadReview } from '@/lib/services/reviews/load-review';
import { subjectOf } from '@/lib/services/applications/load-application';
import { changesLife, mayCorrect } from '@/lib/workflow/correction-life';
import { judgeLevel } from './judge-level';

export const proposeCorrectionInput = z.strictObject({
  application: z.uuid(),
  /** The level the decision is corrected to, or that the certification is revoked with all its credits. */
  to: z.enum(['bronze', 'silver', 'gold', 'none', 'revoked'], { error: 'Choose what the decision becomes.' }),
  reason: z
    .string()
    .trim()
    .min(1, 'Say why the decision is changed. The town reads it in the letter.')
    .max(4000, 'Keep the reason under 4,000 characters.'),
});

/** Proposes to correct or revoke a decision, with the reason; nothing changes until another coordinator confirms. */
export async function proposeCorrection(
  actor: Actor,
  input: z.output<typeof proposeCorrectionInput>,
): Promise<{ application: string }> {
  return db.as(actor, async (tx) => {
    const { rows, score } = await loadReview(tx, actor, input.application);
    ensure(can(actor, 'decision.correct', subjectOf(rows)));
    if (actor.kind !== 'person') throw notFound();
    if (!mayCorrect(changesLife(rows.corrections), 'propose'))
      throw refuse('conflict', 'A change of this decision waits already. Confirm it or turn it down first.');
    const held = inForce(rows.certifications)?.level ?? null;
    const level = input.to === 'none' || input.to === 'revoked' ? null : input.to;
    // After a granted appeal the points may have changed and the level not.
    const same = level === held && score.awarded === creditedPoints(rows);
    if (input.to === 'revoked' ? held === null : same)
      throw refuse('conflict', 'The decision says so already. Choose what it becomes.', 'to');
    if (input.to !== 'revoked') judgeLevel(score, level, input.reason);
    await tx.correction.create({
      data: {
        applicationId: rows.id,
        townId: rows.townId,
        kind: input.to === 'revoked' ? 'revoked' : 'corrected',
        level,
        reason: input.reason,
        fromLevel: held,
        proposedById: actor.id,
        proposedAt: now(),
      },
    });
    await recordEvent(tx, actor, 'correction.proposed', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { to: input.to },
    });
    return { application: rows.id };
  });
}
