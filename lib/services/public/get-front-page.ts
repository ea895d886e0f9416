import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import type { Level } from '@/lib/rulebook/schema';
import { byLevel } from './list-towns';
import { publicTown, publicTownOf, type PublicTown } from './public-town';
import { loadRulebookInForce } from './rulebook-in-force';

export type FrontPage = {
  levels: Pick<Level, 'id' | 'name' | 'criteria' | 'source'>[];
  years: number;
  actions: number;
  categories: number;
  towns: number;
  certified: PublicTown[];
};

/** What the front page shows: levels and size of the rulebook in force, and the towns certified today. */
export async function getFrontPage(actor: Actor): Promise<FrontPage> {
  return db.as(actor, async (tx) => {
    const rulebook = await loadRulebookInForce(tx);
    const towns = await tx.town.count({ where: { fictional: false } });
    const rows = await tx.town.findMany({ where: { certifications: { some: {} } }, select: publicTown });
    return {
      levels: rulebook.levels,
      years: rulebook.timeframe.certificationYears,
      actions: rulebook.actions.length,
      categories: rulebook.categories.length,
      towns,
      certified: rows
        .map(publicTownOf)
        .filter(({ held }) => held !== null)
        .sort(byLevel),
    };
  });
}
