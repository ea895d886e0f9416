import { applicationFileSchema } from '@/lib/scoring/facts';
import type { Tx } from '@/lib/db/db';
import { outcomeOf } from '@/lib/services/applications/facts';
import type { ApplicationRows } from '@/lib/services/applications/load-application';
import { evidencePlace, type EarlierRound } from '@/lib/workflow/changes';

/** Each action as it was sent the time before the last, by a round or a clarification; empty when it was sent once. One query. */
export async function earlierRounds(tx: Tx, rows: ApplicationRows): Promise<ReadonlyMap<string, EarlierRound>> {
  const [, snapshot] = await tx.snapshot.findMany({
    where: { applicationId: rows.id, kind: 'submitted' },
    orderBy: [{ round: 'desc' }, { sequence: 'desc' }],
    take: 2,
    select: { round: true, facts: true, takenAt: true },
  });
  if (!snapshot) return new Map();
  const { round, takenAt } = snapshot;
  return new Map(
    applicationFileSchema.parse(snapshot.facts).submissions.map((submission): [string, EarlierRound] => {
      const row = rows.submissions.find((one) => one.actionId === submission.action);
      const told = (row?.rulings ?? []).filter((ruling) => ruling.sentAt && ruling.round <= round);
      const opened = (row?.openings ?? []).filter((one) => one.openedAt > takenAt && !one.closedAt);
      const since = (row?.citations ?? []).filter((citation) => citation.citedAt > takenAt);
      return [
        submission.action,
        {
          round,
          submission,
          ruled: Object.fromEntries(told.map((ruling) => [ruling.step, outcomeOf(ruling)])),
          opened: opened.map(({ step }) => step),
          attached: since.map(({ step, slot, evidence }) => evidencePlace({ step, slot, title: evidence.title })),
        },
      ];
    }),
  );
}
