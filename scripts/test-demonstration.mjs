import fs from 'node:fs';
import path from 'node:path';
import { connect, createDatabase } from './database.mjs';
import { migrate } from './migrate.mjs';
import { preparePortalRole } from './portal-role.mjs';
import { seed } from './server.mjs';

const original = 'town_green_demonstration';
const secret = 'a secret that is long enough for tests';

/** The portal's role in a PostgreSQL that is thrown away: one for all databases, so that they can be copied. */
const portal = { name: 'portal_of_tests', password: 'for tests only' };

/** Gives the portal's role its rights in a migrated database. */
export const preparePortal = (url) => preparePortalRole(url, { name: portal.name, password: () => portal.password });

/** The portal's own URL of a database whose owner's is `url`. */
export const portalOf = (url) =>
  Object.assign(new URL(url), { username: portal.name, password: portal.password }).toString();

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
  MAIL_DIR: path.join(path.dirname(storage), 'mail'),
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
    const owner = postgres.url(original);
    await migrate(owner);
    const url = await preparePortal(owner);
    // Logging as a portal does that nobody told otherwise.
    const env = { ...testEnvironment({ url, storage }), OWNER_DATABASE_URL: owner, LOG_LEVEL: 'info' };
    fs.writeFileSync(report, JSON.stringify(await seed(env)));
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
