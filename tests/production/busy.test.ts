import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeAccessWorld, type AccessWorld } from '../support/access-world';
import { freshDatabase } from '../support/database';
import { startPortal, type Portal } from '../support/built-portal';
import { raw } from '../support/raw-request';
import { pages } from './matrix-pages';

/*
 * A portal with two connections, of which reading leaves one to saving: who asks for a page while the other is held is told
 * to come again, and not that something broke.
 */

await freshDatabase();
let portal: Portal;
let world: AccessWorld;

beforeAll(async () => {
  portal = await startPortal({ variables: { DATABASE_POOL: '2' } });
  world = await makeAccessWorld(portal);
});

const get = (path: string, headers: Record<string, string> = {}) =>
  raw(portal, path, { headers: { cookie: world.cookies.coordinator!, ...headers } });

/** Does the work while a page waits for a table that another holds, with the one connection that reading may take. */
async function whileHeld<T>(work: () => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: process.env.OWNER_DATABASE_URL });
  await owner.connect();
  await owner.query('begin; lock table users in access exclusive mode');
  const held = get('/account');
  const waiting = async () =>
    (await owner.query('select from pg_locks where not granted and database is not null')).rowCount;
  await expect.poll(waiting, { interval: 20, timeout: 5000 }).toBe(1);
  try {
    return await work();
  } finally {
    await owner.query('commit');
    await owner.end();
    expect((await held).status).toBe(200);
  }
}

describe('a page that finds no room', () => {
  test('is answered 503 and by the page that says so, with when to come again, whichever it is', async () => {
    const paths = Object.values(pages).map(({ at }) => at(world.subjects.submitted, world));
    const answers = await whileHeld(() => Promise.all(paths.map((path) => get(path))));
    const told = paths.map((path, at) => [path, answers[at]!.status, answers[at]!.headers['retry-after']]);
    expect(told).toEqual(paths.map((path) => [path, 503, '5']));
    for (const { headers, text } of answers) {
      expect(text).toContain('<h1>Town Green is very busy</h1>');
      expect(text).not.toContain('<script');
      expect(headers).toMatchObject({
        'cache-control': expect.stringContaining('no-store'),
        'content-security-policy': expect.stringContaining("'strict-dynamic'"),
        'content-type': expect.stringContaining('text/html'),
      });
    }
    expect(portal.output()).not.toContain('unexpected error');
  });

  test('is there again as soon as there is', async () => {
    const answer = await get('/account');
    expect([answer.status, answer.headers['retry-after']]).toEqual([200, undefined]);
  });
});
