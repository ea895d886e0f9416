import path from 'node:path';
import { disconnect } from '@/lib/db/client';
import { createDatabase } from '@/scripts/database.mjs';
import { migrate } from '@/scripts/migrate.mjs';
import { startPostgres, startScratchPostgres, temporaryFolder } from '@/scripts/postgres.mjs';
import { preparePortal, testEnvironment } from '@/scripts/test-demonstration.mjs';
import { disconnectOwner } from '@/tests/support/owner';

/** PostgreSQL as the portal runs it, waiting for its disk, in a folder that is thrown away. */
async function startDurable() {
  const { folder, remove } = temporaryFolder();
  const server = await startPostgres({ folder: path.join(folder, 'pg') });
  return { url: server.url, stop: () => server.stop().finally(remove) };
}

/**
 * Makes a migrated, empty database with the portal's role, and points this process to it: the portal's code works as the
 * portal's own role. `durable` waits for the disk as the portal does. Returns the owner's URL, and `end()`, which leaves
 * nothing behind.
 */
export async function benchDatabase(options: { durable?: boolean } = {}): Promise<{
  url: string;
  end: () => Promise<void>;
}> {
  const server = await (options.durable ? startDurable() : startScratchPostgres());
  const files = temporaryFolder();
  await createDatabase(server.url('postgres'), 'bench');
  const url = server.url('bench');
  await migrate(url);
  const storage = path.join(files.folder, 'files');
  Object.assign(process.env, testEnvironment({ url: await preparePortal(url), storage }), {
    OWNER_DATABASE_URL: url,
    DEMO: 'off',
  });
  const end = async () => {
    await disconnect();
    await disconnectOwner();
    await server.stop();
    files.remove();
  };
  return { url, end };
}
