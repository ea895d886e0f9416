-- The two doors to the queue of jobs (schema graphile_worker, installed by scripts/migrate.mjs) for roles that have no
-- right to the queue itself: adding a job, and counting. Payloads cannot be read through them.

CREATE FUNCTION "add_job"(name text, payload json, run_at timestamptz, attempts int, key text, queue text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM graphile_worker.add_job(
    identifier => add_job.name,
    payload => add_job.payload,
    queue_name => add_job.queue,
    run_at => add_job.run_at,
    max_attempts => add_job.attempts,
    job_key => add_job.key
  );
END
$$;

CREATE FUNCTION "job_figures"() RETURNS TABLE (name text, waiting bigint, running bigint, failed bigint, oldest timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  RETURN QUERY
    SELECT
      jobs.task_identifier,
      count(*) FILTER (WHERE jobs.locked_at IS NULL AND jobs.attempts < jobs.max_attempts),
      count(*) FILTER (WHERE jobs.locked_at IS NOT NULL),
      count(*) FILTER (WHERE jobs.locked_at IS NULL AND jobs.attempts >= jobs.max_attempts),
      min(jobs.run_at) FILTER (WHERE jobs.locked_at IS NULL AND jobs.attempts < jobs.max_attempts)
    FROM graphile_worker.jobs
    GROUP BY jobs.task_identifier;
END
$$;
