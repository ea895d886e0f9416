import pg from 'pg';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { watchPool } from '@/lib/observe/metrics';
import { gateOf, type Gate } from './gate';
import { PrismaClient } from './generated/client';
import { OneAtATime } from './one-at-a-time';

let client: PrismaClient | undefined;
let before: Gate | undefined;

/** The connections of this process; how many are in use is among the metrics. */
function openPool(): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    // The adapter writes and reads instants without their zone: in any other it would store them displaced.
    options: '-c TimeZone=UTC',
    max: env().DATABASE_POOL,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
  });
  // Without a listener, a connection that breaks while it is idle would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'a database connection broke'));
  watchPool(pool);
  return pool;
}

/** The one Prisma client of this process, made on first use. Services reach it only through `db.as`. */
export function prisma(): PrismaClient {
  client ??= new PrismaClient({
    adapter: new OneAtATime(openPool(), { disposeExternalPool: true }),
    errorFormat: 'minimal',
  });
  return client;
}

/** What every unit of work passes before it takes a connection. */
export const gate = (): Gate => (before ??= gateOf(env().DATABASE_POOL));

/** Closes the pool; the next use opens a new one. */
export async function disconnect(): Promise<void> {
  await client?.$disconnect();
  client = undefined;
  before = undefined;
}
