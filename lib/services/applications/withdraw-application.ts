import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';
import { readersOf, tellReviewers } from '@/lib/services/reviews/tell-reviewers';
import { next } from '@/lib/workflow/application';
import { ensure } from './ensure';
import { loadApplication, subjectOf } from './load-application';

export const withdrawApplicationInput = z.strictObject({
  application: z.uuid(),
  confirm: z.literal('yes', { error: 'Confirm that the application is to be withdrawn.' }),
});

/**
 * Withdraws an application before its decision and frees the activities it claimed; its reviewers are told. Asked twice, it
 * happens once.
 */
export async function withdrawApplication(
  actor: Actor,
  input: z.output<typeof withdrawApplicationInput>,
): Promise<{ application: string }> {
  const at = now();
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, input.application, { lock: true });
    if (rows.status === 'withdrawn') return { application: rows.id };
    ensure(can(actor, 'application.withdraw', subjectOf(rows)));
    const status = next(rows.status, 'withdraw');
    if (!status) throw refuse('conflict', 'An application that was decided stays as it is.');
    await tx.application.update({ where: { id: rows.id }, data: { status, statusSince: at } });
    await tx.activityClaim.deleteMany({ where: { applicationId: rows.id } });
    await recordEvent(tx, actor, 'application.withdrawn', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { from: rows.status },
    });
    if (rows.round > 0) await tellReviewers(tx, 'reviews-released', readersOf(rows));
    return { application: rows.id };
  });
}
