import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { loadApplication, seesUnsent, subjectOf } from '@/lib/services/applications/load-application';
import type { Finding } from '@/lib/workflow/findings';
import { findOut } from './find-out';

/**
 * Everything computed of an application for whoever reviews or decides it, what to settle first at the head; none for its
 * town. A constant number of queries.
 */
export async function listFindings(actor: Actor, application: string): Promise<Finding[]> {
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, application);
    if (rows.round === 0 || !seesUnsent(actor, subjectOf(rows))) return [];
    return (await findOut(tx, rows)).found;
  });
}
