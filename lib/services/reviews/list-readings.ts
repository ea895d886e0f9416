import { isCoordinator, type Actor } from '@/lib/access/actor';
import { db, type Tx } from '@/lib/db/db';
import { outcomeOf } from '@/lib/services/applications/facts';
import { dissents, type OwnReading, type ReadingView } from '@/lib/workflow/second-readings';

/** Every second reading of an application beside the ruling that stands, in the order they were asked for. For coordinators. */
async function listReadings(tx: Tx, application: string): Promise<ReadingView[]> {
  const readings = await tx.secondReading.findMany({
    where: { applicationId: application },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
    include: { reader: { select: { name: true } } },
  });
  const rulings = await tx.ruling.findMany({
    where: { submissionId: { in: readings.map((one) => one.submissionId) } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    include: { reviewer: { select: { name: true } } },
  });
  return readings.map((row) => {
    const latest = rulings.findLast((one) => one.submissionId === row.submissionId && one.step === row.step);
    const ruling = latest
      ? { outcome: outcomeOf(latest), points: latest.points, reason: latest.reason, reviewer: latest.reviewer.name }
      : null;
    const given =
      row.givenAt && row.outcome
        ? { at: row.givenAt, outcome: outcomeOf({ outcome: row.outcome }), points: row.points ?? 0, reason: row.reason }
        : null;
    return {
      id: row.id,
      submission: row.submissionId,
      actionId: row.actionId,
      step: row.step,
      round: row.round,
      reader: row.reader.name,
      why: row.why === 'sampled' ? 'sampled' : 'contested',
      percent: row.percent,
      seed: row.seed,
      askedAt: row.askedAt,
      given,
      ruling,
      dissent: given !== null && ruling !== null && dissents(ruling, given),
    };
  });
}

/** The second readings of an application; empty for all but coordinators. */
export async function getReadings(actor: Actor, application: string): Promise<ReadingView[]> {
  if (!isCoordinator(actor)) return [];
  return db.as(actor, (tx) => listReadings(tx, application));
}

/** What the actor was asked to read again of a submission. */
export async function getOwnReadings(actor: Actor, submission: string): Promise<OwnReading[]> {
  if (actor.kind !== 'person') return [];
  return db.as(actor, async (tx) => {
    const rows = await tx.secondReading.findMany({
      where: { submissionId: submission, readerId: actor.id },
      orderBy: [{ round: 'asc' }, { id: 'asc' }],
    });
    return rows.map(({ step, givenAt, outcome, points, reason }) => ({
      step,
      given: givenAt && outcome ? { outcome: outcomeOf({ outcome }), points: points ?? 0, reason } : null,
    }));
  });
}
