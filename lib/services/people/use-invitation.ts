import type { Actor, Role } from '@/lib/access/actor';
import { db, type Tx } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';
import { endReviewing } from '@/lib/services/reviews/end-reviewing';
import { lockPeople } from './people-scope';

type Invitation = { id: string; role: Role; townId: string | null };

/** Uses an invitation up, before anything comes of it; not-found when somebody else was faster. */
export async function spendInvitation(tx: Tx, { id }: Invitation, email: string, at: Date): Promise<void> {
  const used = await tx.invitation.updateMany({ where: { id, usedAt: null }, data: { usedAt: at, email } });
  if (used.count === 0) throw refuse('not-found', 'This link was used already or has expired. Ask for a new one.');
}

/**
 * Gives a person the role of an invitation that was used up, unless they have it. A reviewer who joins a town lets go of what
 * they were given of it.
 */
export async function giveRole(
  tx: Tx,
  actor: Actor,
  { role, townId }: Invitation,
  userId: string,
  at: Date,
): Promise<void> {
  await lockPeople(tx, townId);
  const held = await tx.membership.findFirst({ where: { userId, role, townId }, select: { id: true } });
  if (!held) await tx.membership.create({ data: { userId, role, townId, createdAt: at } });
  // Nobody reviews a town they belong to: what they had of it is for others from now on.
  if (townId) await db.pastDoor(tx, (inside) => endReviewing(inside, actor, { reviewerId: userId, townId }));
  await recordEvent(tx, actor, 'person.joined', { ...(townId ? { townId } : {}), details: { role, person: userId } });
}
