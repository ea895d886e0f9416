import { afterAll, beforeAll, expect, test } from 'vitest';
import { getReceipt } from '@/lib/services/applications/get-receipt';
import { eventually } from '@/scripts/processes.mjs';
import { freshDatabase } from '../support/database';
import { cookieOf, formOn, portal } from '../support/served-again';
import { makeReady } from '../support/ready';
import { expectNothingHalf, expectWhole } from '../support/whole';
import { makeWorld, type World } from '../support/world';
import { prisma } from '../support/owner';

/*
 * The production server is killed (SIGKILL) while towns submit: each application is submitted whole or not at all, what
 * was acknowledged is there, and the same form sent again gives one submission. `npm run test:chaos` plays 200 rounds.
 */

await freshDatabase();
const rounds = process.env.CHAOS === 'long' ? 200 : 5;
const each = 3;
let world: World;
let at: Awaited<ReturnType<typeof portal>>;
let server: Awaited<ReturnType<typeof at.start>> | undefined;

beforeAll(async () => {
  world = await makeWorld();
  at = await portal();
});
afterAll(() => server?.stop());

type Draft = Awaited<ReturnType<typeof makeReady>> & { page: string; headers: Record<string, string> };

async function open(name: string): Promise<Draft> {
  const ready = await makeReady(world, name);
  const headers = { cookie: await cookieOf(ready.contact), origin: at.address };
  return { ...ready, page: `${at.address}/applications/${ready.id}/check`, headers };
}

async function formOf({ page, headers }: Draft): Promise<FormData> {
  const answer = await fetch(page, { headers });
  expect(answer.status).toBe(200);
  return formOn(await answer.text(), 'key');
}

/** Posts the form; whether the browser was sent on to the receipt. */
const post = ({ page, headers }: Draft, body: FormData): Promise<boolean> =>
  fetch(page, { method: 'POST', headers, body, redirect: 'manual' }).then(
    (answer) => answer.status === 303 && (answer.headers.get('location') ?? '').endsWith('/receipt'),
    () => false,
  );

async function kill(): Promise<void> {
  const { child } = server!;
  const gone = new Promise((done) => child.once('exit', done));
  process.kill(-child.pid!, 'SIGKILL');
  await gone;
  // PostgreSQL notices that nobody is at the other end any more.
  const quiet = async () => {
    const rows = await prisma().$queryRaw<unknown[]>`select 1 from pg_stat_activity
      where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`;
    return rows.length === 0;
  };
  expect(await eventually(quiet, 30_000)).toBe(true);
}

/** Until the first trace of a submission is there: whatever was to follow it in another transaction is cut off. */
async function firstTrace(drafts: Draft[]): Promise<void> {
  const ids = drafts.map(({ id }) => id);
  const found = () => prisma().$queryRaw<unknown[]>`
    select 1 from applications where id = any(${ids}::uuid[]) and status <> 'draft'
    union all select 1 from snapshots where application_id = any(${ids}::uuid[])
    union all select 1 from events where kind = 'application.submitted' and application_id = any(${ids}::uuid[])`;
  for (let asked = 0; asked < 3000 && (await found()).length === 0; asked += 1);
}

type Round = { drafts: Draft[]; forms: FormData[]; receipts: (string | null)[] };

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** The forms of a round that was cut off, sent again: one submission each, and a receipt once given stands. */
async function sendAgain({ drafts, forms, receipts }: Round): Promise<void> {
  expect(await Promise.all(drafts.map((draft, n) => post(draft, forms[n]!)))).toEqual(drafts.map(() => true));
  for (const [n, { id, contact }] of drafts.entries()) {
    expect(await expectWhole(world, id)).toBe(true);
    const { receipt } = await getReceipt(contact, id);
    if (receipts[n]) expect(receipt).toBe(receipts[n]);
  }
}

test(
  `the server is killed ${rounds} times: a submission is there whole or not at all`,
  async () => {
    let took = 100;
    let before: Round | undefined;
    const outcomes = { submitted: 0, not: 0 };
    for (let round = 1; round <= rounds; round += 1) {
      server = await at.start();
      if (before) await sendAgain(before);
      const drafts = await Promise.all(Array.from({ length: each }, (_, n) => open(`Round ${round} Town ${n}`)));
      const forms = await Promise.all(drafts.map(formOf));
      const sent = performance.now();
      const posts = drafts.map((draft, n) => post(draft, forms[n]!));
      // In turn: at the first trace; and somewhere between the first byte and the last answer, which is measured whenever one came.
      void Promise.race(posts).then((answered) => answered && (took = performance.now() - sent));
      if (round % 2 === 1) await firstTrace(drafts);
      else await pause(Math.random() * took * 1.5);
      await kill();
      const acknowledged = await Promise.all(posts);

      const receipts: (string | null)[] = [];
      for (const [n, { id, contact }] of drafts.entries()) {
        const submitted = await expectWhole(world, id);
        if (acknowledged[n]) expect(submitted, `round ${round}: acknowledged and not there`).toBe(true);
        outcomes[submitted ? 'submitted' : 'not'] += 1;
        receipts.push(submitted ? (await getReceipt(contact, id)).receipt : null);
      }
      await expectNothingHalf();
      before = { drafts, forms, receipts };
    }
    server = await at.start();
    await sendAgain(before!);
    // Killed too early or too late each time would prove nothing.
    if (rounds > 20) expect(Math.min(outcomes.submitted, outcomes.not)).toBeGreaterThan(rounds / 10);
  },
  rounds * 60_000,
);
