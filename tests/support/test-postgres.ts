import { startScratchPostgres } from '@/scripts/postgres.mjs';

export type TestPostgres = { url: (database: string) => string; stop: () => Promise<void> };

/** The throw-away PostgreSQL that `npm test` started, or one of our own when a runner is called by itself. */
export async function testPostgres(): Promise<TestPostgres> {
  const given = process.env.TEST_POSTGRES_URL;
  if (!given) return startScratchPostgres();
  const url = (database: string) => Object.assign(new URL(given), { pathname: `/${database}` }).toString();
  return { url, stop: () => Promise.resolve() };
}
