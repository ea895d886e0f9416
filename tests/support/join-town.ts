import { publicActor } from '@/lib/auth';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { giveRole } from '@/lib/services/people/use-invitation';
import { prisma } from './owner';

/** Somebody takes an invitation of a town, as they do from its link. */
export async function joinTown(user: string, townId: string): Promise<void> {
  const at = now();
  const role = { role: 'viewer' as const, townId };
  const { id } = await prisma().invitation.create({
    data: {
      ...role,
      email: 'invited@example.org',
      createdAt: at,
      expiresAt: at,
      usedAt: at,
    },
  });
  await db.atDoor((tx) => giveRole(tx, publicActor, { id, ...role }, user, at));
}
