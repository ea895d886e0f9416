import { availableParallelism } from 'node:os';
import { buildPortal } from '@/scripts/build.mjs';
import { keepWorker } from '@/scripts/keep-worker.mjs';
import { testEnvironment } from '@/scripts/test-demonstration.mjs';
import { makeReady } from '@/tests/support/ready';
import { cookieOf, formOn, portal } from '@/tests/support/served-again';
import { makeApplication, makePerson, makeTown, makeWorld } from '@/tests/support/world';
import { benchDatabase } from './database';

/*
 * The last minute before a deadline: npx tsx bench/surge.ts. 500 people at the production portal, its worker and a
 * PostgreSQL that waits for its disk, all on this machine with whoever plays the people: 50 saves and 8 forms opened a
 * second, and 60 towns that submit. Each falls due at its instant whether the ones before are answered or not, and its time
 * counts from there.
 */

const seconds = 60;
const towns = { working: 55, submitting: 60 };
const people = 8;
const aSecond = { saves: 50, forms: 8 };

type Kind = 'save' | 'form' | 'submit';
type Outcome = { kind: Kind; took: number; answer: string };

await buildPortal();
const { end } = await benchDatabase({ durable: true });
const world = await makeWorld();

/** Somebody at the form of their own action. */
async function sitDown(town: { id: string }, form: string, submission: string) {
  const person = await makePerson('Some Editor', { role: 'editor', townId: town.id });
  return { form, submission, base: 0, cookie: await cookieOf(person), before: Promise.resolve<unknown>(undefined) };
}
type Writer = Awaited<ReturnType<typeof sitDown>>;

const writers: Writer[] = [];
for (let n = 0; n < towns.working; n += 1) {
  const town = await makeTown(`Working ${n}`, world.people.coordinator.id);
  const actions = world.rulebook.actions.slice(0, people);
  const { id, submissions } = await makeApplication(world, { town, actions: actions.map((action) => action.id) });
  for (const action of actions) {
    const form = `/applications/${id}/${action.id}?step=${action.steps[0]!.key}`;
    writers.push(await sitDown(town, form, submissions[action.id]!));
  }
}
const submitters: { id: string; cookie: string }[] = [];
for (let n = 0; n < towns.submitting; n += 1) {
  const { id, contact } = await makeReady(world, `Submitting ${n}`);
  submitters.push({ id, cookie: await cookieOf(contact) });
}

const { address, start } = await portal();
const server = await start();
const worker = await keepWorker({
  env: {
    ...testEnvironment({ url: process.env.DATABASE_URL!, storage: process.env.STORAGE_DIR!, address }),
    DEMO: 'off',
  },
  quiet: true,
});

const headers = (cookie: string) => ({ cookie, origin: address });

async function save(writer: Writer, turn: number): Promise<string> {
  const answer = await fetch(`${address}/api/answers/${writer.submission}`, {
    method: 'PUT',
    headers: { ...headers(writer.cookie), 'content-type': 'application/json' },
    body: JSON.stringify({
      base: writer.base,
      writer: 'bench',
      changes: { 'partners.part': `Typed at turn ${turn}.` },
    }),
  });
  const body = (await answer.json()) as { revision?: number; conflicts?: unknown[] };
  if (body.revision) writer.base = body.revision;
  return body.conflicts?.length ? 'conflict' : String(answer.status);
}

/** Reads a page whole. */
async function open(cookie: string, page: string): Promise<{ status: string; html: string }> {
  const answer = await fetch(`${address}${page}`, { headers: headers(cookie) });
  return { status: String(answer.status), html: await answer.text() };
}

const checkPages = new Map<string, FormData>();
for (const { id, cookie } of submitters)
  checkPages.set(id, formOn((await open(cookie, `/applications/${id}/check`)).html, 'key'));

async function submit({ id, cookie }: (typeof submitters)[number]): Promise<string> {
  const body = checkPages.get(id)!;
  const page = `${address}/applications/${id}/check`;
  const answer = await fetch(page, { method: 'POST', headers: headers(cookie), body, redirect: 'manual' });
  return answer.headers.get('location')?.endsWith('/receipt') ? 'receipt' : String(answer.status);
}

const outcomes: Outcome[] = [];
const began = performance.now();

/** Does `work` when it is due, and notes how long after that it was answered, and what. */
async function at(due: number, kind: Kind, work: () => Promise<string>): Promise<void> {
  await new Promise((done) => setTimeout(done, began + due - performance.now()));
  const answer = await work().catch((error: unknown) => String(error));
  outcomes.push({ kind, took: performance.now() - began - due, answer });
}

const all: Promise<void>[] = [];
for (let n = 0; n < seconds * aSecond.saves; n += 1) {
  const writer = writers[n % writers.length]!;
  all.push(
    at((n * 1000) / aSecond.saves, 'save', () => {
      // A browser sends one save at a time.
      const mine = writer.before.then(() => save(writer, n));
      writer.before = mine.catch(() => undefined);
      return mine;
    }),
  );
}
for (let n = 0; n < seconds * aSecond.forms; n += 1) {
  const { cookie, form } = writers[(n * 7) % writers.length]!;
  all.push(at((n * 1000) / aSecond.forms, 'form', async () => (await open(cookie, form)).status));
}
for (const [n, town] of submitters.entries())
  all.push(at((seconds * 1000 * (n + 0.5)) / submitters.length, 'submit', () => submit(town)));
await Promise.all(all);

const whole = (performance.now() - began) / 1000;
process.stdout.write(
  `${writers.length + submitters.length} people, ${whole.toFixed(0)} s, ${availableParallelism()} cores for everybody\n`,
);
for (const kind of ['save', 'form', 'submit'] as const) {
  const mine = outcomes.filter((o) => o.kind === kind);
  const times = mine.map((o) => o.took).sort((a, b) => a - b);
  const percentile = (share: number) => `${times[Math.ceil(times.length * share) - 1]!.toFixed(0)} ms`;
  const answers = new Map<string, number>();
  for (const { answer } of mine) answers.set(answer, (answers.get(answer) ?? 0) + 1);
  process.stdout.write(
    `${kind.padEnd(7)} ${mine.length} in all   p50 ${percentile(0.5)}   p95 ${percentile(0.95)}   p99 ${percentile(0.99)}   answers ${[...answers].map(([answer, count]) => `${answer}: ${count}`).join(', ')}\n`,
  );
}
await worker.stop();
await server.stop();
await end();
