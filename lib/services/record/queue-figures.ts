import type { System } from '@/lib/access/actor';
import { machineInstant, now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { jobFigures } from '@/lib/jobs/figures';

/** What the metrics say of jobs: how many are due or have failed for good, and seconds the oldest has waited. */
export async function queueFigures(actor: System): Promise<Record<string, number>> {
  const figures = await db.as(actor, (tx) => jobFigures(tx));
  const at = machineInstant(now()).getTime();
  return {
    jobs_waiting: figures.reduce((sum, { waiting }) => sum + waiting, 0),
    jobs_failed: figures.reduce((sum, { failed }) => sum + failed, 0),
    jobs_oldest_seconds: Math.max(0, ...figures.map(({ oldest }) => (oldest ? (at - oldest.getTime()) / 1000 : 0))),
  };
}
