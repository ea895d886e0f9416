import { machineInstant } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { jobMap, payloadOf, type JobName, type Payload } from './job-map';

type Options = {
  /** Not before this instant. */
  runAt?: Date;
  /** Of the jobs that wait under one key, only the latest stands. */
  key?: string;
  /** Jobs of one queue run one after the other. */
  queue?: string;
};

/**
 * Adds a job in the caller's transaction: it runs after the commit, and a change that is rolled back leaves none. Throws
 * when the payload is not what the kind of job takes.
 */
export async function addJob<N extends JobName>(
  tx: Pick<Tx, '$executeRaw'>,
  name: N,
  payload: Payload<N>,
  { runAt, key, queue }: Options = {},
): Promise<void> {
  const text = JSON.stringify(payloadOf(name, payload));
  const at = runAt ? machineInstant(runAt).toISOString() : null;
  await tx.$executeRaw`select add_job(${name}, ${text}::json, ${at}::timestamptz, ${jobMap[name].attempts}::int, ${key ?? null}, ${queue ?? null})`;
}

/** Adds many jobs of one kind in one statement, each as `addJob` does. */
export async function addJobs<N extends JobName>(
  tx: Pick<Tx, '$executeRaw'>,
  name: N,
  payloads: readonly Payload<N>[],
): Promise<void> {
  const texts = payloads.map((payload) => JSON.stringify(payloadOf(name, payload)));
  await tx.$executeRaw`select add_job(${name}, payload::json, null, ${jobMap[name].attempts}::int, null, null)
    from unnest(${texts}::text[]) payload`;
}
