import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../failure.mjs';
import { readMigrations } from '../migrate.mjs';

/** The shape of a backup folder. A change that an older restore would misread takes the next number. */
export const format = 1;
export const product = 'town-green';

const sums = 'SHA256SUMS';
const manifestName = 'manifest.json';
const knownPlace = /^(manifest\.json|jobs\.copy\.gz|tables\/[a-z0-9_]+\.copy\.gz|files\/[\w-]{2}\/[\w-]+)$/;

/** A stream that passes bytes on and knows their count and SHA-256 once they are through. */
export function meter() {
  const digest = crypto.createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(chunk, _encoding, done) {
      bytes += chunk.length;
      digest.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ bytes, sha256: digest.digest('hex') }) };
}

/** Streams to a new file that only its owner may read, on the disk when this returns; gives count and SHA-256. */
export async function write(file, ...sources) {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const { stream, result } = meter();
  await pipeline(...sources, stream, fs.createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }));
  return result();
}

const lineOf = ({ sha256, name }) => `${sha256}  ${name}\n`;

/**
 * Closes a backup: the manifest, then the sums of everything in the form `sha256sum -c` reads. The sums come last and
 * under their name at once: a folder without them is a backup that broke off.
 */
export async function seal(folder, manifest, entries) {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const { sha256 } = await write(path.join(folder, manifestName), [text]);
  const all = [...entries, { name: manifestName, sha256 }].map(lineOf).join('');
  const half = path.join(folder, `${sums}.part`);
  await write(half, [all]);
  fs.renameSync(half, path.join(folder, sums));
}

const read = (file) => {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  }
};

function readSums(folder, text) {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, sha256, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
      if (!name || !knownPlace.test(name))
        throw new Failure(`The backup in ${folder} is damaged: a line of ${sums} cannot be read. Use another backup.`);
      return { name, sha256 };
    });
}

const damaged = (folder, name, what) =>
  new Failure(`The backup in ${folder} is damaged: ${name} ${what}. Use another backup.`);

async function check(folder, { name, sha256 }) {
  const file = path.join(folder, name);
  if (!fs.existsSync(file)) throw damaged(folder, name, 'is missing');
  const { stream, result } = meter();
  await pipeline(fs.createReadStream(file), stream, async (bytes) => {
    for await (const chunk of bytes) void chunk;
  });
  if (result().sha256 !== sha256) throw damaged(folder, name, 'is not what was backed up');
}

/** Refuses a backup that this version does not understand: another product's, a newer one's. */
function understand(folder, manifest, folderOfMigrations) {
  if (manifest.product !== product) throw new Failure(`The backup in ${folder} is not one of Town Green.`);
  const newer = `The backup in ${folder} was made by a newer Town Green (${manifest.version}). Update this one first.`;
  if (manifest.format > format) throw new Failure(newer);
  const ours = new Map(readMigrations(folderOfMigrations).map(({ name, checksum }) => [name, checksum]));
  for (const { name, checksum } of manifest.migrations) {
    if (!ours.has(name)) throw new Failure(newer);
    if (ours.get(name) !== checksum)
      throw new Failure(`The backup in ${folder} was made with another text of migration ${name}. Use that version.`);
  }
}

/**
 * Reads a backup and proves it whole: every part is there and is what was backed up. Returns its manifest and parts;
 * fails with one sentence when it broke off, is damaged, or comes from a newer version.
 */
export async function readBackup(folder, { migrations } = {}) {
  const text = read(path.join(folder, sums));
  if (text === undefined)
    throw new Failure(`${folder} holds no complete backup: there is no ${sums} in it. Use one that ran to its end.`);
  const entries = readSums(folder, text);
  const own = entries.find(({ name }) => name === manifestName);
  if (!own) throw damaged(folder, sums, 'does not name the manifest');
  await check(folder, own);
  const manifest = JSON.parse(read(path.join(folder, manifestName)));
  understand(folder, manifest, migrations);
  const named = new Set(entries.map(({ name }) => name));
  for (const { name } of manifest.tables)
    if (!named.has(tablePlace(name))) throw damaged(folder, tablePlace(name), 'is missing');
  const files = entries.filter(({ name }) => name.startsWith('files/'));
  if (files.length !== manifest.files.count) throw damaged(folder, sums, 'does not name every file');
  for (const entry of entries) if (entry !== own) await check(folder, entry);
  return { folder, manifest, files, hasJobs: named.has(jobsPlace) };
}

export const tablePlace = (table) => `tables/${table}.copy.gz`;
export const filePlace = (key) => `files/${key.slice(0, 2)}/${key}`;
export const jobsPlace = 'jobs.copy.gz';
