import type pg from 'pg';

/** The first half of the key of every presence lock. */
const space = 0x70726573;

/** Says, for as long as this connection lives, that the named worker does: PostgreSQL lets go of the lock when it dies. */
export async function holdPresence(connection: pg.Client, worker: string): Promise<void> {
  await connection.query('select pg_advisory_lock($1, hashtext($2))', [space, worker]);
}

/**
 * Frees the jobs that a worker took and died over, so that another takes them at once. A worker is given `seconds` from
 * taking its first job to saying that it lives.
 */
export async function freeJobsOfTheDead(pool: pg.Pool, seconds: number): Promise<void> {
  await pool.query(
    `with holders as (
       select locked_by as worker, locked_at from graphile_worker._private_jobs where locked_by is not null
       union all
       select locked_by, locked_at from graphile_worker._private_job_queues where locked_by is not null
     ), silent as (
       select worker from holders group by worker having min(locked_at) < now() - make_interval(secs => $2)
     ), dead as (
       select array_agg(worker) as workers from silent where pg_try_advisory_xact_lock($1, hashtext(worker))
     )
     select graphile_worker.force_unlock_workers(workers) from dead where workers is not null`,
    [space, seconds],
  );
}
