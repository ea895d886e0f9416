import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { applicationFileSchema } from '@/lib/scoring/facts';
import { loadApplication, seesUnsent, subjectOf } from '@/lib/services/applications/load-application';
import type { EarlierRound } from '@/lib/workflow/changes';

/** One action as it went to the round before the present one; null without one, or for readers who do not review. */
export async function getEarlierRound(actor: Actor, application: string, action: string): Promise<EarlierRound | null> {
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, application);
    if (!seesUnsent(actor, subjectOf(rows))) return null;
    const snapshot = await tx.snapshot.findFirst({
      where: { applicationId: rows.id, kind: 'submitted', round: { lt: rows.round } },
      orderBy: { round: 'desc' },
      select: { round: true, facts: true },
    });
    if (!snapshot) return null;
    const facts = applicationFileSchema.parse(snapshot.facts);
    const submission = facts.submissions.find((one) => one.action === action);
    return submission ? { round: snapshot.round, submission } : null;
  });
}
