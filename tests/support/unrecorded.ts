import pg from 'pg';

/** Tables whose rows change only with an event. What signs people in, counts tries or waits as a job has none. */
const recorded = [
  'applications',
  'submissions',
  'evidence',
  'citations',
  'rulings',
  'point_answers',
  'step_openings',
  'assignments',
  'assignment_batches',
  'category_reviewers',
  'conflicts',
  'handovers',
  'second_readings',
  'snapshots',
  'activity_claims',
  'certifications',
  'corrections',
  'decision_letters',
  'appeals',
  'appeal_evidence',
  'credits',
  'cycles',
  'rounds',
  'extensions',
  'registrations',
  'designations',
  'memberships',
  'invitations',
  'rulebooks',
];

/** Notes, from here on, each transaction that changes such a table and writes no event, or changes none and writes one. */
export async function watchChanges(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    create table unrecorded (what text, tx text, events int, primary key (what, tx));
    create function count_event() returns trigger language plpgsql as $$ begin
      perform set_config('watch.events', (coalesce(nullif(current_setting('watch.events', true), ''), '0')::int + 1)::text, true);
      return null;
    end $$;
    create trigger count_event after insert on events for each row execute function count_event();
    create function note_change() returns trigger language plpgsql security definer as $$
    declare events int := coalesce(nullif(current_setting('watch.events', true), ''), '0')::int;
    begin
      if events <> 1 then
        insert into unrecorded values (tg_table_name, pg_current_xact_id()::text, events) on conflict do nothing;
      end if;
      return null;
    end $$;`);
  for (const table of recorded)
    await client.query(`create constraint trigger note_change after insert or update or delete on ${table}
      deferrable initially deferred for each row execute function note_change()`);
  await client.end();
}

/** The tables that were changed with another number of events than one, and with how many. */
export async function changesNoted(url: string): Promise<{ what: string; events: number }[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ what: string; events: number }>(
    'select distinct what, events from unrecorded order by what, events',
  );
  await client.end();
  return rows;
}
