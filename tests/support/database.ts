import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { disconnect } from '@/lib/db/client';
import { copyDemonstration, portalOf } from '@/scripts/test-demonstration.mjs';
import { disconnectOwner } from './owner';

/** The migrated, empty database that the others are copied from. */
export const template = 'town_green_template';

async function onServer(statement: string, connectionString = inject('postgresUrl')): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

const urlOf = (name: string) => Object.assign(new URL(inject('postgresUrl')), { pathname: `/${name}` });

/**
 * Makes a database with nothing in it, owned by an ordinary user of its own as on a town's server, and returns its URL as
 * that user. Both are removed after the file's last test.
 */
export async function emptyDatabase(): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE ROLE ${name} LOGIN PASSWORD '${name}'`);
  await onServer(`CREATE DATABASE ${name} OWNER ${name}`);
  afterAll(async () => {
    await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
    await onServer(`DROP ROLE ${name}`);
  });
  return Object.assign(urlOf(name), { username: name, password: name }).toString();
}

/**
 * Points the environment to a database and a folder for files, removes both after the file's last test, and returns the
 * URL of the database's owner. The portal's code works as the portal's own role; what tests write and read past the
 * services goes through `prisma()` of tests/support/owner.ts.
 */
function given(name: string, storage: string): string {
  afterAll(async () => {
    await disconnect();
    await disconnectOwner();
    await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
    await rm(storage, { recursive: true });
  });
  const url = urlOf(name).toString();
  Object.assign(process.env, {
    DATABASE_URL: portalOf(url),
    OWNER_DATABASE_URL: url,
    STORAGE_DIR: storage,
    AUDIT_DIR: path.join(storage, 'audit'),
    AUDIT_KEY: 'a key that is long enough for tests',
    MAIL_DIR: path.join(storage, 'mail'),
    BASE_URL: 'http://localhost:3000',
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'a secret that is long enough for tests',
    DEMO: 'off',
  });
  return url;
}

const newFolder = () => mkdtemp(path.join(os.tmpdir(), 'town-green-files-'));

/** Empties tables and all that hangs on them, as their ruler: what the portal itself never may. */
export async function emptyTables(tables: string): Promise<void> {
  const statement = `set session_replication_role = replica; truncate ${tables}, events, event_chains cascade`;
  await onServer(statement, urlOf(new URL(process.env.DATABASE_URL!).pathname.slice(1)).toString());
}

/**
 * Gives this test file a migrated, empty database and a folder for files of its own, points the environment to both,
 * and returns the URL of the database's owner. Call it once, at the top of the file: `await freshDatabase()`. Both are removed after
 * the file's last test.
 */
export async function freshDatabase(): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  return given(name, await newFolder());
}

/** The same, filled with a demonstration; for tests of the production project. */
export async function demonstrationDatabase(): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const storage = await newFolder();
  const postgres = { url: (database: string) => urlOf(database).toString() };
  await copyDemonstration({ postgres, database: name, storage, folder: inject('demonstration') });
  return given(name, storage);
}
