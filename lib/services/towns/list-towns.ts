import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import type { TownLine } from '@/lib/workflow/program-views';
import { ensureReadsTowns } from './ensure-towns';
import { townLine, townShape } from './town-line';

/** Every town with how it takes part, by name, in a constant number of queries. Coordinators only. */
export async function listTowns(actor: Actor): Promise<TownLine[]> {
  return db.as(actor, async (tx) => {
    ensureReadsTowns(actor);
    const rows = await tx.town.findMany({ include: townShape, orderBy: { name: 'asc' } });
    return rows.map(townLine);
  });
}
