import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import type { PublicTown, TownRegister } from '@/lib/workflow/public-views';
import { publicTown, publicTownOf } from './public-town';

const ranks = { gold: 0, silver: 1, bronze: 2 };

/** The order in which certified towns are named: highest level first, then by name. */
export const byLevel = (a: PublicTown, b: PublicTown): number =>
  (a.held ? ranks[a.held.level] : 3) - (b.held ? ranks[b.held.level] : 3) || a.name.localeCompare(b.name);

/** Every town by council of governments, fictional ones last, with what is decided and recorded. `search`: part of a name. */
export async function listTowns(actor: Actor, { search = '' }: { search?: string } = {}): Promise<TownRegister> {
  const rows = await db.as(actor, (tx) => tx.town.findMany({ select: publicTown, orderBy: { name: 'asc' } }));
  const wanted = search.trim().toLowerCase();
  const all = rows.map(publicTownOf);
  const shown = all.filter(({ name, council }) => `${name} ${council}`.toLowerCase().includes(wanted));
  const councils = new Map<string, TownRegister['councils'][number]>();
  for (const town of shown) {
    const group = councils.get(town.council) ?? { council: town.council, fictional: town.fictional, towns: [] };
    group.towns.push(town);
    councils.set(town.council, group);
  }
  return {
    councils: [...councils.values()].sort(
      (a, b) => Number(a.fictional) - Number(b.fictional) || a.council.localeCompare(b.council),
    ),
    certified: shown.filter(({ held }) => held !== null).sort(byLevel),
    shown: shown.length,
    all: all.length,
  };
}
