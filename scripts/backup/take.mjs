import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { to as copyTo } from 'pg-copy-streams';
import { connect } from '../database.mjs';
import { Failure } from '../failure.mjs';
import { inProject } from '../paths.mjs';
import {
  columnList,
  nameOf,
  readApplied,
  readSequences,
  readStorageKeys,
  readTables,
  readyAgain,
  schemaLock,
  settle,
} from './catalogue.mjs';
import { filePlace, format, jobsPlace, product, seal, tablePlace, write } from './format.mjs';
import { pendingJobs, hasJobs } from './jobs.mjs';

/**
 * Backs up a portal, which may run meanwhile: every table as of one instant, and every file those tables name. Returns
 * what was taken, and the files that are not in the storage or not what was uploaded.
 */
export async function takeBackup({ url, storage, folder }) {
  claim(folder);
  const entries = [];
  const { keys, ...snapshot } = await dumpTables(url, folder, entries);
  const { files, missing, changed } = await copyFiles(storage, folder, keys, entries);
  const { version } = JSON.parse(fs.readFileSync(inProject('package.json'), 'utf8'));
  await seal(folder, { product, version, format, ...snapshot, files, missing, changed }, entries);
  return { tables: snapshot.tables, files, missing, changed };
}

function claim(folder) {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (fs.readdirSync(folder).length > 0)
    throw new Failure(`${folder} is not empty. Name a new folder for this backup.`);
}

async function dumpTables(url, folder, entries) {
  const client = await connect(url);
  try {
    await settle(client);
    // Whoever owns the tables may be held to the rules for rows like anybody: then as the portal itself, which sees all, and
    // as the door, which alone sees passwords.
    await client.query(`SELECT set_config('app.roles', 'system,door', false)`);
    await client.query('SELECT pg_advisory_lock_shared($1)', [schemaLock]);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const migrations = await readApplied(client);
    if (migrations.length === 0) throw new Failure('There is no Town Green in this database: nothing to back up.');
    const { rows } = await client.query(`SELECT now() AS taken, current_setting('server_version') AS server`);
    const tables = [];
    for (const table of await readTables(client)) {
      const { name, columns } = table;
      const query = `SELECT ${columnList(table)} FROM ${nameOf(name)}`;
      tables.push({ name, columns, rows: await dump(client, query, folder, tablePlace(name), entries) });
    }
    const sequences = await readSequences(client);
    const jobs = (await hasJobs(client)) ? await dump(client, pendingJobs, folder, jobsPlace, entries) : 0;
    const keys = await readStorageKeys(client);
    await client.query('COMMIT');
    return {
      takenAt: rows[0].taken.toISOString(),
      postgres: rows[0].server,
      migrations,
      tables,
      sequences,
      jobs,
      keys,
    };
  } finally {
    await client.end();
  }
}

/** Writes what a query gives to a compressed part of the backup; returns the number of rows. */
async function dump(client, query, folder, name, entries) {
  const ready = readyAgain(client);
  const copy = client.query(copyTo(`COPY (${query}) TO STDOUT`));
  const { sha256 } = await write(path.join(folder, name), copy, zlib.createGzip());
  await ready;
  entries.push({ name, sha256 });
  return copy.rowCount;
}

/** Files are written before the row that names them and never changed, so those of the snapshot are there now. */
async function copyFiles(storage, folder, keys, entries) {
  const files = { count: 0, bytes: 0 };
  const missing = [];
  const changed = [];
  for (const [key, expected] of keys) {
    const name = filePlace(key);
    const source = path.join(storage, key.slice(0, 2), key);
    if (!fs.existsSync(source)) {
      missing.push(key);
      continue;
    }
    const { bytes, sha256 } = await write(path.join(folder, name), fs.createReadStream(source));
    entries.push({ name, sha256 });
    files.count += 1;
    files.bytes += bytes;
    if (expected && expected !== sha256) changed.push(key);
  }
  return { files, missing, changed };
}
