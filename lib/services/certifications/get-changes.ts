import { holds, townRoles, type Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { loadApplication } from '@/lib/services/applications/load-application';
import { decisionChanges, type DecisionChange } from '@/lib/workflow/decision-changes';

/** What is considered, or was made, of a change of the decision, latest first, for its town; empty for everybody else. */
export async function getChanges(actor: Actor, application: string): Promise<DecisionChange[]> {
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, application);
    return holds(actor, townRoles, rows.townId) ? decisionChanges(rows.notices, rows.corrections) : [];
  });
}
