import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { instant } from '@/lib/words';
import { deadlineFor, mayExtend } from '@/lib/workflow/rounds';
import { ensureCycles, loadCycle } from './load-cycle';
import { deadlineFields, deadlineOf } from './posted-moment';

export const extendDeadlineInput = z.strictObject({
  cycle: z.uuid(),
  number: z.coerce.number({ error: 'Choose a round.' }).int().min(1, 'Choose a round.'),
  town: z.uuid('Choose a town.'),
  reason: z
    .string()
    .trim()
    .min(1, 'Say why this town has more time. It stays on the record.')
    .max(1000, 'Keep the reason under 1,000 characters.'),
  ...deadlineFields,
});

/**
 * Gives one town more time in one round, with the reason on the record and in a letter. The latest extension stands. In a closed cycle only
 * a town whose application was returned can have more.
 */
export async function extendDeadline(
  actor: Actor,
  input: z.output<typeof extendDeadlineInput>,
): Promise<{ cycle: string }> {
  return db.as(actor, async (tx) => {
    const grantedById = ensureCycles(actor);
    const cycle = await loadCycle(tx, input.cycle);
    const round = cycle.rounds.find((r) => r.number === input.number);
    if (!round) throw refuse('invalid', 'Choose a round of this cycle.', 'number');
    const town = await tx.town.findUnique({
      where: { id: input.town },
      select: {
        id: true,
        name: true,
        extensions: { where: { roundId: round.id } },
        applications: { where: { cycleId: cycle.id }, select: { id: true, round: true, status: true } },
      },
    });
    if (!town) throw refuse('invalid', 'Choose a town.', 'town');
    const application = town.applications[0];
    if (!mayExtend(cycle.closed, application?.status))
      throw refuse(
        'conflict',
        `The ${cycle.year} cycle is closed. Only a town whose application was returned can be given more time in it.`,
        'town',
      );
    if (application && application.round >= round.number)
      throw refuse(
        'conflict',
        `${town.name} has already submitted round ${round.number}. Extend a later round.`,
        'number',
      );
    const deadline = deadlineOf(input);
    const present = deadlineFor(
      round,
      town.extensions.map((e) => ({ ...e, round: round.number })),
    );
    if (deadline <= now()) throw refuse('invalid', 'Choose a deadline that is still to come.', 'deadline');
    if (deadline <= present)
      throw refuse('invalid', `${town.name} has until ${instant(present)}. Choose a later time.`, 'deadline');

    // The latest extension stands, so no two of a town may share an instant.
    const grantedAt = new Date(Math.max(now().getTime(), ...town.extensions.map((e) => e.grantedAt.getTime() + 1)));
    await tx.extension.create({
      data: { roundId: round.id, townId: town.id, deadline, reason: input.reason, grantedById, grantedAt },
    });
    await recordEvent(tx, actor, 'deadline.extended', {
      townId: town.id,
      ...(application ? { applicationId: application.id } : {}),
      details: { year: cycle.year, round: round.number, deadline: deadline.toISOString() },
    });
    await postMail(tx, {
      kind: 'deadline-moved',
      round: round.id,
      from: present.toISOString(),
      deadline: deadline.toISOString(),
      town: town.id,
      ...(application ? { application: application.id } : {}),
    });
    return { cycle: cycle.id };
  });
}
