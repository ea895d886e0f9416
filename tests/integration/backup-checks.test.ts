import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBackup } from '@/scripts/backup/format.mjs';
import { restoreBackup } from '@/scripts/backup/put-back.mjs';
import { takeBackup } from '@/scripts/backup/take.mjs';
import { migrate } from '@/scripts/migrate.mjs';
import { fillEveryTable, query } from '../support/content';
import { emptyDatabase } from '../support/database';

/*
 * What a backup and a restore compare, one by one, on a database with a row in each table. tests/production/backup.test.ts has
 * the whole of it, and what is seen at first sight.
 */

const place = await mkdtemp(path.join(os.tmpdir(), 'town-green-checks-'));
const folder = path.join(place, 'backup');
const storage = path.join(place, 'storage');
const [url, fewer, changed] = [await emptyDatabase(), await emptyDatabase(), await emptyDatabase()];
let taken: Awaited<ReturnType<typeof takeBackup>>;

beforeAll(async () => {
  await migrate(url);
  await fillEveryTable(url);
  const [row] = await query<{ key: string }>(url, 'select storage_key as key from evidence');
  await mkdir(path.join(storage, row!.key.slice(0, 2)), { recursive: true });
  await writeFile(path.join(storage, row!.key.slice(0, 2), row!.key), 'not what was uploaded');
  taken = await takeBackup({ url, storage, folder });
});
afterAll(() => rm(place, { recursive: true }));

/** A copy of the backup, spoiled by somebody who knows the format. */
async function spoiled(spoil: (manifest: Manifest, sums: string[]) => void): Promise<string> {
  const copy = await mkdtemp(path.join(place, 'spoiled-'));
  await cp(folder, copy, { recursive: true });
  const [manifestFile, sumsFile] = [path.join(copy, 'manifest.json'), path.join(copy, 'SHA256SUMS')];
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest;
  const sums = (await readFile(sumsFile, 'utf8')).trimEnd().split('\n');
  spoil(manifest, sums);
  const text = JSON.stringify(manifest);
  await writeFile(manifestFile, text);
  const sum = createHash('sha256').update(text).digest('hex');
  await writeFile(sumsFile, sums.map((line) => `${line.replace(/^\w+(?= {2}manifest)/, sum)}\n`).join(''));
  return copy;
}
type Manifest = { migrations: { checksum: string }[]; tables: { name: string; rows: number }[] };

const drop = (sums: string[], name: RegExp) =>
  sums.splice(
    sums.findIndex((line) => name.test(line)),
    1,
  );

test('a file that is not what was uploaded is taken along, and told', () => {
  expect(taken).toMatchObject({ missing: [], files: { count: 1 } });
  expect(taken.changed).toHaveLength(1);
});

test.each<[string, (manifest: Manifest, sums: string[]) => void, RegExp]>([
  ['a table that the sums do not name', (_, sums) => drop(sums, /tables\/users/), /users\.copy\.gz is missing/],
  ['a file that the sums do not name', (_, sums) => drop(sums, / files\//), /does not name every file/],
  ['no manifest among the sums', (_, sums) => drop(sums, /manifest/), /does not name the manifest/],
  ['another text of a migration', (manifest) => (manifest.migrations[0]!.checksum = 'x'), /another text of migration/],
])('%s is no whole backup', async (_name, spoil, words) => {
  const copy = await spoiled(spoil);
  await expect(readBackup(copy)).rejects.toThrow(words);
});

test('a table with fewer rows than were backed up is not put back: nothing is', async () => {
  const target = { url: fewer, storage: path.join(place, 'fewer') };
  const copy = await spoiled(({ tables }) => (tables.find(({ name }) => name === 'towns')!.rows += 1));
  await expect(restoreBackup(await readBackup(copy), target)).rejects.toThrow(
    /Of towns, 1 rows were restored instead of 2/,
  );
  expect(await query(target.url, 'select from users')).toEqual([]);
});

test('a file that changes while it is put back is none of the portal’s', async () => {
  const target = { url: changed, storage: path.join(place, 'changed') };
  const copy = await spoiled(() => undefined);
  const backup = await readBackup(copy);
  await writeFile(path.join(copy, backup.files[0]!.name), 'something else by now');
  await expect(restoreBackup(backup, target)).rejects.toThrow(/changed while it was restored/);
});
