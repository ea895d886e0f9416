import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { systemActor } from '@/lib/auth';
import { sealRecord } from '@/lib/services/record/seal-record';
import { verifyRecord } from '@/lib/services/record/verify-record';
import { createDatabase } from '@/scripts/database.mjs';
import { migrate } from '@/scripts/migrate.mjs';
import { freshDatabase } from '../support/database';

const url = await freshDatabase();

/** The migrations as they were before events were chained. */
async function earlier(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'town-green-migrations-'));
  const names = (await readdir('prisma/migrations')).sort();
  for (const name of names.slice(
    0,
    names.findIndex((one) => one.endsWith('_chain_events')),
  ))
    await cp(path.join('prisma/migrations', name), path.join(folder, name), { recursive: true });
  return folder;
}

test('events of before are chained in the order they happened, and the record is whole', async () => {
  const database = `${new URL(url).pathname.slice(1)}_old`;
  const old = Object.assign(new URL(url), { pathname: `/${database}` }).toString();
  await createDatabase(inject('postgresUrl'), database);
  const folder = await earlier();
  await migrate(old, folder);
  const client = new pg.Client({ connectionString: old });
  await client.connect();
  await client.query(`insert into towns (id, slug, name, county, council) values
    ('11111111-1111-4111-8111-111111111111', 'a', 'A', 'C', 'C'), ('22222222-2222-4222-8222-222222222222', 'b', 'B', 'C', 'C')`);
  await client.query(`insert into events (id, at, kind, town_id, details)
    select gen_random_uuid(), timestamptz '2024-03-10 01:30:00-05' + n * interval '17 minutes', 'answers.saved',
      case n % 3 when 0 then null when 1 then uuid '11111111-1111-4111-8111-111111111111' else uuid '22222222-2222-4222-8222-222222222222' end,
      jsonb_build_object('n', n, 'text', E'é\\n"quoted"', 'real', 1.50, 'deep', jsonb_build_object('a', null))
    from generate_series(0, 2999) n`);
  await migrate(old);
  const { rows } = await client.query('select chain, number, hash from event_chains order by chain');
  expect(rows.map((row: { number: string }) => row.number)).toEqual(['1000', '1000', '1000']);
  await client.end();

  process.env.DATABASE_URL = old;
  await sealRecord(systemActor);
  const { findings, events, chains, seals } = await verifyRecord(systemActor, { told: false });
  expect({ findings, events, chains, seals }).toEqual({ findings: [], events: 3000, chains: 3, seals: 1 });
  await rm(folder, { recursive: true });
});
