import { randomUUID } from 'node:crypto';
import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import type { Prisma } from '@/lib/db/generated/client';
import { newYorkDate } from '@/lib/rulebook/dates';
import type { LevelId } from '@/lib/rulebook/schema';
import type { Review } from '@/lib/services/reviews/load-review';
import { ledgerOf } from '@/lib/workflow/ledger';

const dateOf = (isoDay: string) => new Date(`${isoDay}T00:00:00Z`);

/** The days of a level decided at an instant: from that day in New York to December 31, as many years on as the rulebook says. */
export function daysOf({ rulebook }: Pick<Review, 'rulebook'>, decided: Date): { awardedOn: string; until: string } {
  const awardedOn = newYorkDate(decided.toISOString());
  const lastYear = Number(awardedOn.slice(0, 4)) + rulebook.timeframe.certificationYears;
  return { awardedOn, until: `${lastYear}-12-31` };
}

/** Certifies a level with the points awarded, as decided at an instant. */
export async function certify(tx: Tx, by: string, review: Review, level: LevelId, decided: Date): Promise<void> {
  const { rows, score } = review;
  const days = daysOf(review, decided);
  await tx.certification.create({
    data: {
      townId: rows.townId,
      applicationId: rows.id,
      level,
      year: rows.cycle.year,
      points: score.awarded,
      awardedOn: dateOf(days.awardedOn),
      until: dateOf(days.until),
      decidedById: by,
    },
  });
}

/** Credits what was awarded; activities that earned nothing are free again for other actions. */
export async function writeLedger(tx: Tx, { rows, rulebook, file, score }: Review): Promise<void> {
  const lines = ledgerOf(rulebook, file, score);
  const credited = lines.flatMap((line) => line.item ?? []);
  await tx.activityClaim.deleteMany({ where: { applicationId: rows.id, identity: { notIn: credited } } });
  await tx.credit.createMany({
    data: lines.map(({ action, item, ...line }) => ({
      ...line,
      townId: rows.townId,
      applicationId: rows.id,
      actionId: action,
      item: item ?? null,
    })),
  });
}

/** Keeps what was decided, whole, beside what was decided before. */
export async function freezeDecision(tx: Tx, by: string, { rows, file, score }: Review): Promise<void> {
  const key = randomUUID();
  const where = { applicationId: rows.id, kind: 'decided' as const, round: rows.round };
  await tx.snapshot.create({
    data: {
      ...where,
      townId: rows.townId,
      sequence: await tx.snapshot.count({ where }),
      receipt: `D-${rows.cycle.year}-${key.slice(0, 8).toUpperCase()}`,
      requestKey: key,
      rulebookHash: rows.rulebook.hash,
      facts: file satisfies Prisma.InputJsonValue,
      score: score as unknown as Prisma.InputJsonObject,
      takenAt: now(),
      takenById: by,
    },
  });
}

/** Takes back what an application was awarded: it stays on the record, with when and why it ended. */
export async function endAward(tx: Tx, application: string, as: 'corrected' | 'revoked'): Promise<void> {
  const where = { applicationId: application, endedAt: null };
  await tx.certification.updateMany({ where, data: { endedAt: now(), endedAs: as } });
  await tx.credit.updateMany({ where, data: { endedAt: now() } });
}
