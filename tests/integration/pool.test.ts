import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalResponse } from '@/lib/command';
import { asSaving } from '@/lib/db/gate';
import { db } from '@/lib/db/db';
import { boardFilter, getBoard } from '@/lib/services/reviews/get-board';
import { saveAnswers } from '@/lib/services/submissions/save-answers';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';
import { makeApplication, makeWorld, type World } from '../support/world';

await freshDatabase();
process.env.DATABASE_POOL = '3';
afterAll(() => delete process.env.DATABASE_POOL);

let world: World;
let submission: string;

beforeAll(async () => {
  world = await makeWorld();
  submission = (await makeApplication(world, { actions: ['dark-skies'] })).submissions['dark-skies']!;
});

const save = (text: string) =>
  asSaving(() =>
    saveAnswers(world.people.editor, {
      submission,
      base: 0,
      writer: randomUUID(),
      changes: { '1.narrative': text },
    }),
  );

/** Holds a connection in a unit of work that only reads, until let go. */
const board = () => getBoard(world.people.coordinator, boardFilter.parse({}));

function hold() {
  let letGo = () => {};
  const until = new Promise<void>((go) => (letGo = go));
  const done = db.as(world.people.viewer, () => until);
  return { done, letGo };
}

const connections = async () => {
  const [row] = await prisma().$queryRaw<{ count: number }[]>`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and usename = 'portal_of_tests'`;
  return row!.count;
};

/** Cuts every connection of the portal, while this process does not look: as after a night in which PostgreSQL restarted. */
function cutUnseen(): void {
  const ask = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'portal_of_tests'`;
  const script = `const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: process.env.OWNER_DATABASE_URL });
    await client.connect(); await client.query(process.argv[1]); await client.end();`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script, ask]);
}

describe('with three connections', () => {
  it('that were cut while they lay idle, nobody notices: what comes next begins on new ones', async () => {
    await Promise.all(['one', 'two', 'three'].map(save));
    cutUnseen();
    const saved = await Promise.all(['four', 'five', 'six'].map(save));
    expect(saved.map((one) => one.saved.length + one.conflicts.length)).toEqual([1, 1, 1]);
  });

  it('120 saves at once all come to an end, and none is lost', async () => {
    const all = await Promise.all(Array.from({ length: 120 }, (_, number) => save(`Told by ${number}`)));
    const row = await prisma().submission.findUniqueOrThrow({ where: { id: submission } });
    const stored = all.filter((saved) => saved.saved.length > 0);
    const clashed = all.filter((saved) => saved.conflicts.length > 0);
    expect(stored.length + clashed.length).toBe(120);
    expect(row.revision).toBe(Math.max(...all.map((saved) => saved.revision)));
    expect(await connections()).toBeLessThanOrEqual(3);
  });

  it('while reading takes all it may, answers are saved, and more reading is turned away with 503 and Retry-After', async () => {
    const held = [hold(), hold()];
    const turned = board().catch(refusalResponse);
    await save('Told meanwhile').then((saved) => expect(saved.conflicts.length + saved.saved.length).toBe(1));
    const response = (await turned) as Response;
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await response.json()).toMatchObject({
      ok: false,
      code: 'busy',
      reasons: [
        {
          message: 'The portal is very busy just now. What you typed is kept on this page; try again in a few seconds.',
        },
      ],
    });
    for (const { letGo } of held) letGo();
    await Promise.all(held.map(({ done }) => done));
    expect((await board()).all).toHaveLength(1);
  });

  it('a statement that does not end, and a connection that breaks, are busy too, and the next work goes well', async () => {
    const slow = db.as(world.people.viewer, async (tx) => {
      await tx.$executeRaw`set local statement_timeout = 50`;
      await tx.$queryRaw`select pg_sleep(5)::text`;
    });
    await expect(slow).rejects.toMatchObject({ code: 'busy' });
    const broken = db.as(world.people.viewer, async (tx) => {
      const [own] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await prisma().$queryRaw`select pg_terminate_backend(${own!.pid}::int)`;
      await tx.$queryRaw`select 1 as one`;
    });
    await expect(broken).rejects.toMatchObject({ code: 'busy' });
    expect(await db.as(world.people.viewer, (tx) => tx.submission.count())).toBe(1);
  });

  it('no connection idles in a transaction, or works on a statement, for ever', async () => {
    const settings = await db.as(
      world.people.viewer,
      (tx) =>
        tx.$queryRaw<{ name: string; setting: string }[]>`select name, setting from pg_settings
        where name in ('statement_timeout', 'idle_in_transaction_session_timeout') order by name`,
    );
    expect(settings).toEqual([
      { name: 'idle_in_transaction_session_timeout', setting: '30000' },
      { name: 'statement_timeout', setting: '15000' },
    ]);
  });
});
