import { isCoordinator, type Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { loadApplications, underWay } from '@/lib/services/applications/load-application';
import { scored } from '@/lib/services/applications/view-parts';
import type { ApplicationSummary } from '@/lib/workflow/views';

/** The applications in which a coordinator acts next (assign, decide, an appeal, a correction), longest wait first; none for others. */
export async function getCoordinatorHome(actor: Actor): Promise<ApplicationSummary[]> {
  if (!isCoordinator(actor)) return [];
  const at = now();
  return db.as(actor, async (tx) => {
    const rows = await loadApplications(tx, actor, {
      where: underWay,
      orderBy: [{ statusSince: 'asc' }, { id: 'asc' }],
    });
    return rows.map((row) => scored(actor, row, at).summary).filter(({ view }) => view.next === 'coordinator');
  });
}
