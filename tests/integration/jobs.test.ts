import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { holdClock, releaseClock } from '@/lib/clock';
import { addJob } from '@/lib/jobs/add-job';
import { jobFigures } from '@/lib/jobs/figures';
import { payloadOf, recurring } from '@/lib/jobs/job-map';
import { startWorker, type Worker } from '@/lib/jobs/worker';
import { tasks } from '@/lib/services/jobs/tasks';
import { launchNode, stop } from '@/scripts/processes.mjs';
import { freshDatabase } from '@/tests/support/database';
import { figuresOf, inTransaction, runOnce } from '@/tests/support/jobs';
import { prisma } from '../support/owner';

const url = await freshDatabase();
const queue = new pg.Client({ connectionString: url });
await queue.connect();
afterAll(() => queue.end());

const kind = 'forget-old-tries';
let ran = 0;
const counting = { ...tasks, [kind]: async () => void (ran += 1) };
const add = (count = 1) =>
  inTransaction(async (tx) => {
    for (let number = 0; number < count; number += 1) await addJob(tx, kind, {});
  });
const until = async (condition: () => boolean | Promise<boolean>) => {
  while (!(await condition())) await pause(20);
};

beforeEach(async () => {
  ran = 0;
  await queue.query('delete from graphile_worker._private_jobs');
});

describe('adding a job', () => {
  it('belongs to the transaction: a change that is rolled back leaves no job', async () => {
    const refused = inTransaction(async (tx) => {
      await addJob(tx, kind, {});
      throw new Error('refused after all');
    });
    await expect(refused).rejects.toThrow('refused after all');
    await runOnce(counting);
    expect(ran).toBe(0);

    await add();
    await runOnce(counting);
    expect(ran).toBe(1);
    expect(await figuresOf(kind)).toEqual({ waiting: 0, running: 0, failed: 0 });
  });

  it('refuses a payload that is not of its kind, and kinds nobody knows', async () => {
    const stray = JSON.parse('{"extra":"field"}');
    await expect(inTransaction((tx) => addJob(tx, kind, stray))).rejects.toThrow('extra');
    expect(() => payloadOf('no-such-kind' as typeof kind, {})).toThrow('no kind of job called "no-such-kind"');
    expect(await inTransaction(jobFigures)).toEqual([]);
  });

  it('keeps only the latest of the jobs under one key', async () => {
    await inTransaction(async (tx) => {
      for (let number = 0; number < 3; number += 1) await addJob(tx, kind, {}, { key: 'one' });
    });
    expect(await figuresOf(kind)).toMatchObject({ waiting: 1 });
  });

  it("waits until the portal's clock says so", async () => {
    holdClock('2024-03-01T12:00:00-05:00');
    await inTransaction((tx) => addJob(tx, kind, {}, { runAt: new Date('2024-03-01T13:00:00-05:00') }));
    releaseClock();
    await runOnce(counting);
    expect(ran).toBe(0);
    const [row] = await inTransaction(jobFigures);
    expect(((row?.oldest?.getTime() ?? 0) - Date.now()) / 60_000).toBeCloseTo(60, 0);
  });
});

describe('a worker', () => {
  it('shares the jobs with another: each runs once', async () => {
    const workers = await Promise.all([startWorker(counting), startWorker(counting)]);
    await add(60);
    await until(async () => (await figuresOf(kind)).waiting === 0);
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(ran).toBe(60);
  });

  it('keeps a job that failed as often as its kind allows, and counts it', async () => {
    const failing = { [kind]: () => Promise.reject(new Error('no luck')) };
    await add();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const before = Date.now();
      await runOnce(failing);
      const { rows } = await queue.query('select attempts, run_at, last_error from graphile_worker._private_jobs');
      expect(rows).toMatchObject([{ attempts: attempt, last_error: 'no luck' }]);
      expect(rows[0].run_at.getTime() - before).toBeGreaterThanOrEqual([0, 2000, 7000, 20_000][attempt]!);
      await queue.query('update graphile_worker._private_jobs set run_at = now()');
    }
    await runOnce(counting);
    expect(ran).toBe(0);
    expect(await figuresOf(kind)).toEqual({ waiting: 0, running: 0, failed: 1 });
  });

  it('takes again what a killed worker had begun', async () => {
    const child = launchNode(['--import', 'tsx', 'tests/support/stuck-worker.ts'], { env: process.env });
    await add();
    await once(child, 'message');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await figuresOf(kind)).toMatchObject({ running: 1 });

    const worker = await startWorker(counting, { lookEvery: 50, deadAfter: 0 });
    await until(() => ran === 1);
    await worker.stop();
  });

  it('leaves alone what a living worker has begun', async () => {
    let finish = () => {};
    const slow = { ...tasks, [kind]: () => new Promise<void>((resolve) => (finish = resolve)) };
    const first = await startWorker(slow);
    await add();
    await until(async () => (await figuresOf(kind)).running === 1);
    const second = await startWorker(counting, { lookEvery: 20, deadAfter: 0 });
    await pause(300);
    expect(ran).toBe(0);
    finish();
    await Promise.all([first.stop(), second.stop()]);
    expect(await figuresOf(kind)).toMatchObject({ waiting: 0, running: 0 });
  });

  it('finishes what it runs when told to stop, and takes nothing more', async () => {
    let finish = () => {};
    const slow = { ...tasks, [kind]: () => new Promise<void>((resolve) => (finish = resolve)) };
    const worker: Worker = await startWorker(slow, { together: 1 });
    await add(2);
    await until(async () => (await figuresOf(kind)).running === 1);
    const stopped = worker.stop();
    finish();
    await stopped;
    expect(await figuresOf(kind)).toMatchObject({ waiting: 1, running: 0 });
  });

  it('ends at SIGTERM though a job does not, and hands that back', async () => {
    const child = launchNode(['--import', 'tsx', 'tests/support/stuck-worker.ts'], { env: process.env });
    await add();
    await once(child, 'message');
    // Killed once patience is over, it would leave no code.
    await stop(child, { patience: 20_000 });
    expect(child.exitCode).toBe(0);
    expect(await figuresOf(kind)).toMatchObject({ waiting: 1, running: 0 });
  });

  it('says that it is broken when its connection is lost', async () => {
    const worker = await startWorker(counting);
    await queue.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
    );
    await expect(worker.broken).resolves.toBeInstanceOf(Error);
    await worker.stop().catch(() => undefined);
  });
});

describe('recurring jobs', () => {
  it('have kinds that need no payload, and forget old tries', async () => {
    for (const { job } of recurring) expect(payloadOf(job, {})).toEqual({});
    const now = Date.now();
    await prisma().signInAttempt.createMany({
      data: [
        { who: 'old', at: new Date(now - 25 * 3_600_000) },
        { who: 'new', at: new Date(now) },
      ],
    });
    await add();
    await runOnce();
    expect(await prisma().signInAttempt.findMany({ select: { who: true } })).toEqual([{ who: 'new' }]);
  });
});
