import type { Actor } from '@/lib/access/actor';
import { db, type Tx } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { findAction } from '@/lib/rulebook/published';
import type { ActionPageView, CreditedTown } from '@/lib/workflow/public-views';
import { ladderOf, pointsInWords, requiredFor } from './action-points';
import { loadRulebookInForce } from './rulebook-in-force';

/** The towns with the action on their ledger, once each with its latest year, newest first. */
async function creditedTowns(tx: Tx, action: string): Promise<CreditedTown[]> {
  const rows = await tx.credit.groupBy({
    by: ['townId', 'year'],
    where: { actionId: action, endedAt: null },
    _sum: { points: true },
  });
  const latest = new Map<string, (typeof rows)[number]>();
  for (const row of rows) if ((latest.get(row.townId)?.year ?? 0) < row.year) latest.set(row.townId, row);
  const towns = await tx.town.findMany({
    where: { id: { in: [...latest.keys()] } },
    select: { id: true, slug: true, name: true, fictional: true },
  });
  return towns
    .map(({ id, ...town }) => ({ ...town, year: latest.get(id)!.year, points: latest.get(id)!._sum.points ?? 0 }))
    .sort((a, b) => b.year - a.year || a.name.localeCompare(b.name));
}

/** An action of the rulebook in force, as anybody may read it. Not-found for an unknown id. */
export async function getAction(actor: Actor, { id }: { id: string }): Promise<ActionPageView> {
  return db.as(actor, async (tx) => {
    const rulebook = await loadRulebookInForce(tx);
    const action = findAction(rulebook, id);
    if (!action) throw notFound();
    return {
      action,
      category: rulebook.categories.find(({ number }) => number === action.category)!,
      points: pointsInWords(action),
      ladder: ladderOf(rulebook, action),
      requiredFor: requiredFor(rulebook, action),
      related: (action.related ?? []).flatMap((other) => {
        const found = findAction(rulebook, other);
        return found ? [{ id: found.id, number: found.number, title: found.title }] : [];
      }),
      credited: await creditedTowns(tx, id),
    };
  });
}
