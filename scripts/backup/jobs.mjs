/*
 * Jobs that wait (links to look at, applications to look through) are part of what was promised: they are backed up, and
 * restored through the queue's own function, so that a job's shape is the queue's business. Letters are held instead: each
 * may have gone out after the backup, and none goes out twice.
 */

/** Whether the database has a queue of jobs. */
export async function hasJobs(client) {
  const { rows } = await client.query(`SELECT to_regclass('graphile_worker._private_jobs') AS found`);
  return rows[0].found !== null;
}

/** The waiting jobs, one JSON object each. */
export const pendingJobs = `
  SELECT jsonb_build_object('task', t.identifier, 'payload', j.payload, 'queue', q.queue_name, 'runAt', j.run_at,
    'most', j.max_attempts, 'key', j.key, 'priority', j.priority)
  FROM graphile_worker._private_jobs j
  JOIN graphile_worker._private_tasks t ON t.id = j.task_id
  LEFT JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id
  WHERE j.attempts < j.max_attempts
  ORDER BY j.id`;

/** Where waiting jobs are put before they are added. */
export const jobsTable = 'CREATE TEMPORARY TABLE restored_jobs (job jsonb) ON COMMIT DROP';

/** Adds the restored jobs to the queue, but for those that would send a letter. */
export async function addJobs(client) {
  const { rowCount } = await client.query(`
    SELECT graphile_worker.add_job(job->>'task', (job->'payload')::json, job->>'queue', (job->>'runAt')::timestamptz,
      (job->>'most')::int, job->>'key', (job->>'priority')::int)
    FROM restored_jobs WHERE job->>'task' <> 'send-mail'`);
  return rowCount;
}

/** Holds every letter that had not ended when the backup was made, until `npm run letters:held` says more; returns how many. */
export async function holdLetters(client) {
  // Whoever owns the table is held to its rules for rows.
  await client.query(`SELECT set_config('app.roles', 'system', false)`);
  const { rowCount } = await client.query('UPDATE public.mails SET held_at = now() WHERE ended_at IS NULL');
  return rowCount;
}
