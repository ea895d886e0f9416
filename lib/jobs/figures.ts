import type { Tx } from '@/lib/db/db';

export type JobFigures = {
  name: string;
  waiting: number;
  running: number;
  /** Tried as often as their kind allows, and kept. */
  failed: number;
  /** When the longest waiting one was due, by the machine's clock. */
  oldest: Date | null;
};

/** How many jobs of each kind wait, run and have failed for good. */
export async function jobFigures(tx: Pick<Tx, '$queryRaw'>): Promise<JobFigures[]> {
  return tx.$queryRaw<
    JobFigures[]
  >`select name, waiting::int, running::int, failed::int, oldest from job_figures() order by name`;
}
