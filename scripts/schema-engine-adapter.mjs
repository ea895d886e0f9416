import crypto from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const notForPostgres = ['schema', 'connection_limit', 'pool_timeout', 'pgbouncer'];

/** Splits one of Prisma's URLs into what PostgreSQL understands and the schema it names. */
export function readUrl(text) {
  const url = new URL(text);
  const schema = url.searchParams.get('schema') ?? undefined;
  for (const name of notForPostgres) url.searchParams.delete(name);
  const database = decodeURIComponent(url.pathname.slice(1));
  return { connectionString: url.toString(), schema, database };
}

const withDatabase = (connectionString, database) =>
  Object.assign(new URL(connectionString), { pathname: `/${database}` }).toString();

/** Runs one statement on the server's own database, for creating and dropping others. */
export async function onServer(text, statement) {
  const { connectionString } = readUrl(text);
  const client = new pg.Client({ connectionString: withDatabase(connectionString, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Types of PostgreSQL's catalogs that the adapter does not know, and the types it may treat them as. */
const catalogTypes = new Map([
  [18, 25],
  [22, 25],
  [24, 25],
  [194, 25],
  [1003, 1009],
  [2205, 25],
]);
const singleByteChar = 18;

/** Teaches an adapter connection the catalog's types, and to run a script in one piece (it would cut function bodies at each semicolon). */
function forMigrations(connection) {
  const performIO = connection.performIO.bind(connection);
  const queryRaw = connection.queryRaw.bind(connection);
  const characterColumns = new WeakMap();
  connection.performIO = async (query) => {
    const result = await performIO(query);
    characterColumns.set(
      query,
      result.fields.flatMap((field, at) => (field.dataTypeID === singleByteChar ? [at] : [])),
    );
    for (const field of result.fields) {
      field.dataTypeID = catalogTypes.get(field.dataTypeID) ?? field.dataTypeID;
    }
    return result;
  };
  connection.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const at of characterColumns.get(query) ?? []) {
      result.columnTypes[at] = ColumnTypeEnum.Character;
    }
    return result;
  };
  connection.executeScript = async (script) => {
    try {
      await connection.client.query(script);
    } catch (error) {
      connection.onError(error);
    }
  };
  if (connection.startTransaction) {
    const start = connection.startTransaction.bind(connection);
    connection.startTransaction = async (level) => forMigrations(await start(level));
  }
  return connection;
}

/**
 * Returns the database access the engine works through. The adapter's own shadow database is replaced: it would replay
 * the migrations on the main one, because `pg` lets a connection string win over a database name.
 */
export function engineAdapter({ url, shadowDatabaseUrl }) {
  const { connectionString, schema } = readUrl(url);
  const adapter = (to) => new PrismaPg({ connectionString: to, max: 4 }, schema && { schema });
  const connect = async (to) => forMigrations(await adapter(to).connect());
  const main = adapter(connectionString);
  return bindMigrationAwareSqlAdapterFactory({
    provider: main.provider,
    adapterName: main.adapterName,
    connect: () => connect(connectionString),
    connectToShadowDb: async () => {
      if (shadowDatabaseUrl) return emptied(await connect(readUrl(shadowDatabaseUrl).connectionString));
      const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
      await onServer(url, `CREATE DATABASE "${name}"`);
      const shadow = await connect(withDatabase(connectionString, name));
      const dispose = shadow.dispose.bind(shadow);
      shadow.dispose = async () => {
        await dispose();
        await onServer(url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      };
      return shadow;
    },
  });
}

async function emptied(connection) {
  await connection.executeScript('DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public');
  return connection;
}
