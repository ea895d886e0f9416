import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';
import { judgeRound } from './judge-round';
import { ensureCycles } from './load-cycle';
import { deadlineFields, deadlineOf, reviewByFields, reviewByOf } from './posted-moment';

export const openCycleInput = z.strictObject({
  year: z.coerce
    .number({ error: 'Enter the year.' })
    .int('Enter the year.')
    .min(2013, 'Enter a year from 2013 on.')
    .max(2199, 'Enter a year before 2200.'),
  name: z.string().trim().min(1, 'Enter a name.').max(120, 'Keep the name under 120 characters.'),
  rulebook: z.uuid('Choose a rulebook.'),
  ...deadlineFields,
  ...reviewByFields,
});

/** Opens a certification year with its rulebook and first round; towns can start applications at once. */
export async function openCycle(actor: Actor, input: z.output<typeof openCycleInput>): Promise<{ cycle: string }> {
  return db.as(actor, async (tx) => {
    ensureCycles(actor);
    const taken = await tx.cycle.findUnique({ where: { year: input.year }, select: { id: true } });
    const rulebook = await tx.rulebook.findFirst({
      where: { id: input.rulebook, publishedAt: { not: null } },
      select: { id: true },
    });
    if (taken) throw refuse('conflict', `There is a ${input.year} cycle already. Add a round to it instead.`, 'year');
    if (!rulebook) throw refuse('invalid', 'Choose a published rulebook.', 'rulebook');
    const round = { number: 1, deadline: deadlineOf(input), reviewBy: reviewByOf(input) };
    judgeRound([], round, now());

    const cycle = await tx.cycle.create({
      data: { year: input.year, name: input.name, rulebookId: rulebook.id, opensAt: now(), rounds: { create: round } },
    });
    await recordEvent(tx, actor, 'cycle.opened', {
      details: { cycle: cycle.id, year: cycle.year, deadline: round.deadline.toISOString() },
    });
    return { cycle: cycle.id };
  });
}
