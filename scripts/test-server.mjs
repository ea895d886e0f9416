import fs from 'node:fs';
import path from 'node:path';
import { buildPortal, generateClient } from './build.mjs';
import { createDatabase } from './database.mjs';
import { migrate } from './migrate.mjs';
import { freePort, temporaryFolder } from './postgres.mjs';
import { seed, serve } from './server.mjs';

/**
 * Starts a production server for tests, with a demonstration of its own in `database` on `postgres` and files in a
 * temporary folder. Returns `{ address, signIns, stop() }`. It takes part in nothing outside.
 */
export async function startTestServer({ postgres, database, variables = {} }) {
  await generateClient();
  await buildPortal();
  await createDatabase(postgres.url('postgres'), database);
  await migrate(postgres.url(database));
  const { folder, remove } = temporaryFolder();
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    TZ: 'Pacific/Auckland',
    DATABASE_URL: postgres.url(database),
    NEXTAUTH_SECRET: 'a secret that is long enough for tests',
    NEXTAUTH_URL: address,
    BASE_URL: address,
    STORAGE_DIR: path.join(folder, 'files'),
    DEMO: 'on',
    TEST_SERVER: 'on',
    LOG_LEVEL: 'error',
    NEXT_TELEMETRY_DISABLED: '1',
    ...variables,
  };
  try {
    fs.mkdirSync(env.STORAGE_DIR);
    const { signIns } = await seed(env);
    const server = await serve('start', { host: '127.0.0.1', port, env, quiet: true });
    return { address, signIns, output: server.output, stop: () => server.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}
