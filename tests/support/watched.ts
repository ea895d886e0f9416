import pg from 'pg';

/** What one transaction changed: the tables (of the portal, and `jobs`), and the kinds of events it wrote. */
export type Noted = { tables: string[]; events: string[] };

/*
 * Every change of every row, noted by triggers in the transaction that makes it: what is undone is not noted.
 */

const prepare = `
  create table watched (tx text, what text, event text);
  grant select on watched to public;
  create function watch() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$ begin
    insert into watched values (pg_current_xact_id()::text, case tg_table_schema when 'public' then tg_table_name else 'jobs' end,
      case when tg_table_name = 'events' then to_jsonb(new)->>'kind' end);
    return null;
  end $$;
  do $$ declare of regclass; begin
    for of in select c.oid from pg_class c
      where c.relkind = 'r' and (c.relnamespace = 'public'::regnamespace and c.relname not in ('watched', '_prisma_migrations')
        or c.oid = 'graphile_worker._private_jobs'::regclass)
    loop
      execute format('create trigger watch after insert or update or delete on %s for each row execute function watch()', of);
    end loop;
  end $$`;

const read = `
  with taken as (delete from watched returning *)
  select coalesce(array_agg(distinct what order by what) filter (where what not in ('events', 'event_chains')), '{}') as tables,
    coalesce(array_agg(event order by event) filter (where event is not null), '{}') as events
  from taken group by tx order by min(tx::bigint)`;

/** Begins to watch a database, as its owner; each call of what is returned tells the transactions since the last. */
export async function watch(url: string): Promise<{ noted: () => Promise<Noted[]>; stop: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(prepare);
  return { noted: async () => (await client.query<Noted>(read)).rows, stop: () => client.end() };
}
