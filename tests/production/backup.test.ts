import { createHash } from 'node:crypto';
import { appendFile, cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { readBackup } from '@/scripts/backup/format.mjs';
import { restoreBackup } from '@/scripts/backup/put-back.mjs';
import { takeBackup } from '@/scripts/backup/take.mjs';
import { migrate } from '@/scripts/migrate.mjs';
import { inProject } from '@/scripts/paths.mjs';
import { runNode } from '@/scripts/processes.mjs';
import { contentOf, fillEveryTable, filesOf, query } from '../support/content';
import { demonstrationDatabase, emptyDatabase } from '../support/database';

/*
 * A backup is worth what its restore gives: a filled demonstration is backed up while people write, and put back.
 */

const url = await demonstrationDatabase();
const target = await emptyDatabase();
const place = await mkdtemp(path.join(os.tmpdir(), 'town-green-backup-'));
const source = { url, storage: process.env.STORAGE_DIR! };
const restored = { url: target, storage: path.join(place, 'files') };
const folder = path.join(place, 'backup');
afterAll(() => rm(place, { recursive: true }));

/** What the portal's pages would show of a database, asked of the services themselves. */
async function pagesOf(portal: { url: string; storage: string }) {
  vi.resetModules();
  Object.assign(process.env, { DATABASE_URL: portal.url, STORAGE_DIR: portal.storage });
  const { actorOf, publicActor, systemActor } = await import('@/lib/auth');
  const { disconnect } = await import('@/lib/db/client');
  const { db } = await import('@/lib/db/db');
  const { getFrontPage } = await import('@/lib/services/public/get-front-page');
  const { listTowns } = await import('@/lib/services/public/list-towns');
  const { getApplication } = await import('@/lib/services/applications/get-application');
  const { getRecord } = await import('@/lib/services/applications/get-record');
  try {
    const applications = await db.as(systemActor, (tx) =>
      tx.application.findMany({
        select: {
          id: true,
          town: { select: { memberships: { where: { role: 'contact' }, select: { userId: true } } } },
        },
        orderBy: { id: 'asc' },
      }),
    );
    const opened = [];
    for (const { id, town } of applications) {
      const contact = await actorOf(town.memberships[0]!.userId);
      opened.push(await getApplication(contact!, id), await getRecord(contact!, { application: id }));
    }
    return { front: await getFrontPage(publicActor), towns: await listTowns(publicActor, {}), opened };
  } finally {
    await disconnect();
  }
}

describe('a backup', () => {
  it('is of one instant, while people write: every answer it has came with its event', async () => {
    const { saveAnswers } = await import('@/lib/services/submissions/save-answers');
    const { actorOf } = await import('@/lib/auth');
    const drafts = await query<{ id: string; user_id: string; step: string }>(
      url,
      `select s.id, m.user_id, r.cell as step from submissions s
         join applications a on a.id = s.application_id and a.status = 'draft'
         join memberships m on m.town_id = s.town_id and m.role = 'contact'
         cross join lateral (select split_part(k, '.', 1) || '.narrative' as cell from jsonb_object_keys(s.cells) k
           where k like '%.narrative' limit 1) r limit 4`,
    );
    expect(drafts.length).toBeGreaterThan(1);
    let writing = true;
    let written = 0;
    const writers = drafts.map(async ({ id, user_id, step }, index) => {
      const person = (await actorOf(user_id))!;
      let base = (await query<{ revision: number }>(url, 'select revision from submissions where id = $1', [id]))[0]!
        .revision;
      while (writing) {
        const saved = await saveAnswers(person, {
          submission: id,
          base,
          changes: { [step]: `Told at ${base}` },
          writer: `w${index}`,
        });
        base = saved.revision;
        written += 1;
      }
    });
    const under = path.join(place, 'under-load');
    const taken = await takeBackup({ ...source, folder: under });
    writing = false;
    await Promise.all(writers);
    expect(written).toBeGreaterThan(10);
    expect(taken).toMatchObject({ missing: [], changed: [] });

    const there = { ...restored, storage: path.join(place, 'under-load-files') };
    await restoreBackup(await readBackup(under), there);
    const torn = await query(
      target,
      `select s.id, s.revision, count(e.id) from submissions s
         left join events e on e.kind = 'answers.saved' and e.details->>'submission' = s.id::text
       where s.id = any($1) group by s.id, s.revision
       having s.revision <> coalesce(max((e.details->>'revision')::int), 0)`,
      [drafts.map(({ id }) => id)],
    );
    expect(torn).toEqual([]);
  }, 60_000);

  it('put back gives every row, every file and every page as they were, and signs everybody out', async () => {
    await query(
      url,
      `insert into sessions (id, user_id, created_at, last_seen_at, expires_at)
       select gen_random_uuid(), id, now(), now(), now() + interval '1 hour' from users limit 1`,
    );
    await takeBackup({ ...source, folder });
    await restoreBackup(await readBackup(folder), { ...restored, replace: true });
    const content = await contentOf(url);
    expect(Object.keys(content)).toContain('submissions');
    expect(await contentOf(target)).toEqual(content);
    const files = await filesOf(source.storage);
    expect(Object.keys(files).length).toBeGreaterThan(5);
    expect(await filesOf(restored.storage)).toEqual(files);
    expect(await query(target, 'select 1 from sessions where revoked_at is null')).toEqual([]);
    expect(await pagesOf(restored)).toEqual(await pagesOf(source));
  }, 60_000);

  it('by an ordinary user of the database, held to the rules for rows like anybody, has rows of every table', async () => {
    const owned = await emptyDatabase();
    await migrate(owned);
    const tables = await fillEveryTable(owned);
    const again = path.join(place, 'again');
    await takeBackup({ url: owned, storage: restored.storage, folder: again });
    const { manifest } = await readBackup(again);
    expect(manifest.tables.filter(({ rows }: { rows: number }) => rows === 0)).toEqual([]);
    expect(manifest.tables.map(({ name }: { name: string }) => name).sort()).toEqual(tables);
  });

  it('has the jobs that wait; a restore puts them back, and holds letters, which may have gone out since', async () => {
    const waiting = `select t.identifier, j.payload, j.run_at, j.max_attempts, j.key from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`;
    const letters = `select id, outcome, held_at is not null as held from mails where ended_at is null`;
    await query(
      url,
      `select add_job('forget-old-tries', '{"a": "\\\\ and \\n"}', now() + interval '1 day', 3, 'key', null)`,
    );
    const { db } = await import('@/lib/db/db');
    const { systemActor } = await import('@/lib/auth');
    const { postMail } = await import('@/lib/services/mail/post-mail');
    const [person] = await query<{ id: string }>(url, 'select id from users limit 1');
    await db.as(systemActor, (tx) => postMail(tx, { kind: 'password-changed', user: person!.id }));
    const before = await query<{ id: string; held: boolean }>(url, letters);
    expect(before.map(({ held }) => held)).toContain(false);
    const jobs = await query(url, waiting);
    expect(jobs.map(({ identifier }) => identifier)).toEqual(expect.arrayContaining(['forget-old-tries', 'send-mail']));
    const there = path.join(place, 'with-jobs');
    await takeBackup({ ...source, folder: there });
    const { held } = await restoreBackup(await readBackup(there), { ...restored, replace: true });
    expect(await query(target, waiting)).toEqual(jobs.filter(({ identifier }) => identifier !== 'send-mail'));
    expect(held).toBe(before.length);
    expect(await query(target, letters)).toEqual(before.map((letter) => ({ ...letter, held: true })));
  });

  it('refuses to overwrite a portal that is not empty, or one at work, and leaves it as it is', async () => {
    const before = await contentOf(target);
    const backup = await readBackup(folder);
    await expect(restoreBackup(backup, restored)).rejects.toThrow(/not empty.*--replace/);
    const client = new pg.Client({ connectionString: target });
    await client.connect();
    await expect(restoreBackup(backup, { ...restored, replace: true })).rejects.toThrow(/Stop the portal/);
    await client.end();
    expect(await contentOf(target)).toEqual(before);
    await expect(takeBackup({ ...source, folder })).rejects.toThrow(/not empty/);
  });
});

describe('the commands', () => {
  const call = (script: string, ...args: string[]) =>
    runNode([inProject('scripts', script), ...args], {
      env: { ...process.env, DATABASE_URL: url, STORAGE_DIR: source.storage },
    });

  it('say where the backup is; and name a file that is missing, with exit code 1', async () => {
    const there = path.join(place, 'by-command');
    expect(await call('backup.mjs', there)).toMatchObject({ code: 0, output: expect.stringContaining(there) });
    expect((await readBackup(there)).manifest.files.count).toBeGreaterThan(5);

    const [name = ''] = Object.keys(await filesOf(source.storage));
    const stored = path.join(source.storage, name.slice(0, 2), name);
    await rename(stored, `${stored}.away`);
    const second = await call('backup.mjs', path.join(place, 'without-one'));
    await rename(`${stored}.away`, stored);
    expect(second.code).toBe(1);
    expect(second.output).toContain(name);
  });

  it('show the letters a restore holds, and end that', async () => {
    const ask = (...args: string[]) =>
      runNode([inProject('scripts', 'held-letters.mjs'), ...args], {
        env: { ...process.env, DATABASE_URL: target, STORAGE_DIR: restored.storage },
      });
    const held = await query<{ id: string }>(target, 'select id from mails where held_at is not null');
    const listed = await ask();
    for (const { id } of held) expect(listed.output).toContain(id);
    expect(listed.output).toContain('-- --send');
    const [first] = held;
    expect(await ask('--drop', first!.id)).toMatchObject({
      code: 0,
      output: expect.stringContaining(`1 dropped, ${held.length - 1} still held.`),
    });
    expect(await ask('--drop', '--send')).toMatchObject({ code: 1, output: expect.stringContaining('letters:held') });
  });

  it('refuse in one sentence what is no backup, and what is not understood', async () => {
    const nothing = await call('restore.mjs', path.join(place, 'nothing'));
    expect(nothing).toMatchObject({ code: 1, output: expect.stringContaining('holds no complete backup') });
    const said = await call('restore.mjs', '--force', folder);
    expect(said).toMatchObject({ code: 1, output: expect.stringContaining('npm run restore -- FOLDER') });
    expect(said.output).not.toContain(' at ');
  });
});

describe('a backup that is not whole or not for this version', () => {
  /** A copy of the backup, spoiled. */
  async function spoiled(spoil: (copy: string) => Promise<unknown>): Promise<string> {
    const copy = await mkdtemp(path.join(place, 'spoiled-'));
    await cp(folder, copy, { recursive: true });
    await spoil(copy);
    return readBackup(copy).then(
      () => 'taken for whole',
      (error: Error) => error.message.replace(copy, 'FOLDER'),
    );
  }

  async function flip(file: string): Promise<void> {
    const bytes = await readFile(file);
    const middle = bytes.length >> 1;
    bytes[middle] = bytes[middle]! ^ 1;
    await writeFile(file, bytes);
  }

  const firstFile = async (copy: string) => {
    const entries = await readdir(path.join(copy, 'files'), { recursive: true, withFileTypes: true });
    const one = entries.find((entry) => entry.isFile())!;
    return path.join(one.parentPath, one.name);
  };

  /** Changes the manifest as somebody would who knows the format. */
  async function remake(copy: string, change: (manifest: Record<string, unknown>) => void): Promise<void> {
    const file = path.join(copy, 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    change(manifest);
    const text = JSON.stringify(manifest);
    await writeFile(file, text);
    const sums = path.join(copy, 'SHA256SUMS');
    const sum = createHash('sha256').update(text).digest('hex');
    await writeFile(sums, (await readFile(sums, 'utf8')).replace(/^\w+(?= {2}manifest)/m, sum));
  }

  it.each([
    [
      'a flipped bit in a table',
      (c: string) => flip(path.join(c, 'tables', 'events.copy.gz')),
      /tables\/events.*not what/,
    ],
    ['a flipped bit in an uploaded file', async (c: string) => flip(await firstFile(c)), /files\/.*not what/],
    ['a flipped bit in the manifest', (c: string) => flip(path.join(c, 'manifest.json')), /manifest\.json is not what/],
    ['a flipped bit in the sums', (c: string) => flip(path.join(c, 'SHA256SUMS')), /damaged/],
    ['a table that is gone', (c: string) => rm(path.join(c, 'tables', 'users.copy.gz')), /users\.copy\.gz is missing/],
    ['a file that is gone', async (c: string) => rm(await firstFile(c)), /files\/.*is missing/],
    [
      'a place outside the folder',
      (c: string) => appendFile(path.join(c, 'SHA256SUMS'), `${'0'.repeat(64)}  ../x\n`),
      /line of SHA256SUMS/,
    ],
    [
      'one that broke off',
      (c: string) => rename(path.join(c, 'SHA256SUMS'), path.join(c, 'SHA256SUMS.part')),
      /no complete backup/,
    ],
    ['a newer format', (c: string) => remake(c, (m) => (m.format = 99)), /newer Town Green.*Update/],
    [
      'a migration from the future',
      (c: string) => remake(c, (m) => (m.migrations = [{ name: '2999_x', checksum: 'x' }])),
      /newer Town Green/,
    ],
    ['another product', (c: string) => remake(c, (m) => (m.product = 'other')), /not one of Town Green/],
  ])('%s is refused in one sentence', async (_name, spoil, words) => {
    const said = await spoiled(spoil);
    expect(said).toMatch(words);
    expect(said.split('\n')).toHaveLength(1);
  });
});
