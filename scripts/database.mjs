import { Failure } from './failure.mjs';

/**
 * Connects to the PostgreSQL at `url`, which came from the variable `name`, and returns a `pg` client; each way this fails
 * is one sentence, without the password.
 */
export async function connect(url, name = 'DATABASE_URL') {
  const place = parse(url, name);
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    throw new Failure(reason(error, place), { cause: error });
  }
  return client;
}

function parse(text, name) {
  const url = URL.canParse(text ?? '') ? new URL(text) : undefined;
  if (!url || !['postgresql:', 'postgres:'].includes(url.protocol)) {
    throw new Failure(
      `${name} must look like postgresql://user:password@host:5432/database. Correct it, or leave it out to use the embedded PostgreSQL.`,
    );
  }
  const database = decodeURIComponent(url.pathname.slice(1)) || url.username;
  return { name, server: `${url.hostname}:${url.port || 5432}`, user: url.username, database };
}

function reason(error, { name, server, user, database }) {
  const code = error.code ?? error.errors?.[0]?.code;
  if (code === '28P01' || code === '28000') {
    return `PostgreSQL at ${server} refuses the user "${user}" of ${name}. Check the name and the password.`;
  }
  if (code === '3D000') {
    return `PostgreSQL at ${server} has no database "${database}". Create it, or correct ${name}.`;
  }
  if (['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH'].includes(code)) {
    return `No PostgreSQL answers at ${server}. Check that it runs, and ${name}.`;
  }
  return `PostgreSQL at ${server} cannot be used: ${error.message}.`;
}

/** Returns whether `url` is one `connect` would try; throws a clear sentence when it is not. */
export const checkUrl = (url, name = 'DATABASE_URL') => void parse(url, name);

/** Creates `database` on the server that `url` reaches, unless it exists. */
export async function createDatabase(url, database) {
  const client = await connect(url);
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
    }
  } finally {
    await client.end();
  }
}
