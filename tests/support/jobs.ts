import { systemActor } from '@/lib/auth';
import { db, type Tx } from '@/lib/db/db';
import { jobFigures } from '@/lib/jobs/figures';
import type { Tasks } from '@/lib/jobs/tasks';
import { runDueJobs } from '@/lib/jobs/worker';
import { tasks } from '@/lib/services/jobs/tasks';

/** Runs every job that is due, with the portal's own services unless a test brings others. */
export const runOnce = (others: Partial<Tasks> = {}): Promise<void> => runDueJobs({ ...tasks, ...others });

/** Work in one transaction of the portal itself, to add jobs in. */
export const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.as(systemActor, work);

/** The figures of one kind of job. */
export async function figuresOf(name: string) {
  const all = await inTransaction(jobFigures);
  const { waiting, running, failed } = all.find((one) => one.name === name) ?? { waiting: 0, running: 0, failed: 0 };
  return { waiting, running, failed };
}
