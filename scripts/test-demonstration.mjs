import fs from 'node:fs';
import path from 'node:path';
import { connect, createDatabase } from './database.mjs';
import { migrate } from './migrate.mjs';
import { seed } from './server.mjs';

const original = 'town_green_demonstration';
const secret = 'a secret that is long enough for tests';

/** The environment in which tests run the portal's programs on a database and a folder for files. */
export const testEnvironment = ({ url, storage, address = 'http://localhost:3000' }) => ({
  ...process.env,
  NODE_ENV: 'production',
  TZ: 'Pacific/Auckland',
  DATABASE_URL: url,
  NEXTAUTH_SECRET: secret,
  NEXTAUTH_URL: address,
  BASE_URL: address,
  STORAGE_DIR: storage,
  AUDIT_DIR: path.join(storage, '.audit'),
  AUDIT_KEY: 'a key that is long enough for tests',
  DEMO: 'on',
  TEST_SERVER: 'on',
  LOG_LEVEL: 'error',
  NEXT_TELEMETRY_DISABLED: '1',
});

/** Fills a demonstration that tests take copies of, unless this PostgreSQL and `folder` have it. Returns its sign-ins. */
export async function fillDemonstration(postgres, folder) {
  const report = path.join(folder, 'demonstration.json');
  if (!fs.existsSync(report)) {
    const storage = path.join(folder, 'demonstration');
    fs.mkdirSync(storage, { recursive: true });
    await createDatabase(postgres.url('postgres'), original);
    await migrate(postgres.url(original));
    fs.writeFileSync(report, JSON.stringify(await seed(testEnvironment({ url: postgres.url(original), storage }))));
  }
  return JSON.parse(fs.readFileSync(report, 'utf8')).signIns;
}

/**
 * Makes `database` and the folder `storage` with a demonstration in them and returns its sign-ins. Filling one takes long:
 * it is done once for a PostgreSQL and `folder`, and copied.
 */
export async function copyDemonstration({ postgres, database, storage, folder }) {
  const signIns = await fillDemonstration(postgres, folder);
  const client = await connect(postgres.url('postgres'));
  try {
    const name = client.escapeIdentifier(database);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${original}`);
  } finally {
    await client.end();
  }
  fs.cpSync(path.join(folder, 'demonstration'), storage, { recursive: true });
  return signIns;
}
