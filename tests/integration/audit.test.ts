import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { systemActor } from '@/lib/auth';
import { holdClock, now, releaseClock } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { recordEvent } from '@/lib/services/record/record-event';
import { sealRecord } from '@/lib/services/record/seal-record';
import { sentence, verifyRecord } from '@/lib/services/record/verify-record';
import { freshDatabase } from '../support/database';
import { makePerson, makeTown, type TownFixture } from '../support/world';
import { prisma } from '../support/owner';

const url = await freshDatabase();
const intruder = new pg.Client({ connectionString: url });
await intruder.connect();
afterAll(() => intruder.end());

releaseClock();
const coordinator = await makePerson('Cora Coordinator', { role: 'coordinator' });
const seals = () => path.join(process.env.AUDIT_DIR!, 'heads.jsonl');
let towns = 0;
let town: TownFixture;

const record = (townId: string | undefined, aim: string) =>
  db.as(coordinator, (tx) => recordEvent(tx, coordinator, 'application.aim-set', { townId, details: { aim } }));

const verify = async () => (await verifyRecord(systemActor, { told: false })).findings.map(sentence);

/** What somebody does who rules the database itself: no trigger of it holds them. */
async function behindItsBack(statement: string, ...values: unknown[]): Promise<void> {
  await intruder.query('set session_replication_role = replica');
  await intruder.query(statement, values);
  await intruder.query('set session_replication_role = default');
}

/** Hashes a chain anew from a number on, as somebody would who knows how it is made, and sets its head. */
async function rewrite(chain: string): Promise<void> {
  await behindItsBack('update events set number = -number where chain = $1', chain);
  await behindItsBack(
    `update events e set number = o.n from (select id, row_number() over (order by -number) as n from events where chain = $1) o where o.id = e.id`,
    chain,
  );
  const inOrder = 'select id from events where chain = $1 order by number';
  const { rows } = await intruder.query<{ id: string }>(inOrder, [chain]);
  let previous = '0'.repeat(64);
  for (const { id } of rows) {
    await behindItsBack('update events set previous = $2 where id = $1', id, previous);
    await behindItsBack('update events e set hash = event_digest(e) where id = $1', id);
    previous = (await intruder.query<{ hash: string }>('select hash from events where id = $1', [id])).rows[0]!.hash;
  }
  await behindItsBack('update event_chains set number = $2, hash = $3 where chain = $1', chain, rows.length, previous);
}

beforeEach(async () => {
  releaseClock();
  await behindItsBack('delete from events');
  await behindItsBack('delete from event_chains');
  await rm(seals(), { force: true });
  town = await makeTown(`Town ${(towns += 1)}`, coordinator.id);
  for (const aim of ['bronze', 'silver', 'gold', 'silver', 'bronze']) await record(town.id, aim);
  await record(undefined, 'bronze');
  await sealRecord(systemActor);
});

describe('the record is append-only', () => {
  test.each([
    ['an update', `update events set kind = 'ruling.made'`],
    ['a deletion', 'delete from events'],
    ['a truncation', 'truncate events cascade'],
    ['a head moved', 'update event_chains set number = 1'],
    ['a head taken away', 'delete from event_chains'],
    ['a head put in', `insert into event_chains values (gen_random_uuid(), 1, '')`],
    ['a truncation of the heads', 'truncate event_chains'],
  ])('%s is refused, to the owner of the tables too', async (_what, statement) => {
    await prisma().user.update({ where: { id: coordinator.id }, data: { name: 'Set' } });
    await expect(intruder.query(statement)).rejects.toThrow('append-only');
    expect(await verify()).toEqual([]);
  });

  test('what an inserter says of number, hash and time of recording is not believed', async () => {
    await intruder.query(
      `insert into events (id, at, town_id, kind, chain, number, hash, previous, recorded_at)
       values (gen_random_uuid(), now(), $1, 'answers.saved', gen_random_uuid(), 77, 'x', 'y', '2001-01-01')`,
      [town.id],
    );
    const last = await prisma().event.findFirst({ where: { townId: town.id }, orderBy: { number: 'desc' } });
    expect(last).toMatchObject({ chain: town.id, number: 6n });
    expect(now().getTime() - last!.recordedAt.getTime()).toBeLessThan(60_000);
    expect(await verify()).toEqual([]);
  });
});

describe('one event for each change', () => {
  test('a change that is undone leaves no event and no gap', async () => {
    const undone = db.as(coordinator, async (tx) => {
      await recordEvent(tx, coordinator, 'application.aim-set', { townId: town.id });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await record(town.id, 'gold');
    expect(await prisma().event.count({ where: { townId: town.id } })).toBe(6);
    expect(await verify()).toEqual([]);
  });

  test('fifty at once in one town make one chain without a gap', async () => {
    await Promise.all(Array.from({ length: 50 }, () => record(town.id, 'gold')));
    const { number } = await prisma().eventChain.findUniqueOrThrow({ where: { chain: town.id } });
    expect(number).toBe(55n);
    expect(await verify()).toEqual([]);
  });

  test('a town does not wait for another, nor two transactions for each other', async () => {
    const other = await makeTown(`Other ${towns}`, coordinator.id);
    let release = () => {};
    const held = new Promise<void>((done) => (release = done));
    await intruder.query('begin');
    await intruder.query('select from event_chains where chain = $1 for update', [town.id]);
    await record(other.id, 'gold');
    const waiting = record(town.id, 'gold').finally(() => release());
    await intruder.query('commit');
    await Promise.all([held, waiting]);
    const both = (first: TownFixture, second: TownFixture) =>
      db.as(coordinator, async (tx) => {
        await recordEvent(tx, coordinator, 'application.aim-set', { townId: first.id });
        await recordEvent(tx, coordinator, 'application.aim-set', { townId: second.id });
      });
    await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? both(town, other) : both(other, town))));
    expect(await verify()).toEqual([]);
  });
});

describe('verifying finds', () => {
  const entry = (number: number) => `The record of ${town.name}, entry ${number}: `;

  test('nothing in a record that is whole', async () => {
    expect(await verify()).toEqual([]);
    const [check] = await prisma().auditCheck.findMany({ where: { kind: 'verify' }, orderBy: { at: 'desc' }, take: 1 });
    expect(check).toMatchObject({ ok: true, events: 6n, finding: null });
  });

  test.each([
    ['its details', `details = '{"aim":"gold"}'`],
    ['its person', 'actor_id = null'],
    ['its time', `at = at - interval '1 day'`],
    ['its kind', `kind = 'ruling.made'`],
    ['its number and chain', `number = 9`],
  ])('an edit of %s', async (_what, change) => {
    await behindItsBack(`update events set ${change} where chain = $1 and number = 2`, town.id);
    expect((await verify()).join(' ')).toContain('changed after it was written');
  });

  test('an edit whose hash was made to fit', async () => {
    await behindItsBack(`update events set details = '{}' where chain = $1 and number = 2`, town.id);
    await behindItsBack('update events e set hash = event_digest(e) where chain = $1 and number = 2', town.id);
    expect(await verify()).toEqual([
      `${entry(3)}it does not follow from the entry in front of it: that one was rewritten, or this one was put in here.`,
    ]);
  });

  test('a deletion in the middle', async () => {
    await behindItsBack('delete from events where chain = $1 and number in (2, 3)', town.id);
    expect(await verify()).toEqual([`${entry(2)}entries 2 to 3 are missing: deleted after writing.`]);
  });

  test('a tail cut off, the head left', async () => {
    await behindItsBack('delete from events where chain = $1 and number > 3', town.id);
    expect((await verify())[0]).toBe(`${entry(4)}entries 4 to 5 are missing: the tail was cut off.`);
  });

  test('a tail cut off and the head set back: only the seal knows', async () => {
    await behindItsBack('delete from events where chain = $1 and number > 3', town.id);
    await rewrite(town.id);
    const [found, ...rest] = await verify();
    expect(found).toMatch(new RegExp(`^${entry(5)}it was sealed on .* and is gone: the tail was cut off`));
    expect(rest).toEqual([]);
  });

  test('a whole chain taken away', async () => {
    await behindItsBack('delete from events where chain = $1', town.id);
    await behindItsBack('delete from event_chains where chain = $1', town.id);
    expect((await verify()).join()).toContain(`${entry(5)}it was sealed on`);
  });

  test('an event put in between, everything after it hashed anew', async () => {
    await behindItsBack(
      `insert into events (id, at, recorded_at, town_id, chain, kind, number) values (gen_random_uuid(), now(), now(), $1, $1, 'ruling.made', 99)`,
      town.id,
    );
    await behindItsBack('update events set number = number + 100 where chain = $1 and number between 3 and 5', town.id);
    await behindItsBack('update events set number = 3 where chain = $1 and number = 99', town.id);
    await rewrite(town.id);
    expect((await verify())[0]).toMatch(new RegExp(`^${entry(5)}it is not the entry that was sealed on`));
  });

  test('an event put in behind the head', async () => {
    await behindItsBack(
      `insert into events (id, at, recorded_at, town_id, chain, kind, number, previous) select gen_random_uuid(), now(), now(), $1, $1, 'ruling.made', 6, hash from events where chain = $1 and number = 5`,
      town.id,
    );
    await behindItsBack('update events e set hash = event_digest(e) where chain = $1 and number = 6', town.id);
    expect(await verify()).toEqual([
      `${entry(6)}it was put in behind the head of the chain, past the database’s own way.`,
    ]);
  });

  test.each([
    [
      'naming another entry',
      `update event_chains set hash = ''`,
      'it is not the entry that the head of the chain names.',
    ],
    ['taken away', 'delete from event_chains', 'the head of the chain was taken away.'],
  ])('a head %s', async (_what, change, found) => {
    await behindItsBack(`${change} where chain = $1`, town.id);
    expect(await verify()).toEqual([`${entry(5)}${found}`]);
  });

  test('an entry given to another town, everything after it hashed anew', async () => {
    const other = await makeTown(`Other ${towns}`, coordinator.id);
    await behindItsBack('update events set town_id = $2 where chain = $1 and number = 3', town.id, other.id);
    await rewrite(town.id);
    expect(await verify()).toContain(`${entry(3)}it stands in a chain that is not its town’s: it was put in here.`);
  });

  test('two entries that changed places, and both where everything after them was hashed anew', async () => {
    for (const places of ['2, 99', '3, 2', '99, 3'].map((pair) => pair.split(', ')))
      await behindItsBack('update events set number = $3 where chain = $1 and number = $2', town.id, ...places);
    expect((await verify())[0]).toContain(`${entry(2)}it was changed after it was written`);
    await rewrite(town.id);
    expect((await verify())[0]).toMatch(new RegExp(`^${entry(5)}it is not the entry that was sealed on`));
  });

  test('back-dating by whoever may insert', async () => {
    holdClock(new Date(Date.now() - 3 * 86_400_000));
    await record(town.id, 'gold');
    releaseClock();
    expect((await verify()).join()).toMatch(new RegExp(`^${entry(6)}it says it happened at .* it is back-dated`));
    expect((await verifyRecord(systemActor, { told: true })).findings).toEqual([]);
  });

  test('a time of recording set back by whoever rules the database', async () => {
    await behindItsBack(
      `update events set at = at - interval '1 day', recorded_at = recorded_at - interval '1 day' where chain = $1 and number = 4`,
      town.id,
    );
    await rewrite(town.id);
    expect((await verify())[0]).toContain('before the entry in front of it');
  });
});

describe('the seals', () => {
  test('a second seal holds only what moved', async () => {
    await record(town.id, 'gold');
    expect(await sealRecord(systemActor)).toBe(1);
    expect(await sealRecord(systemActor)).toBe(0);
    expect((await readFile(seals(), 'utf8')).trim().split('\n')).toHaveLength(2);
    expect(await verify()).toEqual([]);
  });

  test.each<[string, (lines: string[]) => string[], RegExp]>([
    [
      'a line changed',
      ([a, b]) => [a!.replace('"hash":"', '"hash":"0'), b!],
      /^The seals, line 1: its signature is wrong/,
    ],
    ['a line taken out', ([, b]) => [b!], /^The seals, line 1: it does not follow/],
    ['two lines that changed places', ([a, b]) => [b!, a!], /^The seals, line 1: it does not follow/],
    ['a line that is no seal', ([a]) => [a!, 'rubbish'], /^The seals, line 2: it cannot be read/],
    ['all of them', () => [], /^The seals, line 1: there are none/],
  ])('%s is found', async (_what, change, expected) => {
    await record(town.id, 'gold');
    await sealRecord(systemActor);
    const lines = (await readFile(seals(), 'utf8')).trim().split('\n');
    await writeFile(
      seals(),
      change(lines).flatMap((line) => [line, '\n']),
    );
    expect((await verify())[0]).toMatch(expected);
  });

  test('sealed at once by many, the file stays one chain', async () => {
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        await record(town.id, 'gold');
        await sealRecord(systemActor);
      }),
    );
    expect(await verify()).toEqual([]);
  });

  test('another key does not fit', async () => {
    await appendFile(
      seals(),
      `${JSON.stringify({ at: now().toISOString(), heads: [], previous: '', mac: 'f'.repeat(64) })}\n`,
    );
    expect((await verify())[0]).toMatch(/^The seals, line 2: its signature is wrong/);
  });
});
