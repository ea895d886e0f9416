import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { notFound, refuse } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';
import { endReviewing } from '@/lib/services/reviews/end-reviewing';
import { ensureOneRemains } from './ensure-one-remains';
import { ensureManages, lockPeople } from './people-scope';
import { isTownRole, roles } from './roles';

export const changeRoleInput = z.strictObject({
  membership: z.uuid(),
  role: z.enum(roles, 'Choose a role.'),
});

/** Gives a person another role in the same place, from their next request on. Refused for the last contact or coordinator. */
export async function changeRole(actor: Actor, input: z.infer<typeof changeRoleInput>): Promise<{ name: string }> {
  return db.as(actor, async (tx) => {
    const found = await tx.membership.findUnique({ where: { id: input.membership }, select: { townId: true } });
    if (!found) throw notFound();
    ensureManages(actor, found.townId);
    if (isTownRole(input.role) !== (found.townId !== null))
      throw refuse('invalid', found.townId ? 'Choose a role in the town.' : 'Choose reviewer or coordinator.', 'role');
    await lockPeople(tx, found.townId);
    const membership = await tx.membership.findUnique({
      where: { id: input.membership },
      include: { user: { select: { name: true } } },
    });
    if (!membership) throw notFound();
    const { userId, townId, role, user } = membership;
    if (role === input.role) return { name: user.name };
    await ensureOneRemains(tx, membership);
    const held = await tx.membership.findFirst({ where: { userId, townId, role: input.role }, select: { id: true } });
    if (held) throw refuse('conflict', `${user.name} has that role already. Remove this one instead.`, 'role');
    await tx.membership.update({ where: { id: membership.id }, data: { role: input.role } });
    if (role === 'reviewer') await endReviewing(tx, actor, { reviewerId: userId });
    await recordEvent(tx, actor, 'membership.changed', {
      ...(townId ? { townId } : {}),
      details: { from: role, to: input.role, person: userId },
    });
    return { name: user.name };
  });
}
