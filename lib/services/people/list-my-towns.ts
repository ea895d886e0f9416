import type { Actor, TownRole } from '@/lib/access/actor';
import { db } from '@/lib/db/db';

export type MyTown = { id: string; slug: string; name: string; fictional: boolean; roles: TownRole[] };

/** The towns the person belongs to, by name, with the roles held in each. */
export async function listMyTowns(actor: Actor): Promise<MyTown[]> {
  if (actor.kind !== 'person') return [];
  const ids = [...new Set(actor.memberships.flatMap((m) => m.townId ?? []))];
  if (ids.length === 0) return [];
  const towns = await db.as(actor, (tx) =>
    tx.town.findMany({
      where: { id: { in: ids } },
      select: { id: true, slug: true, name: true, fictional: true },
      orderBy: { name: 'asc' },
    }),
  );
  return towns.map((town) => ({
    ...town,
    roles: actor.memberships.flatMap((m) => (m.townId === town.id ? [m.role as TownRole] : [])),
  }));
}
