import path from 'node:path';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '@/lib/auth';
import { disconnect } from '@/lib/db/client';
import { db } from '@/lib/db/db';
import { Refusal } from '@/lib/errors';
import { submitApplication } from '@/lib/services/applications/submit-application';
import { saveAnswers } from '@/lib/services/submissions/save-answers';
import { createDatabase } from '@/scripts/database.mjs';
import { migrate } from '@/scripts/migrate.mjs';
import { preparePortalRole } from '@/scripts/portal-role.mjs';
import { freePort, runningPostgres, startPostgres, temporaryFolder } from '@/scripts/postgres.mjs';
import { eventually } from '@/scripts/processes.mjs';
import { disconnectOwner, prisma } from '../support/owner';
import { makeReady } from '../support/ready';
import { expectNothingHalf, expectWhole } from '../support/whole';
import { makeApplication, makeWorld, type World } from '../support/world';

/*
 * PostgreSQL is killed (SIGKILL) while people write and submit: what was acknowledged is there when it is back, nothing is
 * half done, and the portal goes on by itself. Every other round takes a single one of its processes, which makes it
 * recover by itself. `npm run test:chaos` plays twenty rounds.
 */

const rounds = process.env.CHAOS === 'long' ? 20 : 2;
const action = 'municipal-workforce-homelessness';
const writers = 8;
const { folder, remove } = temporaryFolder();
const place = { folder: path.join(folder, 'pg'), port: await freePort() };
let server: Awaited<ReturnType<typeof startPostgres>>;
let world: World;
let submission: string;

/** Said of the work itself: that the database cannot take it now is what this test is about. */
const isRefusal = (error: unknown) => error instanceof Refusal && error.code !== 'busy';

const start = () =>
  startPostgres(place).then(
    (started) => ((server = started), true),
    // The processes of the one that was killed may still be leaving.
    () => false,
  );

beforeAll(async () => {
  await start();
  await createDatabase(server.url('postgres'), 'survival');
  const url = server.url('survival');
  await migrate(url);
  Object.assign(process.env, {
    DATABASE_URL: await preparePortalRole(url, { password: () => 'of the portal' }),
    OWNER_DATABASE_URL: url,
    STORAGE_DIR: path.join(folder, 'files'),
    BASE_URL: 'http://localhost:3000',
    NEXTAUTH_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'a secret that is long enough for tests',
  });
  world = await makeWorld();
  submission = (await makeApplication(world, { actions: [action] })).submissions[action]!;
});

afterAll(async () => {
  await disconnect();
  await disconnectOwner();
  await server.stop();
  remove();
});

test('a command beside a running portal finds its embedded PostgreSQL, wherever it listens', () => {
  expect(runningPostgres(place.folder)?.url('survival')).toBe(server.url('survival'));
  expect(runningPostgres(path.join(folder, 'none'))).toBeUndefined();
});

const hand = Array.from({ length: writers }, () => ({ known: 0, tried: 0, acknowledged: 0 }));
let seq = 0;
const acknowledgedBy = () => hand.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
const address = (index: number) => `1b.log.w${index}.training`;

/** Writes one number after the other until the database does not answer any more. */
async function write(index: number): Promise<void> {
  const mine = hand[index]!;
  const person = [world.people.contact, world.people.editor, world.people.helper][index % 3]!;
  for (;;) {
    mine.tried += 1;
    try {
      const saved = await saveAnswers(person, {
        submission,
        base: mine.known,
        changes: { [address(index)]: String(mine.tried) },
        writer: `w${index}`,
        seq: (seq += 1),
      });
      expect(saved.saved).toEqual([address(index)]);
      mine.known = saved.revision;
      mine.acknowledged = mine.tried;
    } catch (error) {
      if (isRefusal(error)) throw error;
      return;
    }
  }
}

/** Submits after a moment; whether it was acknowledged. */
async function submit({ id, contact }: Awaited<ReturnType<typeof makeReady>>, wait: number): Promise<boolean> {
  await new Promise((done) => setTimeout(done, wait));
  return submitApplication(contact, { application: id, key: randomUUID() }).then(
    () => true,
    (error: unknown) => {
      if (isRefusal(error)) throw error;
      return false;
    },
  );
}

async function killAll(): Promise<void> {
  const gone = new Promise((done) => server.child.once('exit', done));
  server.child.kill('SIGKILL');
  await gone;
  expect(await eventually(start, 60_000)).toBe(true);
}

/** Kills the process that serves one of the portal's connections: PostgreSQL then ends the others and recovers. */
async function killOne(): Promise<void> {
  const client = new pg.Client({ connectionString: server.url('survival') });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = 'survival' and pid <> pg_backend_pid() and state <> 'idle' limit 1`,
  );
  const gone = new Promise((done) => client.once('end', done));
  process.kill(rows[0]!.pid, 'SIGKILL');
  await gone;
}

test(
  `PostgreSQL is killed ${rounds} times: nothing acknowledged is missing, nothing is half done`,
  async () => {
    for (let round = 1; round <= rounds; round += 1) {
      const before = acknowledgedBy();
      const drafts = await Promise.all([1, 2, 3].map((n) => makeReady(world, `Round ${round} Town ${n}`)));
      const writing = Promise.all(hand.map((_, index) => write(index)));
      expect(await eventually(() => acknowledgedBy() > before + writers, 30_000)).toBe(true);
      const wait = 100 + Math.random() * 300;
      const submitting = Promise.all(drafts.map((draft) => submit(draft, wait - Math.random() * 80)));
      await new Promise((done) => setTimeout(done, wait));
      await (round % 2 === 1 ? killAll() : killOne());
      await writing;
      const acknowledged = await submitting;

      // No new pool, no restart of ours: the portal's own connections come back.
      const answers = () =>
        db
          .as(systemActor, (tx) => tx.$queryRaw`select 1`)
          .then(
            () => true,
            () => false,
          );
      expect(await eventually(answers, 60_000)).toBe(true);

      const { cells, revision } = await prisma().submission.findUniqueOrThrow({ where: { id: submission } });
      for (const [index, mine] of hand.entries()) {
        const stored = Number((cells as Record<string, string>)[address(index)] ?? 0);
        expect([mine.acknowledged, mine.tried], `writer ${index} in round ${round}`).toContain(stored);
      }
      const [events] = await prisma().$queryRaw<{ found: number; last: number }[]>`
      select count(distinct details->>'revision')::int as found, max((details->>'revision')::int) as last
      from events where kind = 'answers.saved' and details->>'submission' = ${submission}`;
      expect(events).toEqual({ found: revision, last: revision });
      for (const [index, { id }] of drafts.entries()) {
        const submitted = await expectWhole(world, id);
        if (acknowledged[index]) expect(submitted).toBe(true);
      }
      await expectNothingHalf();
      // What was not acknowledged may be stored all the same: each goes on from what it reads.
      for (const mine of hand) mine.known = revision;
    }
  },
  rounds * 60_000,
);
