import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { loadApplication, seesUnsent, subjectOf } from '@/lib/services/applications/load-application';
import type { DeskView } from '@/lib/workflow/desk-view';
import { findOut } from './find-out';

/**
 * What lies beside one action on the review desk: the action as it went to the round before, and what is found of its
 * steps. Null for readers who do not review.
 */
export async function getDesk(actor: Actor, application: string, action: string): Promise<DeskView | null> {
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, application);
    if (!seesUnsent(actor, subjectOf(rows))) return null;
    const { found, earlier } = await findOut(tx, rows);
    return { earlier: earlier.get(action) ?? null, findings: found.filter((one) => one.action === action) };
  });
}
