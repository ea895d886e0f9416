import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { loadApplication, seesUnsent, subjectOf } from '@/lib/services/applications/load-application';
import type { EarlierRound } from '@/lib/workflow/changes';
import { earlierRounds } from './earlier-rounds';

/** One action as it went to the round before the present one; null without one, or for readers who do not review. */
export async function getEarlierRound(actor: Actor, application: string, action: string): Promise<EarlierRound | null> {
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, application);
    if (!seesUnsent(actor, subjectOf(rows))) return null;
    return (await earlierRounds(tx, rows)).get(action) ?? null;
  });
}
