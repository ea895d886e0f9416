import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { db } from '@/lib/db/db';
import { recordEvent } from '@/lib/services/record/record-event';
import { ensure } from './ensure';
import { loadApplication, subjectOf } from './load-application';

export const setAimInput = z.strictObject({
  application: z.uuid(),
  aim: z.enum(['bronze', 'silver', 'gold'], { error: 'Choose the level to aim at.' }),
});

/** Changes the level an open application aims at. */
export async function setAim(actor: Actor, input: z.output<typeof setAimInput>): Promise<{ application: string }> {
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, input.application, { lock: true });
    ensure(can(actor, 'application.edit', subjectOf(rows)));
    if (rows.aim === input.aim) return { application: rows.id };
    await tx.application.update({ where: { id: rows.id }, data: { aim: input.aim } });
    await recordEvent(tx, actor, 'application.aim-set', {
      townId: rows.townId,
      applicationId: rows.id,
      details: { aim: input.aim },
    });
    return { application: rows.id };
  });
}
