import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from './database.mjs';
import { Failure } from './failure.mjs';
import { command } from './lifetime.mjs';
import { inProject } from './paths.mjs';

/** The key Prisma's own commands lock while they change a schema. */
const prismaLock = 72707369;

/** Prisma's own table, so that `prisma migrate status`, `deploy` and `dev` agree with us. */
const bookkeeping = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

/** Returns the migrations of `folder` in the order they apply, each with its SQL and the checksum Prisma records. */
export function readMigrations(folder = inProject('prisma', 'migrations')) {
  return fs
    .readdirSync(folder)
    .filter((name) => fs.existsSync(path.join(folder, name, 'migration.sql')))
    .sort()
    .map((name) => {
      const sql = fs.readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: crypto.createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Brings the database at `url` up to date and returns the names of the migrations it applied; only those that are
 * `wanted`, if a restore has to stop at an earlier state. Fails when an applied one was edited, or an earlier one broke off.
 * @param {string | undefined} url
 * @param {string} [folder]
 * @param {(name: string) => boolean} [wanted]
 */
export async function migrate(url, folder, wanted = () => true) {
  const client = await connect(url);
  try {
    await client.query(`SET lock_timeout = '30s'`);
    await client.query('SELECT pg_advisory_lock($1)', [prismaLock]);
    await client.query('SET lock_timeout = 0');
    await client.query(bookkeeping);
    const recorded = await readRecorded(client);
    const applied = [];
    for (const migration of readMigrations(folder)) {
      if (isApplied(migration, recorded) || !wanted(migration.name)) continue;
      await apply(client, migration);
      applied.push(migration.name);
    }
    await migrateQueue(url);
    return applied;
  } catch (error) {
    if (error.code === '55P03') {
      throw new Failure('Another program is changing the database tables. Wait until it is done, then try again.');
    }
    throw error;
  } finally {
    await client.end();
  }
}

/** Brings the tables of the queue of jobs, in the schema graphile_worker, to the installed library's version. */
async function migrateQueue(url) {
  const [{ default: pg }, { Logger, runMigrations }] = await Promise.all([import('pg'), import('graphile-worker')]);
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  // A lost connection shows in the query that needs it.
  pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  try {
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
  } finally {
    await pool.end();
  }
}

async function readRecorded(client) {
  const { rows } = await client.query(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  const broken = rows.find((row) => row.finished_at === null);
  if (broken) {
    throw new Failure(
      `Migration ${broken.migration_name} broke off earlier. Mend the database, then mark it with "npx prisma migrate resolve".`,
    );
  }
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

function isApplied({ name, checksum }, recorded) {
  if (!recorded.has(name)) return false;
  if (recorded.get(name) === checksum) return true;
  throw new Failure(`Migration ${name} was edited after it was applied. Restore it, and write a new one.`);
}

async function apply(client, { name, sql, checksum }) {
  const id = crypto.randomUUID();
  await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    id,
    checksum,
    name,
  ]);
  try {
    await client.query(sql);
  } catch (error) {
    await client.query('ROLLBACK');
    await client.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, error.message]);
    throw new Failure(`Migration ${name} failed: ${error.message}`, { cause: error });
  }
  await client.query('UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1', [id]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await command(async () => {
    const applied = await migrate(process.env.DATABASE_URL);
    process.stdout.write(applied.length > 0 ? `${applied.join('\n')}\n` : 'Nothing to apply.\n');
    return 0;
  });
}
