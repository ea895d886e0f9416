import { z } from 'zod';
import { townsOf, type Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound, refuse } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';
import { openRound } from '@/lib/workflow/rounds';
import { ensure } from './ensure';

export const startApplicationInput = z.strictObject({
  town: z.uuid(),
  cycle: z.uuid({ error: 'Choose a cycle.' }),
  aim: z.enum(['bronze', 'silver', 'gold'], { error: 'Choose the level to aim at.' }),
});

/**
 * Starts a town's application in a cycle, empty and pinned to the cycle's rulebook; returns its id. One for each town and
 * cycle; only a registered town; only while a round is open.
 */
export async function startApplication(
  actor: Actor,
  input: z.output<typeof startApplicationInput>,
): Promise<{ id: string }> {
  const at = now();
  return db.as(actor, async (tx) => {
    if (!townsOf(actor).includes(input.town)) throw notFound();
    // The lock makes two people who start at once meet here instead of at the unique constraint.
    await tx.$queryRaw`select id from towns where id = ${input.town}::uuid for no key update`;
    const town = await tx.town.findUnique({
      where: { id: input.town },
      include: { registration: true, applications: { where: { cycleId: input.cycle }, select: { id: true } } },
    });
    const cycle = await tx.cycle.findUnique({ where: { id: input.cycle }, include: { rounds: true, rulebook: true } });
    if (!town || !cycle) throw notFound();
    ensure(can(actor, 'application.start', { townId: town.id }));

    if (!town.registration)
      throw refuse(
        'not-ready',
        `${town.name} is not registered yet. A coordinator records the resolution, the contact and the Sustainability Team.`,
        'town',
      );
    if (town.applications.length > 0)
      throw refuse(
        'conflict',
        `${town.name} has an application in this cycle already. Open it from the home page.`,
        'cycle',
      );
    const extensions = await tx.extension.findMany({
      where: { townId: town.id, round: { cycleId: cycle.id } },
      select: { deadline: true, grantedAt: true, round: { select: { number: true } } },
    });
    const open = openRound(
      cycle.rounds,
      extensions.map((e) => ({ ...e, round: e.round.number })),
      0,
      at,
    );
    if (cycle.closed || cycle.opensAt > at || !cycle.rulebook.publishedAt || !open)
      throw refuse('not-ready', `${cycle.name} takes no applications now. Choose another cycle.`, 'cycle');

    const created = await tx.application.create({
      data: {
        townId: town.id,
        cycleId: cycle.id,
        rulebookId: cycle.rulebookId,
        aim: input.aim,
        createdAt: at,
        statusSince: at,
      },
      select: { id: true },
    });
    await recordEvent(tx, actor, 'application.started', {
      townId: town.id,
      applicationId: created.id,
      details: { aim: input.aim, year: cycle.year },
    });
    return created;
  });
}
