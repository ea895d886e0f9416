import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { joinDate } from '@/lib/date-parts';
import { db } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { isRealDate, newYorkDate } from '@/lib/rulebook/dates';
import { recordEvent } from '@/lib/services/record/record-event';
import { ensureTowns, lockTown } from './ensure-towns';

const part = z.string().max(4).default('');

export const recordRegistrationInput = z.strictObject({
  town: z.uuid(),
  'resolution.month': part,
  'resolution.day': part,
  'resolution.year': part,
  teamSize: z.coerce
    .number({ error: 'Enter the number of members.' })
    .int('Enter a whole number.')
    .min(3, 'A Sustainability Team has at least three members.')
    .max(500, 'Enter the number of members of the Sustainability Team.'),
});

/** Records that a town is registered: resolution passed, contact named, Sustainability Team of at least three. */
export async function recordRegistration(
  actor: Actor,
  input: z.output<typeof recordRegistrationInput>,
): Promise<{ town: string; slug: string }> {
  return db.as(actor, async (tx) => {
    const recordedById = ensureTowns(actor);
    const town = await lockTown(tx, input.town);
    const resolution = joinDate({
      month: input['resolution.month'],
      day: input['resolution.day'],
      year: input['resolution.year'],
    });
    if (!isRealDate(resolution))
      throw refuse('invalid', 'Enter the whole date on which the resolution passed.', 'resolution');
    if (resolution > newYorkDate(now().toISOString()))
      throw refuse('invalid', 'The resolution has to be passed before the registration is recorded.', 'resolution');
    const contact = await tx.membership.findFirst({
      where: { townId: town.id, role: 'contact', user: { disabledAt: null } },
      select: { id: true },
    });
    const invited =
      contact ??
      (await tx.invitation.findFirst({
        where: { townId: town.id, role: 'contact', usedAt: null, expiresAt: { gt: now() } },
        select: { id: true },
      }));
    if (!invited) throw refuse('not-ready', `Name a contact first: invite somebody to be ${town.name}’s town contact.`);

    const data = {
      resolutionPassed: new Date(`${resolution}T00:00:00Z`),
      teamSize: input.teamSize,
      recordedById,
      recordedAt: now(),
    };
    await tx.registration.upsert({ where: { townId: town.id }, update: data, create: { ...data, townId: town.id } });
    await recordEvent(tx, actor, 'town.registered', { townId: town.id });
    return { town: town.id, slug: town.slug };
  });
}
