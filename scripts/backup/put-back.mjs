import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { connect } from '../database.mjs';
import { Failure } from '../failure.mjs';
import { migrate } from '../migrate.mjs';
import { columnList, nameOf, readTables, readyAgain, settle } from './catalogue.mjs';
import { jobsPlace, meter, tablePlace } from './format.mjs';
import { addJobs, holdLetters, jobsTable } from './jobs.mjs';
import { barriers } from './barriers.mjs';
import { clear, inUse, isEmpty } from './target.mjs';

/**
 * Puts back a backup that `readBackup` has proven whole: brings the database to the backup's own migrations, fills it in
 * one transaction, puts the files into the storage, applies what migrations came since, and holds the letters that waited.
 * Nothing is overwritten unless `replace` is said.
 */
export async function restoreBackup(backup, { url, storage, replace = false, migrations: shipped = undefined }) {
  const { folder, manifest } = backup;
  await prepareTarget(url, storage, replace);
  // Files first: without a row that names them they are nothing, and a row without its file would be a loss.
  for (const { name, sha256 } of backup.files) await putFile(folder, storage, name, sha256);
  const then = new Set(manifest.migrations.map(({ name }) => name));
  await migrate(url, shipped, (name) => then.has(name));
  const added = await fill(url, folder, manifest, backup.hasJobs);
  const newer = await migrate(url, shipped);
  return { manifest, jobs: added, newer, held: await holdIn(url) };
}

async function holdIn(url) {
  const client = await connect(url);
  try {
    return await holdLetters(client);
  } finally {
    await client.end();
  }
}

async function prepareTarget(url, storage, replace) {
  const client = await connect(url);
  try {
    if (await inUse(client))
      throw new Failure('Something else uses this database with the same user. Stop the portal, then try again.');
    if (!replace && !(await isEmpty(client, storage)))
      throw new Failure(
        'This portal is not empty: a restore would overwrite it. Back it up, then say --replace to have it replaced.',
      );
    await clear(client);
  } finally {
    await client.end();
  }
}

/** Puts a file into the storage under the name rows know it by; what is there under that name is replaced whole. */
async function putFile(folder, storage, name, sha256) {
  const target = path.join(storage, ...name.split('/').slice(1));
  const half = `${target}.part`;
  fs.mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
  const { stream, result } = meter();
  const source = fs.createReadStream(path.join(folder, name));
  await pipeline(source, stream, fs.createWriteStream(half, { mode: 0o600, flush: true }));
  if (result().sha256 !== sha256) throw new Failure(`${name} changed while it was restored. Use another backup.`);
  fs.renameSync(half, target);
}

async function fill(url, folder, manifest, withJobs) {
  const client = await connect(url);
  try {
    await settle(client);
    await client.query('BEGIN');
    const tables = await readTables(client);
    const barrier = await barriers(client, tables);
    await barrier.lower();
    await client.query(`TRUNCATE ${tables.map(({ name }) => nameOf(name)).join(', ')}`);
    const told = new Map(manifest.tables.map((table) => [table.name, table]));
    for (const { name } of tables) await load(client, folder, told.get(name));
    for (const { name, value, called } of manifest.sequences)
      await client.query(`SELECT setval($1::regclass, $2::bigint, $3)`, [nameOf(name), value, called]);
    // Whoever was signed out or disabled since the backup must not come back in: everybody signs in again.
    await client.query('UPDATE public.sessions SET revoked_at = now() WHERE revoked_at IS NULL');
    const added = withJobs ? await loadJobs(client, folder) : 0;
    await barrier.raise();
    await client.query('COMMIT');
    return added;
  } finally {
    await client.end();
  }
}

async function load(client, folder, table) {
  if (!table) return;
  const copied = await copyIn(client, `${nameOf(table.name)} (${columnList(table)})`, folder, tablePlace(table.name));
  if (copied !== table.rows)
    throw new Failure(`Of ${table.name}, ${copied} rows were restored instead of ${table.rows}. Use another backup.`);
}

async function loadJobs(client, folder) {
  await client.query(jobsTable);
  await copyIn(client, 'restored_jobs (job)', folder, jobsPlace);
  return addJobs(client);
}

async function copyIn(client, target, folder, name) {
  const ready = readyAgain(client);
  const copy = client.query(copyFrom(`COPY ${target} FROM STDIN`));
  await pipeline(fs.createReadStream(path.join(folder, name)), zlib.createGunzip(), copy);
  await ready;
  return copy.rowCount;
}
