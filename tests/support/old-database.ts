import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import { createDatabase } from '@/scripts/database.mjs';
import { migrate } from '@/scripts/migrate.mjs';

/** A new database as it was before a migration, beside the one at `url`; returns its address. */
export async function databaseBefore(url: string, migration: string): Promise<string> {
  const database = `${new URL(url).pathname.slice(1)}_before_${migration}`;
  const old = Object.assign(new URL(url), { pathname: `/${database}` }).toString();
  await createDatabase(inject('postgresUrl'), database);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'town-green-migrations-'));
  const names = (await readdir('prisma/migrations')).sort();
  const until = names.findIndex((name) => name.endsWith(`_${migration}`));
  for (const name of names.slice(0, until))
    await cp(path.join('prisma/migrations', name), path.join(folder, name), { recursive: true });
  await migrate(old, folder);
  await rm(folder, { recursive: true });
  return old;
}
