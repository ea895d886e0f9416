import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import type { FrontPageView } from '@/lib/workflow/public-views';
import { byLevel } from './list-towns';
import { publicTown, publicTownOf } from './public-town';
import { loadRulebookInForce } from './rulebook-in-force';

/** What the front page shows: levels and size of the rulebook in force, and the towns certified today. */
export async function getFrontPage(actor: Actor): Promise<FrontPageView> {
  return db.as(actor, async (tx) => {
    const rulebook = await loadRulebookInForce(tx);
    const towns = await tx.town.count({ where: { fictional: false } });
    const rows = await tx.town.findMany({ where: { certifications: { some: { endedAt: null } } }, select: publicTown });
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
