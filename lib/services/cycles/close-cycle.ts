import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';
import { instant } from '@/lib/words';
import { ensureCycles, loadOpenCycle } from './load-cycle';

export const closeCycleInput = z.strictObject({ cycle: z.uuid() });

/**
 * Closes a cycle to new applications once no round is open for anybody; reviews and decisions go on, and a town whose
 * application was returned can still be given more time.
 */
export async function closeCycle(actor: Actor, input: z.output<typeof closeCycleInput>): Promise<{ cycle: string }> {
  return db.as(actor, async (tx) => {
    ensureCycles(actor);
    const cycle = await loadOpenCycle(tx, input.cycle);
    const open = cycle.rounds.find((round) => round.deadline >= now());
    if (open)
      throw refuse(
        'not-ready',
        `Round ${open.number} is open until ${instant(open.deadline)}. Close the cycle after it.`,
      );
    const extended = await tx.extension.findFirst({
      where: { round: { cycleId: cycle.id }, deadline: { gte: now() } },
      include: { town: { select: { name: true } } },
    });
    if (extended)
      throw refuse(
        'not-ready',
        `${extended.town.name} has until ${instant(extended.deadline)}. Close the cycle after that.`,
      );

    await tx.cycle.update({ where: { id: cycle.id }, data: { closed: true } });
    await recordEvent(tx, actor, 'cycle.changed', { details: { cycle: cycle.id, year: cycle.year, closed: true } });
    return { cycle: cycle.id };
  });
}
