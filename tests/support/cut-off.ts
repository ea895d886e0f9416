import pg from 'pg';
import { vi } from 'vitest';
import { prisma } from './owner';

/*
 * The portal's connection to the database, cut at one statement: PostgreSQL ends the process behind it, as a crash would.
 */

type Query = (this: pg.Client, ...given: unknown[]) => unknown;
type Ending = { user?: string; processID?: number };

async function end(pid: number): Promise<void> {
  // Asked again until it is gone: having PostgreSQL wait for that takes a tenth of a second.
  for (let there = 1; there > 0;)
    [{ there } = { there: 0 }] = await prisma().$queryRaw<{ there: number }[]>`
      select count(pg_terminate_backend(pid))::int as there from pg_stat_activity where pid = ${pid}::int`;
}

/**
 * Does the work with the connection cut right before its statement number `at`, counted from 1 over the portal's own
 * connections; beginning is not counted, for what was only begun begins anew on another connection. Says whether the work
 * was acknowledged, and how many statements it came to.
 */
export async function cutOff(at: number, work: () => Promise<unknown>): Promise<{ done: boolean; statements: number }> {
  let statements = 0;
  const query = pg.Client.prototype.query as unknown as Query;
  const watched = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...given: unknown[]
  ) {
    const { user, processID } = this as Ending;
    const ours = user === new URL(process.env.DATABASE_URL!).username;
    const begins = (given[0] as { text?: string }).text === 'BEGIN';
    if (!ours || begins || (statements += 1) !== at) return query.apply(this, given) as never;
    return end(processID!).then(() => query.apply(this, given)) as never;
  } as never);
  try {
    const done = await work().then(
      () => true,
      () => false,
    );
    return { done, statements };
  } finally {
    watched.mockRestore();
  }
}
