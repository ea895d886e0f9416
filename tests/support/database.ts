import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { disconnect } from '@/lib/db/client';

/** The migrated, empty database that the others are copied from. */
export const template = 'town_green_template';

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Gives this test file a migrated, empty database and a folder for files of its own, points the environment to both,
 * and returns the database's URL. Call it once, at the top of the file: `await freshDatabase()`. Both are removed after
 * the file's last test.
 */
export async function freshDatabase(): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const storage = await mkdtemp(path.join(os.tmpdir(), 'town-green-files-'));
  afterAll(async () => {
    await disconnect();
    await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
    await rm(storage, { recursive: true });
  });
  const url = Object.assign(new URL(inject('postgresUrl')), { pathname: `/${name}` }).toString();
  Object.assign(process.env, {
    DATABASE_URL: url,
    STORAGE_DIR: storage,
    BASE_URL: 'http://localhost:3000',
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'a secret that is long enough for tests',
    DEMO: 'off',
  });
  return url;
}
