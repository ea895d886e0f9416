import fs from 'node:fs';
import path from 'node:path';
import { buildPortal, generateClient } from './build.mjs';
import { keepWorker } from './keep-worker.mjs';
import { freePort, temporaryFolder } from './postgres.mjs';
import { serve } from './server.mjs';
import { copyDemonstration, portalOf, testEnvironment } from './test-demonstration.mjs';

/**
 * Starts a production server for tests, with a demonstration of its own in `database` on `postgres` and files in a
 * temporary folder. Returns `{ address, signIns, stop() }`. It takes part in nothing outside.
 */
export async function startTestServer({ postgres, database, variables = {}, onOutput = (_chunk) => {} }) {
  await generateClient();
  await buildPortal();
  const { folder, remove } = temporaryFolder();
  try {
    const storage = path.join(folder, 'files');
    // Where `npm test` keeps the demonstration that all of its runners copy.
    const originals = process.env.TEST_DEMONSTRATION ?? folder;
    const signIns = await copyDemonstration({ postgres, database, storage, folder: originals });
    const port = await freePort();
    const address = `http://localhost:${port}`;
    const env = { ...testEnvironment({ url: portalOf(postgres.url(database)), storage, address }), ...variables };
    // The letters of its past, which went out while it was filled.
    if (originals !== folder) fs.cpSync(path.join(originals, 'mail'), env.MAIL_DIR, { recursive: true });
    const server = await serve('start', { host: '127.0.0.1', port, env, quiet: true, onOutput });
    const { child, output } = server;
    const worker = await keepWorker({ env, quiet: true }).catch((error) =>
      server.stop().then(() => Promise.reject(error)),
    );
    const stop = () => Promise.all([worker.stop(), server.stop()]).finally(remove);
    return { address, signIns, storage, mail: env.MAIL_DIR, child, output, stop };
  } catch (error) {
    remove();
    throw error;
  }
}
