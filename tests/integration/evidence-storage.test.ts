import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { appendFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { publicActor, systemActor } from '@/lib/auth';
import { addJob } from '@/lib/jobs/add-job';
import { recurring } from '@/lib/jobs/job-map';
import { addFile } from '@/lib/services/evidence/add-file';
import { checkStorage } from '@/lib/services/evidence/check-storage';
import { evidenceView, withAuthor } from '@/lib/services/evidence/evidence-view';
import { listEvidence } from '@/lib/services/evidence/list-evidence';
import { openFile } from '@/lib/services/evidence/open-file';
import { receiveUpload } from '@/lib/services/evidence/receive-upload';
import { removeEvidence } from '@/lib/services/evidence/remove-evidence';
import { sweepStorage } from '@/lib/services/evidence/sweep-storage';
import { tasks } from '@/lib/services/jobs/tasks';
import { pathOf, store } from '@/lib/storage/files';
import { freshDatabase } from '@/tests/support/database';
import { inTransaction, runOnce } from '@/tests/support/jobs';
import { multipart, posting, publish, settle } from '@/tests/support/evidence-world';
import { prisma } from '../support/owner';

await freshDatabase();
process.env.TOWN_QUOTA_MB = '40';
const mebibyte = 1024 * 1024;

type Home = Awaited<ReturnType<typeof settle>>;
let cycle: Awaited<ReturnType<typeof publish>>;
let home: Home;
let towns = 0;
beforeAll(async () => {
  cycle = await publish();
});
beforeEach(async () => {
  towns += 1;
  home = await settle(`Aldbrook ${towns}`, cycle);
});

let made = 0;
/** A text of so many bytes that was never sent before. */
const text = (bytes = 20) => Buffer.from(`${(made += 1)} `.padEnd(bytes, 'a'));
const send = async (content: Buffer, from: Home = home) => {
  const parts = [
    { name: 'town', content: from.town.id },
    { name: 'file', file: 'a.txt', content },
  ];
  return (await receiveUpload(from.contact, posting(multipart(parts)))).outcomes[0];
};
const added = async (content = text()) => {
  const outcome = await send(content);
  const id = outcome?.ok ? outcome.evidence : '';
  return prisma().evidence.findUniqueOrThrow({
    where: { id },
    include: withAuthor,
  });
};
const storage = async () => {
  const all = await readdir(process.env.STORAGE_DIR ?? '', {
    recursive: true,
    withFileTypes: true,
  });
  return all.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
};
const check = () => checkStorage(systemActor, { hash: 10_000 });
const sweep = (graceMs?: number) => sweepStorage(systemActor, { remove: true, graceMs });
const codeOf = (outcome: Awaited<ReturnType<typeof send>>) => (outcome?.ok ? 'taken' : outcome?.reasons[0]?.code);

describe('the room of a town', () => {
  it('is enforced when many upload at once: the last place is taken once', async () => {
    // At the very point of adding, where checking and writing could come apart.
    const adding = Array.from({ length: 8 }, (_, i) =>
      addFile(home.contact, {
        town: home.town.id,
        stored: {
          key: crypto.randomUUID(),
          bytes: 15 * mebibyte,
          sha256: `${home.town.id} ${i}`,
        },
        scan: 'not_scanned',
        fileName: 'a.txt',
        mediaType: 'text/plain',
        title: 'a',
        acknowledgedPeople: false,
        place: null,
        pinpoint: null,
      }),
    );
    const settled = await Promise.allSettled(adding);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    const { _sum } = await prisma().evidence.aggregate({
      where: { townId: home.town.id },
      _sum: { bytes: true },
    });
    expect(_sum.bytes).toBe(30 * mebibyte);
    const outcome = await send(text(15 * mebibyte));
    expect(outcome?.ok === false && outcome.reasons).toMatchObject([
      {
        code: 'library-full',
        message: expect.stringMatching(/no room left.+Remove files/),
      },
    ]);
    await prisma().evidence.updateMany({
      data: { storageKey: null, removedAt: new Date() },
    });
  });

  it('is shown, is each town’s own, and comes back when a file is removed', async () => {
    const first = await added(text(25 * mebibyte));
    const other = await settle(`Harrow Mills ${towns}`, cycle);
    expect(codeOf(await send(text(25 * mebibyte), other))).toBe('taken');
    expect(codeOf(await send(text(25 * mebibyte)))).toBe('library-full');
    const { space } = await listEvidence(home.contact, { town: home.town.id });
    expect(space).toEqual({ used: 25 * mebibyte, most: 40 * mebibyte });
    await removeEvidence(home.contact, { evidence: first.id });
    expect(await storage()).not.toContain(pathOf(first.storageKey ?? ''));
    expect(codeOf(await send(text(25 * mebibyte)))).toBe('taken');
  });

  it('of a full library is said before the bytes are sent', async () => {
    await prisma().evidence.update({
      where: { id: (await added()).id },
      data: { bytes: 40 * mebibyte },
    });
    const before = await storage();
    expect(codeOf(await send(text()))).toBe('library-full');
    expect(await storage()).toEqual(before);
  });
});

describe('bytes without a row', () => {
  it('are swept when they are old, and nothing else is', async () => {
    const row = await added();
    const { key: orphan } = await store(Readable.from([text()]), 100);
    const { key: young } = await store(Readable.from([text()]), 100);
    const part = `${pathOf(crypto.randomUUID())}.part`;
    await writeFile(path.join(process.env.STORAGE_DIR ?? '', 'notes.txt'), 'not ours');
    await writeFile(path.join(path.dirname(pathOf(orphan)), path.basename(part)), 'cut');
    const old = new Date(Date.now() - 2 * 60 * 60 * 1000);
    const cut = path.join(path.dirname(pathOf(orphan)), path.basename(part));
    for (const file of [pathOf(orphan), pathOf(row.storageKey ?? ''), cut]) await utimes(file, old, old);

    expect(await sweepStorage(systemActor, { remove: false })).toMatchObject({
      orphans: 2,
      removed: 0,
    });
    expect(await sweep()).toMatchObject({ removed: 2, held: 0 });
    const left = await storage();
    expect(left).not.toContain(pathOf(orphan));
    expect(left).not.toContain(cut);
    expect(left).toEqual(expect.arrayContaining([pathOf(young), pathOf(row.storageKey ?? '')]));
    expect(left.some((file) => file.endsWith('notes.txt'))).toBe(true);
    await sweep(0);
  });

  it('are left when they are most of the storage: then it is another portal’s', async () => {
    await prisma().evidence.updateMany({ data: { storageKey: null, removedAt: new Date() } });
    await rm(process.env.STORAGE_DIR ?? '', { recursive: true });
    await store(Readable.from([text()]), 100);
    expect(await sweep(0)).toMatchObject({ removed: 0, held: 1 });
    await rm(process.env.STORAGE_DIR ?? '', { recursive: true });
    // One row that is known here does not make the others ours.
    await added();
    for (let i = 0; i < 60; i += 1) await store(Readable.from([text()]), 100);
    const before = await storage();
    const swept = await sweep(0);
    expect(swept).toMatchObject({ orphans: 60, removed: 0, held: 60 });
    expect(await storage()).toEqual(before);
    await rm(process.env.STORAGE_DIR ?? '', { recursive: true });
    await prisma().evidence.updateMany({
      data: { storageKey: null, removedAt: new Date() },
    });
  });

  it('are all that is left by an upload that is killed', async () => {
    const promised: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', 'tests/support/endless-uploads.ts', home.contact.id, home.town.id],
        {
          env: { ...process.env, TOWN_QUOTA_MB: '2000' },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      const gone = new Promise((done) => child.once('exit', done));
      const until = promised.length + 5 + round;
      for await (const line of createInterface({ input: child.stdout })) {
        promised.push(line);
        if (promised.length >= until) child.kill('SIGKILL');
      }
      await gone;
    }
    const checked = await check();
    expect(checked).toMatchObject({ missing: [], changed: [] });
    const rows = await prisma().evidence.findMany({
      where: { townId: home.town.id, removedAt: null },
    });
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(promised));
    const swept = await sweep(0);
    expect(swept.held).toBe(0);
    expect(await storage()).toHaveLength(rows.length);
  }, 90_000);
});

describe('rows without their bytes', () => {
  it('are reported and marked, never removed, and mended by another upload', async () => {
    const content = text();
    const [gone, changed, whole] = [await added(content), await added(), await added()];
    await rm(pathOf(gone.storageKey ?? ''));
    const size = changed.bytes ?? 0;
    await writeFile(pathOf(changed.storageKey ?? ''), 'b'.repeat(size));
    expect(await check()).toMatchObject({
      missing: [gone.id],
      changed: [changed.id],
      back: [],
    });

    for (const { id } of [gone, changed]) {
      const row = await prisma().evidence.findUniqueOrThrow({
        where: { id },
        include: withAuthor,
      });
      expect(row.removedAt).toBeNull();
      expect(evidenceView(row)).toMatchObject({
        scan: expect.stringContaining('Upload it again'),
        gone: true,
      });
      expect((await openFile(home.contact, { id })).missing).toBe(true);
    }
    expect((await openFile(home.contact, { id: whole.id })).missing).toBe(false);
    await check();
    const events = await prisma().event.findMany({
      where: { kind: 'evidence.missing', townId: home.town.id },
    });
    expect(events).toHaveLength(2);

    expect(await send(content)).toMatchObject({
      ok: true,
      reused: true,
      evidence: gone.id,
    });
    expect((await openFile(home.contact, { id: gone.id })).missing).toBe(false);
    expect(await check()).toMatchObject({ missing: [], changed: [changed.id] });
    await writeFile(pathOf(changed.storageKey ?? ''), text());
    await appendFile(pathOf(changed.storageKey ?? ''), 'more');
    expect(await check()).toMatchObject({ changed: [changed.id] });
  });

  it('are whole again when the bytes come back', async () => {
    const content = text();
    const row = await added(content);
    await rm(pathOf(row.storageKey ?? ''));
    expect((await check()).missing).toEqual([row.id]);
    await writeFile(pathOf(row.storageKey ?? ''), content);
    expect((await check()).back).toEqual([row.id]);
    expect((await prisma().evidence.findUniqueOrThrow({ where: { id: row.id } })).missingAt).toBeNull();
  });

  it('are compared by length each time, and whole again only by their hash', async () => {
    const content = text();
    const row = await added(content);
    const quickly = () => checkStorage(systemActor, { hash: 0 });
    await appendFile(pathOf(row.storageKey ?? ''), 'more');
    expect((await quickly()).changed).toContain(row.id);
    await writeFile(pathOf(row.storageKey ?? ''), Buffer.alloc(content.length, 'b'));
    expect((await quickly()).changed).toContain(row.id);
    await writeFile(pathOf(row.storageKey ?? ''), content);
    expect((await quickly()).back).toContain(row.id);
  });

  it('are hashed in turn, those longest unchecked first', async () => {
    await prisma().evidence.updateMany({ data: { checkedAt: new Date() } });
    const fresh = await added();
    expect((await checkStorage(systemActor, { hash: 1 })).hashed).toBeGreaterThanOrEqual(1);
    expect((await prisma().evidence.findUniqueOrThrow({ where: { id: fresh.id } })).checkedAt).not.toBeNull();
  });
});

it('is looked after at night by the worker', async () => {
  const row = await added();
  await rm(pathOf(row.storageKey ?? ''));
  await inTransaction((tx) => addJob(tx, 'keep-storage', {}));
  await inTransaction((tx) => addJob(tx, 'scan-library', {}));
  await runOnce(tasks);
  expect((await prisma().evidence.findUniqueOrThrow({ where: { id: row.id } })).missingAt).not.toBeNull();
  expect(recurring.map(({ job }) => job)).toEqual(expect.arrayContaining(['keep-storage', 'scan-library']));
});

it('is no work of the public', async () => {
  await expect(sweepStorage(publicActor, { remove: true })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(checkStorage(publicActor, { hash: 0 })).rejects.toMatchObject({
    code: 'forbidden',
  });
});
