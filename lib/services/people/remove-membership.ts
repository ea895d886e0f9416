import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';
import { endReviewing } from '@/lib/services/reviews/end-reviewing';
import { ensureOneRemains } from './ensure-one-remains';
import { ensureManages, lockPeople } from './people-scope';

export const removeMembershipInput = z.strictObject({ membership: z.uuid() });

/** Takes a role from a person, from their next request on. Refused for the last contact of a town and the last coordinator. */
export async function removeMembership(
  actor: Actor,
  input: z.infer<typeof removeMembershipInput>,
): Promise<{ name: string }> {
  return db.as(actor, async (tx) => {
    const found = await tx.membership.findUnique({ where: { id: input.membership }, select: { townId: true } });
    if (!found) throw notFound();
    ensureManages(actor, found.townId);
    await lockPeople(tx, found.townId);
    const membership = await tx.membership.findUnique({
      where: { id: input.membership },
      include: { user: { select: { name: true } } },
    });
    if (!membership) throw notFound();
    await ensureOneRemains(tx, membership);
    await tx.membership.delete({ where: { id: membership.id } });
    if (membership.role === 'reviewer') await endReviewing(tx, actor, { reviewerId: membership.userId });
    await recordEvent(tx, actor, 'membership.removed', {
      ...(membership.townId ? { townId: membership.townId } : {}),
      details: { role: membership.role, person: membership.userId },
    });
    return { name: membership.user.name };
  });
}
