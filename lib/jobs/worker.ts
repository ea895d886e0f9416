import { EventEmitter } from 'node:events';
import { Logger, parseCronItems, run, runOnce, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { recurring } from './job-map';
import { freeJobsOfTheDead, holdPresence } from './presence';
import { taskList, type Tasks } from './tasks';

const defaults = {
  /** Jobs that run at the same time. */
  together: 4,
  /** How often a worker looks for jobs of dead ones, in milliseconds. */
  lookEvery: 15_000,
  /** Seconds before a silent worker counts as dead. */
  deadAfter: 10,
  /** Milliseconds from being told to stop until running jobs are told, and until they are left to another worker. */
  tellAfter: 1_500,
  leaveAfter: 4_000,
};

export type Worker = {
  /** Takes no more jobs, waits for those that run, and hands back those that do not end in time. */
  stop: () => Promise<void>;
  /** Settles when the worker cannot go on, with the reason. */
  broken: Promise<Error>;
};

/** What the library says, without the payloads it says it with. Failures of jobs are logged by `watch`. */
const logger = new Logger(() => (level, message, meta) => {
  if (meta && ('job' in meta || 'failure' in meta)) return;
  if (level === 'error' || level === 'warning') log.warn({ queue: message }, 'the queue of jobs');
  else log.debug({ queue: message }, 'the queue of jobs');
});

function watch(events: WorkerEvents): void {
  const about = (job: { id: string; task_identifier: string; attempts: number }) => ({
    job: job.id,
    kind: job.task_identifier,
    attempt: job.attempts,
  });
  events.on('job:success', ({ job }) => log.debug(about(job), 'job done'));
  events.on('job:error', ({ job, error }) => log.warn({ ...about(job), err: error }, 'job failed, to be tried again'));
  events.on('job:failed', ({ job }) => log.error(about(job), 'job failed for good'));
}

function openPool(max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max, connectionTimeoutMillis: 5_000 });
  const note = (error: Error) => log.warn({ err: error }, 'a connection of the queue of jobs was lost');
  pool.on('error', note);
  pool.on('connect', (client) => client.on('error', note));
  return pool;
}

/** Starts taking jobs from the queue, those that come round by themselves included. */
export async function startWorker(tasks: Tasks, options: Partial<typeof defaults> = {}): Promise<Worker> {
  const { together, lookEvery, deadAfter, tellAfter, leaveAfter } = { ...defaults, ...options };
  const presence = new pg.Client({ connectionString: env().DATABASE_URL, connectionTimeoutMillis: 5_000 });
  const broken = new Promise<Error>((resolve) => {
    presence.on('error', resolve).on('end', () => resolve(new Error('The connection ended.')));
  });
  await presence.connect();
  const pool = openPool(together + 2);
  const events: WorkerEvents = new EventEmitter();
  watch(events);
  const named = new Promise<string>((resolve) => events.on('pool:create', ({ workerPool }) => resolve(workerPool.id)));
  const runner = await run({
    pgPool: pool,
    taskList: taskList(tasks),
    parsedCronItems: parseCronItems(
      recurring.map(({ job, at }) => ({ task: job, match: at, options: { jobKey: job } })),
    ),
    concurrency: together,
    gracefulShutdownAbortTimeout: tellAfter,
    noHandleSignals: true,
    events,
    logger,
  });
  const id = await named;
  await holdPresence(presence, id);

  const look = () =>
    freeJobsOfTheDead(pool, deadAfter).catch((error: unknown) =>
      log.warn({ err: error }, 'could not look for lost jobs'),
    );
  await look();
  const looking = setInterval(look, lookEvery);

  return {
    broken: Promise.race([
      broken,
      runner.promise.then(
        () => new Error('The queue ended.'),
        (error: Error) => error,
      ),
    ]),
    stop: async () => {
      clearInterval(looking);
      let late: NodeJS.Timeout | undefined;
      const patience = new Promise<'late'>((resolve) => (late = setTimeout(resolve, leaveAfter, 'late')));
      // It may have stopped by itself already.
      const left = await Promise.race([runner.stop().catch(() => undefined), patience]);
      clearTimeout(late);
      if (left === 'late') await presence.query('select graphile_worker.force_unlock_workers($1)', [[id]]);
      await presence.end();
      await pool.end();
    },
  };
}

/** Runs every job that is due, in this process, and returns when none is left; for tests. */
export async function runDueJobs(tasks: Tasks): Promise<void> {
  const pool = openPool(2);
  const events: WorkerEvents = new EventEmitter();
  watch(events);
  try {
    await runOnce({ pgPool: pool, taskList: taskList(tasks), noHandleSignals: true, events, logger });
  } finally {
    await pool.end();
  }
}
