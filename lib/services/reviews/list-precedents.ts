import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import type { Precedent } from '@/lib/workflow/precedents';
import { rulebookOf } from '@/lib/services/applications/facts';
import { ruledElsewhere } from './ruled-elsewhere';

/** How the steps of an application were ruled for other towns; nothing to whoever does not review or decide it. */
export async function listPrecedents(actor: Actor, application: string): Promise<Precedent[]> {
  return db.as(actor, async (tx) => {
    const found = await tx.application.findUnique({
      where: { id: application },
      include: { rulebook: true },
    });
    if (!found) return [];
    return ruledElsewhere(tx, { id: found.id, rulebook: { content: rulebookOf(found.rulebook) } }, null);
  });
}
