import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { goBack, sitePath } from '@/app/api/evidence/go-back';
import type { Person } from '@/lib/access/actor';
import { publicActor } from '@/lib/auth';
import { Refusal } from '@/lib/errors';
import { receiveUpload, type UploadOutcome } from '@/lib/services/evidence/receive-upload';
import { tidyName } from '@/lib/services/evidence/take-file';
import { pathOf } from '@/lib/storage/files';
import { pdfOf } from '@/tests/support/containers';
import { freshDatabase } from '@/tests/support/database';
import { join, multipart, posting, publish, settle, type Part } from '@/tests/support/evidence-world';
import { prisma } from '../support/owner';

await freshDatabase();

type Home = Awaited<ReturnType<typeof settle>>;
let cycle: Awaited<ReturnType<typeof publish>>;
let home: Home;
let other: Home;

beforeAll(async () => {
  cycle = await publish();
  other = await settle('Harrow Mills', cycle);
});
let towns = 0;
beforeEach(async () => {
  towns += 1;
  home = await settle(`Aldbrook ${towns}`, cycle);
  await rm(process.env.STORAGE_DIR ?? '', { recursive: true, force: true });
  await mkdir(process.env.STORAGE_DIR ?? '', { recursive: true });
});

const storage = async (): Promise<string[]> => {
  const all = await readdir(process.env.STORAGE_DIR ?? '', { recursive: true, withFileTypes: true }).catch(() => []);
  return all.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
};
const field = (name: string, content: string): Part => ({ name, content });
const file = (name: string, content: string | Buffer): Part => ({ name: 'file', file: name, content });
const town = () => field('town', home.town.id);
const place = () => [field('submission', home.submission.id), field('step', '1a'), field('slot', 'screenshot')];

const upload = async (parts: Part[], actor: Person = home.contact) =>
  (await receiveUpload(actor, posting(multipart(parts)))).outcomes;
const one = async (parts: Part[], actor?: Person): Promise<UploadOutcome> => {
  const [outcome] = await upload(parts, actor);
  if (!outcome) throw new Error('No outcome');
  return outcome;
};
const codes = (outcomes: UploadOutcome[]) => outcomes.map((o) => (o.ok ? 'taken' : o.reasons[0]?.code));
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw new Error(`No refusal but ${String(error)}`);
  return error;
};

describe('an upload', () => {
  it('keeps the very bytes, their count and hash, under a random name', async () => {
    const bytes = pdfOf([{ dictionary: '', stream: randomBytes(3_000_000) }]);
    const outcome = await one([town(), file('../../Minutes of Jüne.pdf', bytes)]);
    if (!outcome.ok) throw new Error(outcome.reasons[0]?.message);
    const row = await prisma().evidence.findUniqueOrThrow({ where: { id: outcome.evidence } });
    expect(row).toMatchObject({
      title: 'Minutes of Jüne',
      fileName: 'Minutes of Jüne.pdf',
      mediaType: 'application/pdf',
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      addedById: home.contact.id,
    });
    expect(await storage()).toEqual([pathOf(row.storageKey ?? '')]);
    expect((await readFile(pathOf(row.storageKey ?? ''))).equals(bytes)).toBe(true);
    expect(pathOf(row.storageKey ?? '')).not.toContain('Minutes');
  });

  it('is cited at once where a place is named', async () => {
    const outcome = await one([town(), ...place(), field('pinpoint', 'top'), file('a.txt', 'x')]);
    expect(outcome).toMatchObject({ ok: true, reused: false, cited: { application: home.application.id } });
    expect(await prisma().citation.count({ where: { submissionId: home.submission.id, pinpoint: 'top' } })).toBe(1);
  });

  it('reuses the same bytes in the same library, and not in another', async () => {
    const first = await one([town(), file('a.txt', 'the same')]);
    const again = await one([town(), ...place(), file('b.txt', 'the same')]);
    expect(again).toMatchObject({ ok: true, reused: true, evidence: first.ok && first.evidence });
    expect(await storage()).toHaveLength(1);
    const elsewhere = await one([field('town', other.town.id), file('a.txt', 'the same')], other.contact);
    expect(elsewhere).toMatchObject({ ok: true, reused: false });
  });

  it('sent twice at the same moment is one piece of evidence', async () => {
    const both = await Promise.all([1, 2].map(() => one([town(), file('a.txt', 'at once')])));
    expect(new Set(both.map((o) => o.ok && o.evidence)).size).toBe(1);
    expect(await storage()).toHaveLength(1);
  });

  it('mends a piece of evidence whose bytes were lost', async () => {
    const first = await one([town(), file('a.txt', 'lost')]);
    for (const lost of await storage()) await rm(lost);
    expect(await one([town(), file('a.txt', 'lost')])).toMatchObject({ reused: true });
    const row = await prisma().evidence.findUniqueOrThrow({ where: { id: (first.ok && first.evidence) || '' } });
    expect(await storage()).toEqual([pathOf(row.storageKey ?? '')]);
  });

  it('of several files takes the good ones and says what is wrong with the others', async () => {
    const outcomes = await upload([
      town(),
      file('a.txt', 'x'),
      file('b.exe', 'x'),
      file('c.txt', ''),
      file('d.csv', 'a,b'),
    ]);
    expect(codes(outcomes)).toEqual(['taken', 'wrong-kind', 'empty', 'taken']);
    expect(await storage()).toHaveLength(2);
  });
});

describe('size', () => {
  const sized = (bytes: number) => file('big.txt', Buffer.alloc(bytes, 'a'));

  it.each([
    [0, 'empty'],
    [1, 'taken'],
    [26_214_400, 'taken'],
    [26_214_401, 'too-large'],
    [Math.round(25.1 * 1024 * 1024), 'too-large'],
  ])('%i bytes: %s', async (bytes, code) => {
    expect(codes(await upload([town(), sized(bytes)]))).toEqual([code]);
    expect(await storage()).toHaveLength(code === 'taken' ? 1 : 0);
  });

  it('stops a body that goes on for ever, whatever it says of its length', async () => {
    const chunk = new Uint8Array(1024 * 1024).fill(97);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      start: (to) => to.enqueue(new Uint8Array(multipart([town()]).subarray(0, -19))),
      pull(to) {
        if (sent === 0)
          to.enqueue(
            new TextEncoder().encode(
              '--x-green-x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n',
            ),
          );
        sent += 1;
        to.enqueue(chunk);
      },
    });
    const refused = await refusal(receiveUpload(home.contact, posting(endless), 1));
    expect(refused.reasons[0]?.code).toBe('too-large');
    expect(sent).toBeLessThan(30);
    expect(await storage()).toEqual([]);
  });
});

describe('a connection that is cut', () => {
  it.each([0.1, 0.5, 0.99])('leaves nothing behind, at %d of the body', async (share) => {
    const body = multipart([town(), file('a.txt', Buffer.alloc(2_000_000, 'a'))]);
    const part = body.subarray(0, Math.floor(body.length * share));
    const broken = new ReadableStream<Uint8Array>({
      start(to) {
        to.enqueue(new Uint8Array(part));
      },
      pull: (to) => to.error(new Error('ECONNRESET')),
    });
    expect((await refusal(receiveUpload(home.contact, posting(broken)))).code).toBe('invalid');
    expect(await storage()).toEqual([]);
    expect(await prisma().evidence.count({ where: { townId: home.town.id } })).toBe(0);
  });

  it('leaves nothing behind when it just ends early, or falls silent and is aborted', async () => {
    const body = multipart([town(), file('a.txt', Buffer.alloc(2_000_000, 'a'))]);
    await refusal(receiveUpload(home.contact, posting(body.subarray(0, 1_000_000))));
    const abort = new AbortController();
    const silent = new ReadableStream<Uint8Array>({
      start: (to) => to.enqueue(new Uint8Array(body.subarray(0, 1_000_000))),
      pull: () => abort.abort(),
    });
    await refusal(receiveUpload(home.contact, posting(silent, undefined, abort.signal)));
    expect(await storage()).toEqual([]);
  });
});

describe('rights and forms', () => {
  it('refuses before storing: the public, other towns, viewers, locked applications', async () => {
    const viewer = await join(`Viewer ${towns}`, 'viewer', home.town.id);
    const sent = () => posting(multipart([town(), ...place(), file('a.txt', 'x')]));
    for (const [actor, code] of [
      [publicActor, 'not-found'],
      [other.contact, 'not-found'],
      [viewer, 'forbidden'],
    ] as const) {
      const [outcome] = (await receiveUpload(actor, sent())).outcomes;
      expect(outcome?.ok === false && outcome.refusal.code).toBe(code);
    }
    await prisma().application.update({ where: { id: home.application.id }, data: { status: 'submitted' } });
    const [outcome] = await upload([town(), ...place(), file('a.txt', 'x')]);
    expect(outcome?.ok === false && outcome.refusal.code).toBe('forbidden');
    expect(await storage()).toEqual([]);
  });

  it.each([
    ['no town', () => [file('a.txt', 'x')]],
    ['the file before the town', () => [file('a.txt', 'x'), town()]],
    ['an unknown field', () => [town(), field('status', 'approved'), file('a.txt', 'x')]],
    ['half a place', () => [town(), field('step', '1a'), file('a.txt', 'x')]],
    ['a title with a NUL in it', () => [town(), field('title', 'a\0b'), file('a.txt', 'x')]],
    ['another file field', () => [town(), { ...file('a.txt', 'x'), name: 'other' }]],
  ])('refuses a form with %s', async (_what, parts) => {
    expect(codes(await upload(parts()))[0]).not.toBe('taken');
    expect(await storage()).toEqual([]);
  });

  it('refuses a form without a file, and a body that is none', async () => {
    expect((await refusal(upload([town()]))).message).toContain('Choose a file');
    expect(codes(await upload([town(), file('', '')]))).toEqual(['invalid']);
    expect((await refusal(receiveUpload(home.contact, posting(Buffer.from('nonsense'))))).code).toBe('invalid');
  });

  it('asks before it keeps what looks like a list of people', async () => {
    const list = file('guests.csv', 'First name,Last name,DOB\nAda,Ames,1980-02-03\n');
    expect(codes(await upload([town(), list]))).toEqual(['names-people']);
    expect(await storage()).toEqual([]);
    const outcome = await one([town(), field('acknowledgedPeople', 'on'), list]);
    const row = await prisma().evidence.findUniqueOrThrow({ where: { id: (outcome.ok && outcome.evidence) || '' } });
    expect(row.acknowledgedPeople).toBe(true);
  });
});

describe('names', () => {
  it.each([
    ['C:\\docs\\a.pdf', 'a.pdf'],
    ['../../etc/a.txt', 'a.txt'],
    ['a\u202efdp.txt', 'afdp.txt'],
    ['a\r\nb.txt', 'ab.txt'],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(140)}.pdf`],
    ['..', '..'],
  ])('%j becomes %j', (name, tidy) => {
    expect(tidyName(name)).toBe(tidy);
  });
});

describe('the way back of a plain form', () => {
  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '',
    null,
  ])('%j is no page of ours', (address) => {
    expect(sitePath(address)).toBeNull();
  });

  it('returns to the page with what became of the files', () => {
    const request = new Request('http://localhost:3000/api/evidence');
    const large = new Refusal('invalid', [{ code: 'too-large', message: '' }]);
    const response = goBack(request, '/applications/1/2?step=1a#x', [
      { ok: true, name: 'a', evidence: '1', town: '2', reused: true, cited: null },
      { ok: false, name: 'b', reasons: large.reasons, refusal: large },
    ]);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/applications/1/2?step=1a&upload=reused.too-large#x');
  });
});
