import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { disposition, serveFile } from '@/app/api/evidence/[id]/serve-file';
import type { Person } from '@/lib/access/actor';
import { publicActor } from '@/lib/auth';
import { Refusal } from '@/lib/errors';
import { citeEvidence } from '@/lib/services/evidence/cite-evidence';
import { openFile } from '@/lib/services/evidence/open-file';
import { unciteEvidence } from '@/lib/services/evidence/uncite-evidence';
import { pathOf } from '@/lib/storage/files';
import { freshDatabase } from '@/tests/support/database';
import { join, publish, settle } from '@/tests/support/evidence-world';
import { prisma } from '../support/owner';

await freshDatabase();

let cycle: Awaited<ReturnType<typeof publish>>;
let home: Awaited<ReturnType<typeof settle>>;
let other: Awaited<ReturnType<typeof settle>>;
let viewer: Person;
let reviewer: Person;
let coordinator: Person;
let towns = 0;

beforeAll(async () => {
  cycle = await publish();
  other = await settle('Harrow Mills', cycle);
  reviewer = await join('Jo Reviewer', 'reviewer', null);
  coordinator = await join('Pat Coordinator', 'coordinator', null);
});

beforeEach(async () => {
  towns += 1;
  home = await settle(`Aldbrook ${towns}`, cycle);
  viewer = await join(`Viewer ${towns}`, 'viewer', home.town.id);
});

const refusedAs = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => 'not refused',
    (reason: unknown) => reason,
  );
  return error instanceof Refusal ? error.code : error;
};
const cited = async (evidence: string) => citeEvidence(home.contact, { ...home.place, evidence, pinpoint: 'page 2' });
const snapshot = (takenAt = new Date()) =>
  prisma().snapshot.create({
    data: {
      applicationId: home.application.id,
      townId: home.town.id,
      kind: 'submitted',
      round: 1,
      receipt: crypto.randomUUID(),
      requestKey: crypto.randomUUID(),
      rulebookHash: 'x',
      facts: {},
      score: {},
      takenAt,
      takenById: home.contact.id,
    },
  });
const status = (to: 'submitted' | 'returned') =>
  prisma().application.update({ where: { id: home.application.id }, data: { status: to, round: 1 } });

describe('a file', () => {
  const file = () =>
    prisma().evidence.create({
      data: {
        townId: home.town.id,
        kind: 'file',
        title: 'Minutes',
        fileName: 'minutes.pdf',
        mediaType: 'application/pdf',
        bytes: 3,
        sha256: 'x',
        storageKey: crypto.randomUUID(),
        addedById: home.contact.id,
        addedAt: new Date(),
      },
    });

  it('is open to the town and coordinators, and to nobody outside', async () => {
    const { id } = await file();
    expect((await openFile(viewer, { id })).fileName).toBe('minutes.pdf');
    expect((await openFile(coordinator, { id })).fileName).toBe('minutes.pdf');
    for (const actor of [other.contact, reviewer, publicActor])
      expect(await refusedAs(openFile(actor, { id }))).toBe('not-found');
    expect(await refusedAs(openFile(viewer, { id: '../../etc/passwd' }))).toBe('not-found');
  });

  it('opens to an assigned reviewer once a submitted application cites it', async () => {
    const { id } = await file();
    const { citation } = await cited(id);
    await prisma().assignment.create({
      data: {
        applicationId: home.application.id,
        townId: home.town.id,
        reviewerId: reviewer.id,
        assignedById: coordinator.id,
        assignedAt: new Date(),
      },
    });
    expect(await refusedAs(openFile(reviewer, { id }))).toBe('not-found');
    await snapshot();
    await status('submitted');
    expect((await openFile(reviewer, { id })).fileName).toBe('minutes.pdf');
    const stranger = await join(`Stranger ${towns}`, 'reviewer', null);
    expect(await refusedAs(openFile(stranger, { id }))).toBe('not-found');
    const uncited = await file();
    expect(await refusedAs(openFile(reviewer, { id: uncited.id }))).toBe('not-found');
    await status('returned');
    await unciteEvidence(home.contact, { citation });
    expect((await openFile(reviewer, { id })).fileName).toBe('minutes.pdf');
  });
});

describe('serving', () => {
  const stored = async (mediaType: string, fileName: string, content: string, bytes = content.length) => {
    const storageKey = crypto.randomUUID();
    await mkdir(path.dirname(pathOf(storageKey)), { recursive: true });
    await writeFile(pathOf(storageKey), content);
    const [id, townId, tag] = [crypto.randomUUID(), home.town.id, `"${crypto.randomUUID()}"`];
    return { id, townId, fileName, mediaType, bytes, storageKey, tag, missing: false };
  };
  const asked = (query = '', headers: Record<string, string> = {}) =>
    new Request(`https://portal.example/api/evidence/x${query}`, { headers });

  it('sends the bytes as something to save that can run nothing, whatever its name', async () => {
    const file = await stored('text/plain', 'Jürg’s "minutes" 100%.txt', 'hello');
    const response = await serveFile(file, asked('?preview'));
    expect(await response.text()).toBe('hello');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/plain',
      'content-disposition':
        'attachment; filename="J_rg_s _minutes_ 100_.txt"; filename*=UTF-8\'\'J%C3%BCrg%E2%80%99s%20%22minutes%22%20100%25.txt',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store, no-transform',
      'accept-ranges': 'bytes',
      etag: file.tag,
    });
  });

  it.each([
    'a"; filename="b.exe',
    'a\r\nset-cookie: x=y.pdf',
    '../../etc/passwd',
    'C:\\Windows\\a.pdf',
    'a;b=c%00.pdf',
    "it's (final) *.pdf",
    'Résumé – 計画 🌱.pdf',
    'half \ud83c.pdf',
    'gpj.\u202eexe.pdf',
  ])('gives %j back as one name, and as nothing else', (name) => {
    const value = disposition('attachment', name);
    expect(new Headers({ 'content-disposition': value }).get('content-disposition')).toBe(value);
    const parts = /^attachment; filename="([ !#-~]*)"; filename\*=UTF-8''([\w!#$&+.^`|~%-]*)$/.exec(value);
    expect(parts).not.toBeNull();
    expect(parts?.[1]).not.toMatch(/["\\%]/);
    expect(decodeURIComponent(parts?.[2] ?? '')).toBe(name.replace('\ud83c.', '_.'));
  });

  it.each([
    ['application/pdf', true, 'inline'],
    ['image/webp', true, 'inline'],
    ['application/pdf', false, 'attachment'],
    ['text/csv', true, 'attachment'],
  ])('%s, preview %s: %s', async (mediaType, preview, kind) => {
    const response = await serveFile(await stored(mediaType, 'a', 'x'), asked(preview ? '?preview' : ''));
    expect(response.headers.get('content-disposition')).toMatch(new RegExp(`^${kind};`));
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    await response.text();
  });

  it('sends every part that is asked for, byte for byte, whatever its beginning and end', async () => {
    const content = 'The minutes of the board.';
    const file = await stored('text/plain', 'a.txt', content);
    for (let start = 0; start < content.length; start += 3)
      for (let end = start; end < content.length + 2; end += 4) {
        const response = await serveFile(file, asked('', { range: `bytes=${start}-${end}` }));
        const last = Math.min(end, content.length - 1);
        expect([response.status, response.headers.get('content-range')]).toEqual([
          206,
          `bytes ${start}-${last}/${content.length}`,
        ]);
        expect(await response.text()).toBe(content.slice(start, last + 1));
      }
  });

  it.each([
    ['bytes=4-', 206, 'minutes of the board.'],
    ['bytes=-6', 206, 'board.'],
    ['bytes=-999', 206, 'The minutes of the board.'],
    ['Bytes= 0-2 ', 206, 'The'],
    ['bytes=25-', 416, null],
    ['bytes=-0', 416, null],
    // What is no range, several ranges, or none that means anything: the whole file, as if it had not been asked.
    ['bytes=5-2', 200, null],
    ['bytes=-', 200, null],
    ['bytes=0-1,3-4', 200, null],
    ['lines=0-1', 200, null],
    ['bytes=0x1-2', 200, null],
    ['bytes=1-99999999999999999999', 206, 'he minutes of the board.'],
    ['bytes=99999999999999999999-', 416, null],
  ])('%s: %d', async (range, status, part) => {
    const content = 'The minutes of the board.';
    const file = await stored('text/plain', 'a.txt', content);
    const response = await serveFile(file, asked('', { range }));
    expect(response.status).toBe(status);
    if (status === 416) expect(response.headers.get('content-range')).toBe('bytes */25');
    else expect(await response.text()).toBe(part ?? content);
  });

  it('goes on with a part only of the very bytes that were begun', async () => {
    const file = await stored('text/plain', 'a.txt', 'The minutes of the board.');
    const status = async (condition: string) =>
      (await serveFile(file, asked('', { range: 'bytes=1-2', 'if-range': condition }))).status;
    expect(await status(file.tag)).toBe(206);
    for (const other of ['"another"', `W/${file.tag}`, 'Mon, 01 Jan 2024 00:00:00 GMT'])
      expect(await status(other)).toBe(200);
  });

  it('has no part of an empty file', async () => {
    const file = await stored('text/plain', 'a.txt', '');
    expect(await (await serveFile(file, asked())).text()).toBe('');
    for (const range of ['bytes=0-', 'bytes=-1'])
      expect((await serveFile(file, asked('', { range }))).status).toBe(416);
  });

  it('says that bytes are gone or cut, instead of sending something else', async () => {
    const gone = { ...(await stored('text/plain', 'a.txt', 'x')), storageKey: crypto.randomUUID() };
    const cut = await stored('text/plain', 'a.txt', 'x', 2);
    for (const file of [gone, cut]) {
      const response = await serveFile(file, asked());
      expect(response.status).toBe(410);
      expect(await response.text()).toContain('Upload it again');
    }
  });
});
