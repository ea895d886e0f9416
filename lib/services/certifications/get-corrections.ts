import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { db } from '@/lib/db/db';
import { loadApplication, subjectOf } from '@/lib/services/applications/load-application';
import { reviewOf } from '@/lib/services/reviews/load-review';
import { correctionLife } from '@/lib/workflow/correction-life';
import type { CorrectionView } from '@/lib/workflow/correction-view';
import { stepWords } from './correct-points';
import { correctionLetter } from './settle-correction';

/** What was proposed to change of a decision, latest first, the waiting one with its letter. Empty for all but coordinators. */
export async function getCorrections(actor: Actor, application: string): Promise<CorrectionView[]> {
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, application);
    if (can(actor, 'decision.correct', subjectOf(rows)).ok !== true || actor.kind !== 'person') return [];
    const names = await tx.user.findMany({
      where: { id: { in: rows.corrections.flatMap((c) => [c.proposedById, c.settledById ?? []].flat()) } },
      select: { id: true, name: true },
    });
    const review = reviewOf(rows);
    const name = (id: string | null) => names.find((one) => one.id === id)?.name ?? null;
    return rows.corrections.toReversed().map((c) => ({
      id: c.id,
      kind: c.kind,
      appealed: c.appealId !== null,
      step: stepWords(review, c),
      level: c.level,
      from: c.fromLevel,
      reason: c.reason,
      by: name(c.proposedById) ?? '',
      at: c.proposedAt,
      state: correctionLife(c),
      settledBy: name(c.settledById),
      settledAt: c.settledAt,
      own: c.proposedById === actor.id,
      preview: c.settledAt ? null : correctionLetter(review, c),
    }));
  });
}
