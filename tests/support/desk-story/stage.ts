import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import pg from 'pg';
import { createDatabase } from '@/scripts/database.mjs';
import { keepWorker } from '@/scripts/keep-worker.mjs';
import { migrate } from '@/scripts/migrate.mjs';
import { freePort, temporaryFolder } from '@/scripts/postgres.mjs';
import { launchNode, stop } from '@/scripts/processes.mjs';
import { serve } from '@/scripts/server.mjs';
import { portalOf, preparePortal, testEnvironment } from '@/scripts/test-demonstration.mjs';
import { begins, type Told } from './cast';

const database = 'town_green_desk';

export type Stage = {
  address: string;
  told: Told;
  /** Where the letters go. */
  mail: string;
  /** Has something done behind the browser's back. */
  behind: (deed: 'candlewick' | 'morning') => Promise<void>;
  /** Asks the database, past the portal. */
  look: <T extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<T[]>;
  end: () => Promise<void>;
};

type Answer = { name: string; value?: unknown; error?: string };

/** Waits for what the process answers to a name. */
const answered = (child: ChildProcess, name: string) =>
  new Promise<unknown>((resolve, reject) => {
    const hear = (answer: Answer) => {
      if (answer.name !== name) return;
      child.off('message', hear);
      if (answer.error) reject(new Error(answer.error));
      else resolve(answer.value);
    };
    child.on('message', hear);
    child.once('exit', (code) => reject(new Error(`The process behind the story ended with ${code}`)));
  });

/**
 * Starts a portal for the story alone, in a database of its own on the PostgreSQL of the browser tests: its people get
 * exactly the letters of the story, and no other test meets them.
 */
export async function setStage(): Promise<Stage> {
  const server = process.env.TEST_DATABASE_URL!;
  const owner = Object.assign(new URL(server), { pathname: `/${database}` }).toString();
  await createDatabase(server, database);
  await migrate(owner);
  await preparePortal(owner);
  const { folder, remove } = temporaryFolder();
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const base = testEnvironment({ url: portalOf(owner), storage: path.join(folder, 'files'), address });
  const env = { ...base, TOWN_GREEN_NOW: begins, DEMO: 'off', LINK_CHECKS: 'off' };

  const behind = launchNode(['--import', 'tsx', 'tests/support/desk-story/behind.ts'], {
    env: { ...env, OWNER_DATABASE_URL: owner },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await answered(behind, 'ready');
  const ask = async (name: string) => {
    const answer = answered(behind, name);
    behind.send(name);
    return answer;
  };
  const [told, portal] = await Promise.all([
    ask('begin') as Promise<Told>,
    serve('start', { host: '127.0.0.1', port, env, quiet: true }),
  ]);
  const worker = await keepWorker({ env, quiet: true });
  const client = new pg.Client({ connectionString: owner });
  await client.connect();
  return {
    address,
    told,
    mail: env.MAIL_DIR,
    behind: async (deed) => void (await ask(deed)),
    look: async <T extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await client.query<T>(sql, values)).rows,
    end: async () => {
      await client.end();
      await Promise.all([worker.stop(), portal.stop(), stop(behind)]);
      const cleaner = new pg.Client({ connectionString: server });
      await cleaner.connect();
      await cleaner.query(`drop database ${database} with (force)`);
      await cleaner.end();
      remove();
    },
  };
}
