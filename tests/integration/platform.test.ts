import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '@/lib/auth';
import { db } from '@/lib/db/db';
import { readiness } from '@/lib/db/readiness';
import { migrate } from '@/scripts/migrate.mjs';
import { freshDatabase } from '@/tests/support/database';

const url = await freshDatabase();

describe('readiness', () => {
  it('holds on a migrated database with a folder for files', async () => {
    expect(await readiness()).toEqual({ ready: true, checks: { database: true, migrations: true, storage: true } });
  });

  it('names a migration that has not been applied', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'town-green-migrations-'));
    await mkdir(path.join(folder, '20990101000000_later'));
    const { ready, checks } = await readiness(folder);
    expect(ready).toBe(false);
    expect(checks).toMatchObject({ database: true, migrations: false });
    await rm(folder, { recursive: true });
  });

  it('names a storage that takes no files', async () => {
    const folder = process.env.STORAGE_DIR ?? '';
    await rm(folder, { recursive: true, force: true });
    await writeFile(folder, 'a file where the folder should be');
    const { ready, checks } = await readiness();
    await rm(folder);
    await mkdir(folder);
    expect(ready).toBe(false);
    expect(checks).toMatchObject({ database: true, migrations: true, storage: false });
  });
});

it('stores instants, whatever the time zones of server and process', async () => {
  const at = new Date('2024-03-10T07:30:00Z');
  const row = await db.as(systemActor, async (tx) => {
    await tx.signInAttempt.create({ data: { who: 'somebody', at } });
    const found = await tx.$queryRaw<{ epoch: number }[]>`
      select extract(epoch from at)::float8 as epoch from sign_in_attempts`;
    await tx.signInAttempt.deleteMany();
    return found[0];
  });
  expect(row?.epoch).toBe(at.getTime() / 1000);
});

describe('the migrator', () => {
  let folder: string;
  const client = new pg.Client({ connectionString: url });
  const write = async (name: string, sql: string) => {
    await mkdir(path.join(folder, name), { recursive: true });
    await writeFile(path.join(folder, name, 'migration.sql'), sql);
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'town-green-migrations-'));
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await rm(folder, { recursive: true });
  });

  it('has nothing to do on an up-to-date database', async () => {
    expect(await migrate(url)).toEqual([]);
  });

  it('applies new migrations in order, once, also when two begin together', async () => {
    await write('20980101000000_first', 'CREATE TABLE trial (id int);');
    await write(
      '20980101000001_second',
      'ALTER TABLE trial ADD COLUMN note text; INSERT INTO trial VALUES (1, $$;$$);',
    );
    const both = await Promise.all([migrate(url, folder), migrate(url, folder)]);
    expect(both.flat()).toEqual(['20980101000000_first', '20980101000001_second']);
    expect((await client.query('SELECT * FROM trial')).rows).toEqual([{ id: 1, note: ';' }]);
  });

  it('refuses an applied migration that was edited', async () => {
    await write('20980101000000_first', 'CREATE TABLE trial (id bigint);');
    await expect(migrate(url, folder)).rejects.toThrow('20980101000000_first was edited after it was applied');
    await write('20980101000000_first', 'CREATE TABLE trial (id int);');
  });

  it('undoes a migration that fails, and then waits for it to be resolved', async () => {
    await write('20980101000002_third', 'CREATE TABLE half (id int); SELECT 1 / 0;');
    await expect(migrate(url, folder)).rejects.toThrow('20980101000002_third failed: division by zero');
    await expect(migrate(url, folder)).rejects.toThrow('20980101000002_third broke off earlier');
    expect((await client.query("SELECT to_regclass('half') AS found")).rows).toEqual([{ found: null }]);
  });

  it('says what is wrong with a database URL, without its password', async () => {
    const elsewhere = new URL(url);
    elsewhere.pathname = '/nowhere';
    await expect(migrate(elsewhere.toString(), folder)).rejects.toThrow('has no database "nowhere"');
    elsewhere.password = 'not-it';
    await expect(migrate(elsewhere.toString(), folder)).rejects.toThrow(/refuses the user(?!.*not-it)/);
    elsewhere.port = '1';
    await expect(migrate(elsewhere.toString(), folder)).rejects.toThrow('No PostgreSQL answers');
    await expect(migrate('mysql://somewhere/x', folder)).rejects.toThrow('DATABASE_URL must look like');
    expect(await readdir(folder)).toHaveLength(3);
  });
});
