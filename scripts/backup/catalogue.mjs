import { Failure } from '../failure.mjs';

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;
export const nameOf = (table) => `public.${quoted(table)}`;

/** Values are written and read in one way, whatever the server's settings; nothing is cut short by a time-out. */
const manners = [
  `SET client_encoding = 'UTF8'`,
  `SET DateStyle = 'ISO'`,
  `SET IntervalStyle = 'postgres'`,
  `SET TimeZone = 'UTC'`,
  'SET extra_float_digits = 3',
  'SET synchronize_seqscans = off',
  'SET statement_timeout = 0',
  'SET idle_in_transaction_session_timeout = 0',
];

/** Prepares a session for reading and writing whole tables. */
export async function settle(client) {
  for (const statement of manners) await client.query(statement);
}

/** Settles when the server takes the next query: a stream of rows has ended a moment before. */
export const readyAgain = (client) => new Promise((done) => client.once('drain', done));

/** The key Prisma and `migrate` lock while they change a schema: whoever holds it shared keeps the schema as it is. */
export const schemaLock = 72707369;

/** Every table of the portal with its stored columns, in an order in which each comes after those it refers to. */
export async function readTables(client) {
  const { rows } = await client.query(`
    SELECT c.relname AS name,
      (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
      ARRAY(SELECT DISTINCT r.relname::text FROM pg_constraint f JOIN pg_class r ON r.oid = f.confrelid
        WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS refers
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relname <> '_prisma_migrations'
    ORDER BY c.relname`);
  return inOrder(rows);
}

/** Sorts tables so that what a table refers to comes before it. */
export function inOrder(tables) {
  const sorted = [];
  const placed = new Set();
  let left = tables;
  while (left.length > 0) {
    const next = left.filter(({ refers }) => refers.every((name) => placed.has(name)));
    if (next.length === 0) {
      const names = left.map(({ name }) => name).join(', ');
      throw new Failure(`These tables refer to each other in a circle and cannot be put in order: ${names}.`);
    }
    for (const table of next) placed.add(table.name);
    sorted.push(...next);
    left = left.filter(({ name }) => !placed.has(name));
  }
  return sorted;
}

export const columnList = ({ columns }) => columns.map(quoted).join(', ');

/** The counters of the schema and where they stand. */
export async function readSequences(client) {
  const { rows } = await client.query(`SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public'`);
  const sequences = [];
  for (const { name } of rows) {
    const { rows: at } = await client.query(
      `SELECT last_value::text AS value, is_called AS called FROM ${nameOf(name)}`,
    );
    sequences.push({ name, ...at[0] });
  }
  return sequences;
}

/** Names in the storage that rows of any table hold, with the hash the row tells, if it does. */
export async function readStorageKeys(client) {
  const { rows: tables } = await client.query(`
    SELECT table_name AS name, bool_or(column_name = 'sha256') AS hashed FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name IN ('storage_key', 'sha256')
    GROUP BY table_name HAVING bool_or(column_name = 'storage_key')`);
  const found = new Map();
  for (const { name, hashed } of tables) {
    const { rows } = await client.query(
      `SELECT storage_key AS key, ${hashed ? 'sha256' : 'NULL'} AS sha256 FROM ${nameOf(name)} WHERE storage_key IS NOT NULL`,
    );
    for (const { key, sha256 } of rows) if (!found.get(key)) found.set(key, sha256);
  }
  return found;
}

/** The migrations a database stands at, as Prisma records them; none in an empty database. */
export async function readApplied(client) {
  const { rows: known } = await client.query(`SELECT to_regclass('public._prisma_migrations') AS found`);
  if (!known[0].found) return [];
  const { rows } = await client.query(`
    SELECT migration_name AS name, checksum FROM public._prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`);
  return rows;
}
