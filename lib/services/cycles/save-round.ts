import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { judgeRound } from './judge-round';
import { ensureCycles, loadOpenCycle } from './load-cycle';
import { deadlineFields, deadlineOf, reviewByFields, reviewByOf } from './posted-moment';

export const saveRoundInput = z.strictObject({
  cycle: z.uuid(),
  number: z.coerce.number().int().min(1).max(12, 'A cycle has at most 12 rounds.'),
  ...deadlineFields,
  /** Why a round that there is ends at another time. */
  reason: z.string().trim().max(1000, 'Keep the reason under 1,000 characters.').default(''),
  ...reviewByFields,
});

/**
 * Changes a round's deadline and review day for every town, or adds the next round. Towns that the round is open for are told of
 * another deadline, and why, in a letter.
 */
export async function saveRound(actor: Actor, input: z.output<typeof saveRoundInput>): Promise<{ cycle: string }> {
  return db.as(actor, async (tx) => {
    const by = ensureCycles(actor);
    const cycle = await loadOpenCycle(tx, input.cycle);
    const last = cycle.rounds.at(-1)?.number ?? 0;
    if (input.number > last + 1) throw refuse('invalid', `Add round ${last + 1} first.`, 'number');
    const round = { number: input.number, deadline: deadlineOf(input), reviewBy: reviewByOf(input) };
    judgeRound(cycle.rounds, round, now());

    const present = cycle.rounds.find((one) => one.number === round.number);
    const moved = present !== undefined && present.deadline.getTime() !== round.deadline.getTime();
    if (moved && !input.reason)
      throw refuse(
        'invalid',
        'Say why the deadline is moved. Towns read it in a letter, and it stays on the record.',
        'reason',
      );

    const { id } = await tx.round.upsert({
      where: { cycleId_number: { cycleId: cycle.id, number: round.number } },
      update: {
        deadline: round.deadline,
        reviewBy: round.reviewBy,
        ...(moved ? { movedById: by, movedBecause: input.reason } : {}),
      },
      create: { ...round, cycleId: cycle.id },
    });
    await recordEvent(tx, actor, 'cycle.changed', {
      details: {
        cycle: cycle.id,
        year: cycle.year,
        round: round.number,
        deadline: round.deadline.toISOString(),
        reviewBy: round.reviewBy?.toISOString() ?? null,
        ...(moved ? { from: present.deadline.toISOString(), reason: input.reason } : {}),
      },
    });
    if (moved)
      await postMail(tx, {
        kind: 'deadline-moved',
        round: id,
        from: present.deadline.toISOString(),
        deadline: round.deadline.toISOString(),
      });
    return { cycle: cycle.id };
  });
}
