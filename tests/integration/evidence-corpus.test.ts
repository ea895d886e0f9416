import { readdir } from 'node:fs/promises';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { receiveUpload } from '@/lib/services/evidence/receive-upload';
import { fileFaults } from '@/lib/workflow/file-faults';
import { badFiles } from '@/tests/support/bad-files';
import { freshDatabase } from '@/tests/support/database';
import { multipart, posting, publish, settle } from '@/tests/support/evidence-world';
import { goodFiles } from '@/tests/support/good-files';
import { prisma } from '../support/owner';

await freshDatabase();

let home: Awaited<ReturnType<typeof settle>>;
beforeAll(async () => {
  home = await settle('Aldbrook', await publish());
});

const stored = async () => {
  const all = await readdir(process.env.STORAGE_DIR ?? '', { recursive: true, withFileTypes: true });
  return all.filter((entry) => entry.isFile()).length;
};
const rows = () => prisma().evidence.count();
const send = async ({ name, bytes }: { name: string; bytes: Buffer }) => {
  const parts = [
    { name: 'town', content: home.town.id },
    { name: 'file', file: name.replaceAll('"', '%22'), content: bytes },
  ];
  const [outcome] = (await receiveUpload(home.contact, posting(multipart(parts)))).outcomes;
  return outcome;
};

describe('files that must not be taken', () => {
  afterEach(async () => {
    expect(await stored()).toBe(0);
    expect(await rows()).toBe(0);
  });

  it('are many, and each kind of fault is among them', () => {
    expect(badFiles.length).toBeGreaterThanOrEqual(40);
    const missing = Object.keys(fileFaults).filter((code) => !badFiles.some((file) => file.code === code));
    // Sizes and viruses have tests of their own.
    expect(missing).toEqual(['too-large', 'infected', 'library-full']);
  });

  it.each(badFiles)('$what ($name): $code', async (file) => {
    const outcome = await send(file);
    const reasons = outcome?.ok === false ? outcome.reasons : [];
    expect(reasons).toMatchObject([{ code: file.code, at: 'file' }]);
    // Words for a clerk: what to do about it.
    expect(reasons[0]?.message).toMatch(/upload|choose|never taken/i);
  });
});

describe('files that must be taken', () => {
  it.each(goodFiles)('$what ($name)', async (file) => {
    const before = [await stored(), await rows()];
    const outcome = await send(file);
    expect(outcome?.ok === false ? outcome.reasons : []).toEqual([]);
    expect([await stored(), await rows()]).toEqual(before.map((n) => n + (outcome?.ok && outcome.reused ? 0 : 1)));
  });
});
