import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '@/lib/access/actor';
import { prisma as portal } from '@/lib/db/client';
import { db } from '@/lib/db/db';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';
import { makeApplication, makePerson, makeTown, makeWorld } from '../support/world';

await freshDatabase();
process.env.DATABASE_POOL = '3';
afterAll(() => delete process.env.DATABASE_POOL);

const requests = 10_000;
const people: { person: Person; town: string }[] = [];

beforeAll(async () => {
  const world = await makeWorld();
  for (let number = 0; number < 20; number += 1) {
    const town = await makeTown(`Town ${number}`, world.people.coordinator.id);
    await makeApplication(world, { town, actions: ['dark-skies', 'c-pace'] });
    people.push({ person: await makePerson('Somebody', { role: 'editor', townId: town.id }), town: town.id });
  }
}, 60_000);

class Undone extends Error {}

/** One request: everything there is of submissions, asked with no condition; some break off, some only look for a leak. */
async function request(number: number): Promise<string[]> {
  if (number % 97 === 0) {
    const rows = await portal().$queryRaw<{ town: string }[]>`select town_id::text as town from submissions`;
    return rows.map(({ town }) => `nobody saw ${town}`);
  }
  const { person, town } = people[(number * 7) % people.length]!;
  let found: { town: string }[] = [];
  try {
    await db.as(person, async (tx) => {
      found = await tx.$queryRaw<typeof found>`select town_id::text as town from submissions`;
      if (number % 13 === 0) throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  const foreign = found.filter((row) => row.town !== town).map((row) => `${town} saw ${row.town}`);
  return found.length === 2 ? foreign : [...foreign, `${town} saw ${found.length} rows`];
}

it('10,000 interleaved requests of 20 towns over 3 connections: no foreign row, and no setting stays behind', async () => {
  const wrong: string[] = [];
  let next = 0;
  const visitor = async () => {
    for (let number = next++; number < requests; number = next++) wrong.push(...(await request(number)));
  };
  await Promise.all(Array.from({ length: 40 }, visitor));
  expect(wrong).toEqual([]);
  const sessions = await prisma().$queryRaw<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity where datname = current_database() and usename = 'portal_of_tests'`;
  expect(sessions[0]!.count).toBeLessThanOrEqual(3);
}, 60_000);
