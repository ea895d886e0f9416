#!/usr/bin/env node
// Prisma's commands download a native engine, which not every server may. This answers for it, over the same JSON-RPC
// on stdin and stdout, with the engine that Prisma publishes as WebAssembly. prisma.config.ts points to it.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { engineAdapter, onServer, readUrl } from './schema-engine-adapter.mjs';

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    datamodels: { type: 'string', multiple: true },
    datasource: { type: 'string' },
    version: { type: 'boolean' },
  },
});
const datasource = { ...JSON.parse(values.datasource ?? '{}') };
const url = datasource.url || 'postgresql://127.0.0.1:1/none';

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

/** Prisma reads the engine's log from stderr, one JSON object a line. */
function log(level, message, error_code) {
  const line = { timestamp: new Date().toISOString(), level, fields: { message, error_code } };
  process.stderr.write(`${JSON.stringify({ ...line, target: 'schema_engine::logger' })}\n`);
}

async function loadEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (text) => log('ERROR', text) };
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const require = createRequire(import.meta.url);
  const folder = path.dirname(require.resolve('@prisma/schema-engine-wasm'));
  const code = fs.readFileSync(path.join(folder, 'schema_engine_bg.wasm'));
  const wasm = await WebAssembly.instantiate(code, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(wasm.instance.exports);
  wasm.instance.exports.__wbindgen_start();
  const datamodels = values.datamodels?.map((file) => [file, fs.readFileSync(file, 'utf8')]);
  return bindings.SchemaEngine.new({ datamodels }, () => {}, engineAdapter({ ...datasource, url }));
}

let loading;
const engine = () => (loading ??= loadEngine());

async function checkConnection() {
  const client = new pg.Client({ connectionString: readUrl(url).connectionString });
  await client.connect();
  await client.end();
  return {};
}

async function createDatabase(at) {
  const { database } = readUrl(at);
  await onServer(at, `CREATE DATABASE "${database}"`);
  return { databaseName: database };
}

const direct = new Set(
  `applyMigrations createMigration dbExecute devDiagnostic diagnoseMigrationHistory introspect
   introspectSql markMigrationApplied markMigrationRolledBack reset schemaPush`.split(/\s+/),
);

async function answer(method, params) {
  if (method === 'createDatabase') return createDatabase(params.datasource?.url ?? url);
  if (method === 'ensureConnectionValidity') return checkConnection();
  if (method === 'getDatabaseVersion') return (await engine()).version(params ?? null);
  if (method === 'diff') return diff(params);
  if (method === 'evaluateDataLoss') return evaluateDataLoss(params);
  if (direct.has(method)) return (await (await engine())[method](params)) ?? {};
  throw new Error(`The schema engine knows no method ${method}.`);
}

async function diff(params) {
  const result = await (await engine()).diff(params);
  if (typeof result?.stdout === 'string') {
    send({ id: 1e6, method: 'print', params: { content: result.stdout.replace(/\n$/, '') } });
  }
  return result;
}

/** The engine reaches its shadow database only after a question that needed one; a diagnosis is such a question. */
async function evaluateDataLoss(params) {
  const { migrationsList, filters } = params;
  await (await engine()).devDiagnostic({ migrationsList, filters });
  return (await engine()).evaluateDataLoss(params);
}

/** Returns Prisma's own code and words for an error of PostgreSQL, so that its commands react as they do to the native engine. */
function prismaError(error) {
  const { hostname, port, username, pathname } = new URL(url);
  const server = `${hostname}:${port || 5432}`;
  const database = pathname.slice(1);
  const known = {
    '3D000': ['P1003', `Database \`${database}\` does not exist`],
    '42P04': ['P1009', `Database \`${database}\` already exists on the database server`],
    '28P01': ['P1000', `Authentication failed against the database server for \`${username}\``],
    ECONNREFUSED: ['P1001', `Can't reach database server at \`${server}\``],
  };
  const [code, message] = known[error.code ?? error.errors?.[0]?.code] ?? [];
  return {
    code: code ?? error.code ?? error.error_code,
    message: message ?? error.message ?? String(error),
    meta: error.meta ?? null,
  };
}

async function reply({ id, method, params }) {
  if (!method) return;
  try {
    send({ id, result: await answer(method, params) });
  } catch (error) {
    const { code, message, meta } = prismaError(error);
    const data = { is_panic: false, message, meta, ...(code ? { error_code: code } : {}) };
    send({ id, error: { code: 4466, message, data } });
  }
}

const commands = {
  'can-connect-to-database': checkConnection,
  'create-database': () => createDatabase(url),
  'drop-database': () => onServer(url, `DROP DATABASE IF EXISTS "${readUrl(url).database}" WITH (FORCE)`),
};

if (values.version) {
  process.stdout.write('schema-engine (WebAssembly)\n');
} else if (positionals[0] === 'cli') {
  log('INFO', 'Starting schema engine CLI');
  try {
    await commands[positionals[1]]();
  } catch (error) {
    const { code, message } = prismaError(error);
    log('ERROR', message, code);
    process.exitCode = 1;
  }
} else {
  let last = Promise.resolve();
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (line.trim()) last = last.then(() => reply(JSON.parse(line)));
  }
  await last;
  process.exit(0);
}
