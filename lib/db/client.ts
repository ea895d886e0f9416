import { PrismaPg } from '@prisma/adapter-pg';
import { env } from '@/lib/env';
import { PrismaClient } from './generated/client';

let client: PrismaClient | undefined;

/** The one Prisma client of this process, made on first use. Services reach it only through `db.as`. */
export function prisma(): PrismaClient {
  client ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env().DATABASE_URL,
      // The adapter writes and reads instants without their zone: in any other it would store them displaced.
      options: '-c TimeZone=UTC',
      max: env().DATABASE_POOL,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 30_000,
    }),
  });
  return client;
}

/** Closes the pool; the next use opens a new one. */
export async function disconnect(): Promise<void> {
  await client?.$disconnect();
  client = undefined;
}
