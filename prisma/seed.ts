import pg from 'pg';
import { systemActor } from '@/lib/auth';
import { disconnect } from '@/lib/db/client';
import { db } from '@/lib/db/db';
import { env } from '@/lib/env';
import { shippedRulebooks } from '@/lib/rulebook/published';
import { listDemonstrationSignIns } from '@/lib/services/people/list-demonstration-sign-ins';
import { publishRulebook } from '@/lib/services/rulebooks/publish-rulebook';
import { clearUnfinished, fillDemonstration, holdsPeople, shutDemonstrationOut } from './demonstration/fill';
import { firstLink } from './first-link';
import { loadMunicipalities } from './municipalities';

/*
 * What every start does before the server: publishes the shipped rulebooks, loads the municipalities and, in a
 * demonstration with an empty database, fills it. Doing it again changes nothing. The last line it prints is one JSON object.
 */

export type SeedReport = {
  signIns: { role: string; email: string; password: string }[];
  firstLink: string | null;
  notes: string[];
};

/** Runs the work while no other seed of the same database does. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('town green seed'))`);
    return await work();
  } finally {
    await client.end();
  }
}

/** Seeds the database that the environment names, and says how to sign in. */
export async function seed(): Promise<SeedReport> {
  return alone(async () => {
    await db.as(systemActor, async (tx) => {
      for (const rulebook of shippedRulebooks) await publishRulebook(systemActor, tx, rulebook);
    });
    await loadMunicipalities();
    await clearUnfinished();
    if (env().DEMO === 'on' && !(await holdsPeople())) await fillDemonstration();
    if (env().DEMO === 'off') await shutDemonstrationOut();
    const signIns = await listDemonstrationSignIns(systemActor);
    return {
      signIns: signIns.map(({ as, email, password }) => ({ role: as, email, password })),
      firstLink: await firstLink(),
      notes: [],
    };
  });
}

if (import.meta.filename === process.argv[1]) {
  try {
    const report = await seed();
    process.stdout.write(`${JSON.stringify(report)}\n`);
  } finally {
    await disconnect();
  }
}
