import pg from 'pg';
import type { Person } from '@/lib/access/actor';
import { saveAnswers } from '@/lib/services/submissions/save-answers';
import { makeApplication, makePerson, makeTown, makeWorld } from '@/tests/support/world';
import { benchDatabase } from './database';

/*
 * What chaining events costs a save: npx tsx bench/record.ts. Rounds with and without the chain take turns on one
 * database that does not wait for its disk, so the share of the chain is the largest it can be.
 */

const writers = 16;
const rounds = 6;
const each = 40;

const { url, end } = await benchDatabase();
const owner = new pg.Client({ connectionString: url });
await owner.connect();

const world = await makeWorld();
type Place = { person: Person; submission: string; base: number };
const places: Place[] = [];
for (let n = 0; n < writers; n += 1) {
  const town = await makeTown(`Bench ${n}`, world.people.coordinator.id);
  const person = await makePerson('Writer', { role: 'editor', townId: town.id });
  const { submissions } = await makeApplication(world, { town, actions: ['dark-skies'] });
  places.push({ person, submission: submissions['dark-skies']!, base: 0 });
}
const helper = await makePerson('Helper', { role: 'editor', townId: world.aldbrook.id });
const { submissions } = await makeApplication(world, {
  actions: world.rulebook.actions.slice(0, writers).map((a) => a.id),
});
const oneTown = Object.values(submissions).map((submission) => ({ person: helper, submission, base: 0 }));

let typed = 0;
async function save(place: Place): Promise<void> {
  const { person, submission, base } = place;
  const changes = { 'partners.part': `Typed ${(typed += 1)}` };
  place.base = (await saveAnswers(person, { submission, base, changes })).revision;
}

/** Saves a second, with so many writers at once. */
async function rate(where: Place[], atOnce: number): Promise<number> {
  const began = performance.now();
  await Promise.all(
    where.slice(0, atOnce).map(async (place) => {
      for (let n = 0; n < each; n += 1) await save(place);
    }),
  );
  return (Math.min(atOnce, where.length) * each * 1000) / (performance.now() - began);
}

const measures: [string, Place[], number][] = [
  ['one writer', places, 1],
  [`${writers} writers in ${writers} towns`, places, writers],
  [`${writers} writers in one town`, oneTown, writers],
];
const found = new Map<string, { with: number[]; without: number[] }>();
const median = (of: number[]) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)]!;

await owner.query('drop index events_chain_number_key');
for (let round = 0; round < rounds; round += 1)
  for (const chained of round % 2 ? [true, false] : [false, true]) {
    await owner.query(`alter table events ${chained ? 'enable' : 'disable'} trigger chain_event`);
    for (const [name, where, atOnce] of measures) {
      const rates = found.get(name) ?? { with: [], without: [] };
      (chained ? rates.with : rates.without).push(await rate(where, atOnce));
      found.set(name, rates);
    }
  }
for (const [name, rates] of found) {
  const [chained, plain] = [median(rates.with), median(rates.without)];
  const cost = 1000 / chained - 1000 / plain;
  process.stdout.write(
    `${name.padEnd(28)} ${plain.toFixed(0)} saves/s without the chain, ${chained.toFixed(0)} with (${((chained / plain) * 100).toFixed(0)} %, ${cost.toFixed(2)} ms each)\n`,
  );
}
await owner.end();
await end();
