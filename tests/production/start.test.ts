import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inProject, root } from '@/scripts/paths.mjs';
import { temporaryFolder } from '@/scripts/postgres.mjs';
import { commandLine, eventually, launchNode } from '@/scripts/processes.mjs';
import { linkTree } from '../support/link-tree';

/*
 * `npm start` itself, in a folder that has its dependencies and its build and nothing else: what it serves, that it recovers
 * after it was killed, and that it leaves no process behind.
 */

const { folder: above, remove } = temporaryFolder();
const folder = path.join(above, 'portal');
const apart = new Set(['node_modules', '.git', '.data', '.next/cache', 'test-results'].map((name) => inProject(name)));
let port: number;
type Start = Awaited<ReturnType<typeof start>>;
let running: Start | undefined;

async function start() {
  const child = launchNode(['scripts/start.mjs'], {
    cwd: folder,
    // As a person's shell has it: nothing of what a test run sets.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port) },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const up = () => output.includes('Stop it with Ctrl-C.');
  await eventually(() => Promise.resolve(up() || child.exitCode !== null), 110_000);
  expect(up(), output).toBe(true);
  return { child, ended, output: () => output };
}

const page = async (place: string) => {
  const answer = await fetch(`http://localhost:${port}${place}`);
  return { status: answer.status, text: await answer.text() };
};

/** What still runs of this folder, where the system tells: everything the portal consists of names it. */
const left = () =>
  (fs.existsSync('/proc/self') ? fs.readdirSync('/proc') : [])
    .flatMap((name) => (Number(name) === process.pid ? [] : (commandLine(Number(name)) ?? [])))
    .filter((line) => line.includes(folder));

beforeAll(async () => {
  linkTree(root, folder, (_, source) => !apart.has(source));
  fs.symlinkSync(inProject('node_modules'), path.join(folder, 'node_modules'));
  // Of those that no outgoing connection gets while the demonstration is filled.
  port = 20_000 + (process.pid % 10_000);
});
afterAll(async () => {
  running?.child.kill('SIGTERM');
  await running?.ended;
  remove();
});

test('the first start fills the demonstration and says how to sign in', async () => {
  running = await start();
  expect(running.output()).toMatch(/Dependencies +up to date/);
  expect(running.output()).toMatch(/Migrations +\d+ applied/);
  expect(running.output()).toContain(`Town Green is at http://localhost:${port}`);
  expect(running.output()).toMatch(/Coordinator +ruth\.delaney@program\.example +a-lawn/);
  expect((await page('/readyz')).status).toBe(200);
  expect((await page('/towns')).text).toContain('Tamarack');
  expect((await page('/sign-in')).text).toContain('ruth.delaney@program.example');
});

test('its secrets were made at random, each by itself, for nobody else on the machine to read', () => {
  const data = path.join(folder, '.data');
  const names = fs.readdirSync(data).filter((name) => /secret|key|password/.test(name));
  expect(names.length).toBeGreaterThanOrEqual(4);
  const secrets = names.map((name) => fs.readFileSync(path.join(data, name), 'utf8').trim());
  expect(new Set(secrets).size).toBe(names.length);
  for (const secret of secrets) expect(secret).toMatch(/^[\w-]{24,}$/);
  expect(names.filter((name) => fs.statSync(path.join(data, name)).mode & 0o077)).toEqual([]);
});

test('after a kill the next start recovers by itself and has everything still', async () => {
  process.kill(running!.child.pid!, 'SIGKILL');
  await running!.ended;
  running = await start();
  expect(running.output()).toMatch(/Migrations +up to date/);
  expect(running.output()).toMatch(/Build +up to date/);
  expect((await page('/towns')).text).toContain('Tamarack');
});

test('a second start from the same folder says that one runs', async () => {
  const second = launchNode(['scripts/start.mjs'], { cwd: folder, env: { PATH: process.env.PATH, PORT: '3999' } });
  let said = '';
  second.stderr.on('data', (chunk) => (said += String(chunk)));
  expect(await new Promise((done) => second.once('exit', done))).toBe(1);
  expect(said).toContain(`Town Green already runs from this folder at http://localhost:${port}`);
});

test('SIGTERM ends it well and leaves no process behind', async () => {
  running!.child.kill('SIGTERM');
  expect(await running!.ended).toBe(0);
  await eventually(() => Promise.resolve(left().length === 0), 5000);
  expect(left()).toEqual([]);
  running = undefined;
});
