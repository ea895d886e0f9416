import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { findAction } from '@/lib/rulebook/published';
import type { Score } from '@/lib/scoring/result';
import type { ReceiptView } from '@/lib/workflow/views';
import { parseId } from './get-application';
import { loadApplication } from './load-application';
import { townRef } from './view-parts';

/** The receipt of the latest submission, read from its snapshot; not-found before the first. */
export async function getReceipt(actor: Actor, application: string): Promise<ReceiptView> {
  return db.as(actor, async (tx) => {
    const rows = await loadApplication(tx, actor, parseId(application));
    const snapshot = await tx.snapshot.findFirst({
      where: { applicationId: rows.id, kind: 'submitted' },
      orderBy: [{ round: 'desc' }, { sequence: 'desc' }],
    });
    if (!snapshot) throw notFound();
    const by = await tx.user.findUnique({ where: { id: snapshot.takenById }, select: { name: true } });
    const score = snapshot.score as unknown as Score;
    return {
      application: rows.id,
      town: townRef(rows.town),
      year: rows.cycle.year,
      receipt: snapshot.receipt,
      round: snapshot.round,
      at: snapshot.takenAt,
      by: by?.name ?? '',
      claimed: score.claimed,
      documented: score.documented,
      actions: score.actions
        .filter((action) => action.begun && !action.leftOut)
        .map((action) => ({
          number: findAction(rows.rulebook.content, action.action)?.number ?? null,
          title: action.label,
          claimed: action.claimed,
          documented: action.documented,
          steps: action.steps.filter((step) => step.begun && !step.leftOut).map((step) => step.key),
        })),
      reviewBy: rows.cycle.rounds.find((round) => round.number === snapshot.round)?.reviewBy ?? null,
    };
  });
}
