import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { readTables, settle } from '@/scripts/backup/catalogue.mjs';

// Whoever owns the tables may be held to the rules for rows: then as the portal itself.
const seeAll = `select set_config('app.roles', 'system', false)`;

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

/** A hash of the rows of every table, whatever their order; that a session was ended is left out. */
export async function contentOf(at: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  try {
    await settle(client);
    await client.query(seeAll);
    const hashes: Record<string, string> = {};
    for (const { name } of await readTables(client)) {
      const row = `to_jsonb(t) - 'revoked_at'`;
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
