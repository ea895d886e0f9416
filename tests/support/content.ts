import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { readTables, settle } from '@/scripts/backup/catalogue.mjs';

// Whoever owns the tables may be held to the rules for rows: then as the portal itself, and as the door to passwords.
const seeAll = `select set_config('app.roles', 'system,door', false)`;

/** The rows of one query, on a connection of its own. */
export async function query<T extends pg.QueryResultRow>(
  at: string,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  try {
    await settle(client);
    await client.query(seeAll);
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** A hash of the rows of every table, whatever their order; that a session was ended or a letter held is left out. */
export async function contentOf(at: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  try {
    await settle(client);
    await client.query(seeAll);
    const hashes: Record<string, string> = {};
    for (const { name } of await readTables(client)) {
      const row = `to_jsonb(t) - 'revoked_at' - 'held_at'`;
      const { rows } = await client.query<{ hash: string }>(
        `select count(*) || ':' || coalesce(md5(string_agg(md5((${row})::text), '' order by md5((${row})::text))), '') as hash
         from public."${name}" t`,
      );
      hashes[name] = rows[0]!.hash;
    }
    return hashes;
  } finally {
    await client.end();
  }
}

/** The SHA-256 of every file in a storage, by its name. */
export async function filesOf(storage: string): Promise<Record<string, string>> {
  const names = await readdir(storage, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).sort((a, b) => (a.name < b.name ? -1 : 1));
  const hashes: Record<string, string> = {};
  for (const { name, parentPath } of files)
    hashes[name] = createHash('sha256')
      .update(await readFile(path.join(parentPath, name)))
      .digest('hex');
  return hashes;
}

const some = `case
  when c.data_type = 'uuid' then 'gen_random_uuid()'
  when c.data_type like 'timestamp%' or c.data_type = 'date' then 'now()'
  when c.data_type in ('integer', 'bigint', 'double precision', 'numeric') then '7'
  when c.data_type = 'boolean' then 'false'
  when c.data_type in ('json', 'jsonb') then quote_literal('{}')
  when c.data_type = 'ARRAY' then quote_literal('{}')
  when c.data_type = 'USER-DEFINED' then format('(enum_range(null::%I))[1]', c.udt_name)
  else quote_literal('some') end`;

/** Tables whose checks tie columns together that may be empty: these stay empty. */
const tied = ['appeals'];

/** Puts a row into every table that has none, past all keys and triggers, as the server's ruler; returns their names. */
export async function fillEveryTable(at: string): Promise<string[]> {
  const ruler = Object.assign(new URL(inject('postgresUrl')), { pathname: new URL(at).pathname });
  const client = new pg.Client({ connectionString: ruler.toString() });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    const { rows } = await client.query<{ name: string; statement: string }>(
      `select c.table_name as name, format('insert into %I (%s) select %s where not exists (select from %1$I)', c.table_name,
         string_agg(quote_ident(c.column_name), ', '), string_agg(${some}, ', ')) as statement
       from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
       where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name <> '_prisma_migrations'
         and c.is_generated = 'NEVER' and not (c.is_nullable = 'YES' and c.table_name = any ($1))
       group by 1 order by 1`,
      [tied],
    );
    for (const { statement } of rows) await client.query(statement);
    return rows.map(({ name }) => name).sort();
  } finally {
    await client.end();
  }
}
