import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '@/lib/auth';
import { db } from '@/lib/db/db';
import { has } from '@/lib/storage/files';
import { eventually } from '@/scripts/processes.mjs';
import { freshDatabase } from '../support/database';
import { cookieOf, portal } from '../support/served-again';
import { makeApplication, makeWorld, type World } from '../support/world';

/*
 * A server that is told to stop while an upload and a save are under way finishes both, takes nothing new, and goes.
 */

await freshDatabase();
const action = 'municipal-workforce-homelessness';
let world: World;
let at: Awaited<ReturnType<typeof portal>>;
let server: Awaited<ReturnType<typeof at.start>>;
let submission: string;

beforeAll(async () => {
  world = await makeWorld();
  submission = (await makeApplication(world, { actions: [action] })).submissions[action]!;
  at = await portal();
  server = await at.start();
});
afterAll(() => server.stop());

const answered = (sent: ClientRequest) =>
  new Promise<{ status: number; body: string; headers: IncomingMessage['headers'] }>((done, fail) => {
    sent.once('error', fail);
    sent.once('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.once('end', () => done({ status: response.statusCode ?? 0, body, headers: response.headers }));
    });
  });

/** Sends the first part of a request; the rest follows when `finish` is called. */
async function begin(method: string, path: string, headers: Record<string, string>, first: Buffer) {
  const sent = request(`${at.address}${path}`, { method, headers: { origin: at.address, ...headers } });
  const answer = answered(sent);
  await new Promise<unknown>((done) => sent.write(first, done));
  return { finish: (rest: Buffer) => (sent.end(rest), answer) };
}

const ask = (path: string) => fetch(`${at.address}${path}`, { headers: { connection: 'close' } });

test('told to stop during an upload and a save: both are acknowledged and stored, nothing new is taken', async () => {
  const cookie = await cookieOf(world.people.editor);
  const bytes = Buffer.alloc(2_000_000, 'The minutes of the council, page after page.\n');
  const border = 'a-border-between-the-parts';
  const head = `--${border}\r\ncontent-disposition: form-data; name="town"\r\n\r\n${world.aldbrook.id}\r\n--${border}\r\ncontent-disposition: form-data; name="file"; filename="minutes.txt"\r\ncontent-type: text/plain\r\n\r\n`;
  const upload = await begin(
    'POST',
    '/api/evidence',
    { cookie, 'content-type': `multipart/form-data; boundary=${border}` },
    Buffer.concat([Buffer.from(head), bytes.subarray(0, 1_000_000)]),
  );
  const typed = Buffer.from(JSON.stringify({ base: 0, changes: { '3.contents': 'Told slowly.' } }));
  const save = await begin(
    'PUT',
    `/api/answers/${submission}`,
    { cookie, 'content-type': 'application/json' },
    typed.subarray(0, 20),
  );
  // Both have reached the portal's code: the first part of the file is being written.
  expect((await ask('/readyz')).status).toBe(200);

  const ended = new Promise((done) => server.child.once('exit', done));
  server.child.kill('SIGTERM');
  const turned = async () => (await ask('/readyz')).status === 503;
  expect(await eventually(turned, 2000)).toBe(true);
  expect(await (await ask('/readyz')).json()).toEqual({ ready: false, stopping: true });
  expect((await ask('/healthz')).status).toBe(200);
  const page = await ask('/');
  expect([page.status, page.headers.get('retry-after')]).toEqual([503, '10']);
  expect(await page.text()).toContain('Nothing is lost');

  const saved = await save.finish(typed.subarray(20));
  expect(saved).toMatchObject({ status: 200, body: expect.stringContaining('3.contents') });
  const uploaded = await upload.finish(
    Buffer.concat([bytes.subarray(1_000_000), Buffer.from(`\r\n--${border}--\r\n`)]),
  );
  expect(uploaded).toMatchObject({ status: 201, headers: { connection: 'close' } });

  expect(await ended).toBe(143);
  await expect(ask('/healthz')).rejects.toThrow();
  const { cells } = await db.as(systemActor, (tx) => tx.submission.findUniqueOrThrow({ where: { id: submission } }));
  expect(cells).toEqual({ '3.contents': 'Told slowly.' });
  const stored = await db.as(systemActor, (tx) =>
    tx.evidence.findFirstOrThrow({ where: { townId: world.aldbrook.id } }),
  );
  expect([stored.bytes, await has(stored.storageKey!)]).toEqual([bytes.length, true]);
});
