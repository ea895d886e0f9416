import pg from 'pg';
import { expect, test } from 'vitest';
import { systemActor } from '@/lib/auth';
import { sealRecord } from '@/lib/services/record/seal-record';
import { verifyRecord } from '@/lib/services/record/verify-record';
import { migrate } from '@/scripts/migrate.mjs';
import { freshDatabase } from '../support/database';
import { databaseBefore } from '../support/old-database';

const url = await freshDatabase();

test('events of before are chained in the order they happened, and the record is whole', async () => {
  const old = await databaseBefore(url, 'chain_events');
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
});
