import { isCoordinator, type Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { loadApplications, underWay } from '@/lib/services/applications/load-application';
import { scored } from '@/lib/services/applications/view-parts';
import type { ApplicationSummary } from '@/lib/workflow/views';

/**
 * The applications in which a coordinator acts next (assign, decide, an appeal, a correction), longest wait first; none for
 * others. A correction waits for everybody but whoever proposed it. Drafts past their last deadline are on the board alone.
 */
export async function getCoordinatorHome(actor: Actor): Promise<ApplicationSummary[]> {
  if (actor.kind !== 'person' || !isCoordinator(actor)) return [];
  const at = now();
  return db.as(actor, async (tx) => {
    const rows = await loadApplications(tx, actor, {
      where: underWay,
      orderBy: [{ statusSince: 'asc' }, { id: 'asc' }],
    });
    return rows
      .filter((row) => !row.corrections.some((one) => !one.settledAt && one.proposedById === actor.id))
      .map((row) => scored(actor, row, at).summary)
      .filter(({ view }) => view.next === 'coordinator')
      .sort((a, b) => a.since.getTime() - b.since.getTime());
  });
}
