import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '@/lib/auth';
import { Refusal } from '@/lib/errors';
import { exportApplication } from '@/lib/services/applications/export-application';
import { citeEvidence } from '@/lib/services/evidence/cite-evidence';
import { evidenceView, withAuthor } from '@/lib/services/evidence/evidence-view';
import { openFile } from '@/lib/services/evidence/open-file';
import { receiveUpload } from '@/lib/services/evidence/receive-upload';
import { scanLibrary } from '@/lib/services/evidence/scan-library';
import { scanBytes } from '@/lib/storage/scanner';
import { badFiles } from '@/tests/support/bad-files';
import { freshDatabase } from '@/tests/support/database';
import { multipart, posting, publish, settle } from '@/tests/support/evidence-world';
import { fakeClamd, type Manner } from '@/tests/support/fake-clamd';
import { realClamd } from '@/tests/support/real-clamd';
import { prisma } from '../support/owner';

await freshDatabase();

/** Both scanners know this word, and no other. */
const needle = 'a-virus-that-only-these-tests-know';
const clamd = await fakeClamd(needle);
const real = await realClamd(needle);
process.env.CLAMD_URL = clamd.url;
afterAll(async () => {
  await clamd.stop();
  await real.stop();
});

let home: Awaited<ReturnType<typeof settle>>;
beforeAll(async () => {
  home = await settle('Aldbrook', await publish());
});
beforeEach(() => clamd.answer('true'));

const stored = async () => {
  const all = await readdir(process.env.STORAGE_DIR ?? '', {
    recursive: true,
    withFileTypes: true,
  });
  return all.filter((entry) => entry.isFile()).length;
};
let made = 0;
const send = async (content: string | Buffer, name = 'a.txt') => {
  const parts = [
    { name: 'town', content: home.town.id },
    { name: 'file', file: name, content },
  ];
  return (await receiveUpload(home.contact, posting(multipart(parts)))).outcomes[0];
};
/** What the application's step shows as evidence. */
const shown = async () =>
  (await exportApplication(home.contact, home.application.id)).file.submissions.flatMap(({ evidence }) => evidence);
/** A text that was never sent before, with a virus in it or not. */
const fresh = (with_ = '') => `Text ${(made += 1)} ${with_}`;
const rowOf = (outcome: Awaited<ReturnType<typeof send>>) =>
  prisma().evidence.findUniqueOrThrow({
    where: { id: outcome?.ok ? outcome.evidence : '' },
    include: withAuthor,
  });
const added = async (manner: Manner, content = fresh()) => {
  clamd.answer(manner);
  return rowOf(await send(content));
};

describe.each([{ name: 'the protocol as spoken by a server of ours', url: clamd.url }, ...real.scanners])(
  'scanning by $name',
  ({ url }) => {
    const scan = (bytes: Buffer | string) => scanBytes(url, Readable.from([Buffer.from(bytes)]));

    it('tells clean from infected, whatever the size', async () => {
      expect(await scan('hello')).toEqual({ state: 'clean' });
      expect(await scan(Buffer.alloc(20 * 1024 * 1024, 'a'))).toEqual({
        state: 'clean',
      });
      const found = await scan(`hello ${needle}`);
      expect(found).toMatchObject({ state: 'infected' });
      const late = Buffer.concat([Buffer.alloc(3_000_000, 'a'), Buffer.from(needle)]);
      expect((await scan(late)).state).toBe('infected');
    });
  },
);

it('says whether a real clamd was there', () => {
  // Both branches pass; which one it was is written down for whoever reads the run.
  process.stderr.write(`\n${real.said}\n`);
  expect(real.scanners.length).toBe(real.said.startsWith('A real clamd') ? 1 : 0);
});

describe('a scanner that answers badly', () => {
  const scan = (manner: Manner, patience = 5000) => {
    clamd.answer(manner);
    return scanBytes(clamd.url, Readable.from([Buffer.alloc(200_000, 'a')]), patience);
  };

  it.each<Manner>(['error', 'cut', 'nonsense', 'half', 'small'])('%s: could not scan, never clean', async (manner) => {
    expect((await scan(manner)).state).toBe('failed');
  });

  it('is not waited for without end', async () => {
    expect((await scan('slow', 200)).state).toBe('failed');
  });

  it('is one that is not there', async () => {
    const gone = await fakeClamd(needle);
    await gone.stop();
    expect((await scanBytes(gone.url, Readable.from([Buffer.from('x')]))).state).toBe('failed');
  });
});

describe('an upload', () => {
  it('is clean in words once the scanner says so, and it saw the very bytes', async () => {
    const text = fresh();
    const row = await added('true', text);
    expect(row.scan).toBe('clean');
    expect(clamd.seen.at(-1)?.toString()).toBe(text);
    expect(evidenceView(row)).toMatchObject({
      scan: expect.stringMatching(/^Scanned for viruses on .+: none found\.$/),
      gone: false,
    });
  });

  it('with a virus is refused in words, and nothing of it is kept', async () => {
    const before = [await stored(), await prisma().evidence.count()];
    const outcome = await send(fresh(needle));
    expect(outcome?.ok === false && outcome.reasons).toMatchObject([
      {
        code: 'infected',
        message: expect.stringContaining('A virus was found'),
      },
    ]);
    expect([await stored(), await prisma().evidence.count()]).toEqual(before);
  });

  it.each<Manner>(['error', 'cut'])('is kept when the scanner fails (%s), and says so', async (manner) => {
    const row = await added(manner);
    expect(row.scan).toBe('failed');
    expect(evidenceView(row).scan).toContain('Could not be scanned');
  });

  it('of the corpus of bad files is never called clean', async () => {
    for (const { name, bytes } of badFiles.filter(({ code }) => code === 'test-virus'))
      expect((await send(bytes, name))?.ok).toBe(false);
    expect(
      await prisma().evidence.count({
        where: { scan: 'clean', fileName: { startsWith: 'eicar' } },
      }),
    ).toBe(0);
  });
});

describe('looking again', () => {
  it('makes clean what could not be scanned, and leaves a scanner alone that does not answer', async () => {
    const row = await added('error');
    clamd.answer('cut');
    expect((await scanLibrary(systemActor)).clean).toBe(0);
    clamd.answer('true');
    expect((await scanLibrary(systemActor)).clean).toBeGreaterThan(0);
    expect((await prisma().evidence.findUniqueOrThrow({ where: { id: row.id } })).scan).toBe('clean');
    expect(await scanLibrary(systemActor)).toEqual({
      clean: 0,
      infected: 0,
      failed: 0,
    });
  });

  it('lets infected bytes go, never serves them, and tells the town', async () => {
    const text = fresh(needle);
    const row = await added('error', text);
    expect((await openFile(home.contact, { id: row.id })).fileName).toBe('a.txt');
    await citeEvidence(home.contact, {
      ...home.place,
      evidence: row.id,
      pinpoint: null,
    });
    expect(await shown()).toHaveLength(1);
    clamd.answer('true');
    const before = await stored();
    expect((await scanLibrary(systemActor)).infected).toBe(1);
    expect(await stored()).toBe(before - 1);
    // It counts for nothing from now on.
    expect(await shown()).toEqual([]);

    const after = await prisma().evidence.findUniqueOrThrow({
      where: { id: row.id },
      include: withAuthor,
    });
    expect(after).toMatchObject({ scan: 'infected', storageKey: null });
    expect(evidenceView(after)).toMatchObject({
      scan: expect.stringContaining('A virus was found'),
      gone: true,
    });
    const refused = await openFile(home.contact, { id: row.id }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect((refused as Refusal).message).toContain('virus');
    const events = await prisma().event.findMany({
      where: { kind: 'evidence.infected', townId: home.town.id },
    });
    expect(events).toMatchObject([{ actorId: null, details: { evidence: row.id } }]);

    // Not by the back door either: the same bytes, while the scanner is away.
    clamd.answer('error');
    expect((await send(text))?.ok).toBe(false);
    expect(await stored()).toBe(before - 1);
  });
});
