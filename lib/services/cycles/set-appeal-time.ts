import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { notFound, refuse } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';
import { ensureCycles } from './load-cycle';

export const setAppealTimeInput = z.strictObject({
  cycle: z.uuid(),
  days: z.coerce
    .number({ error: 'Enter a number of days.' })
    .int('Enter whole days.')
    .min(1, 'Give towns at least one day.')
    .max(365, 'Choose at most 365 days.'),
});

/** Sets how long towns can appeal rulings after a decision; never shorter than decided towns were told in their letters. */
export async function setAppealTime(
  actor: Actor,
  input: z.output<typeof setAppealTimeInput>,
): Promise<{ cycle: string }> {
  return db.as(actor, async (tx) => {
    ensureCycles(actor);
    await tx.$queryRaw`select id from cycles where id = ${input.cycle}::uuid for update`;
    const cycle = await tx.cycle.findUnique({ where: { id: input.cycle } });
    if (!cycle) throw notFound();
    if (cycle.appealDays === input.days) return { cycle: cycle.id };
    const decided = await tx.application.count({ where: { cycleId: cycle.id, decidedAt: { not: null } } });
    if (decided > 0 && input.days < cycle.appealDays)
      throw refuse(
        'conflict',
        `Letters of this cycle told towns that they have ${cycle.appealDays} days. Choose more days, or leave it.`,
        'days',
      );
    await tx.cycle.update({ where: { id: cycle.id }, data: { appealDays: input.days } });
    await recordEvent(tx, actor, 'cycle.changed', {
      details: { cycle: cycle.id, year: cycle.year, appealDays: input.days },
    });
    return { cycle: cycle.id };
  });
}
