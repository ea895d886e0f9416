import fs from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { inProject } from '@/scripts/paths.mjs';
import { makeAccessWorld, type AccessWorld } from '../support/access-world';
import { freshDatabase } from '../support/database';
import { startPortal, type Portal } from '../support/built-portal';
import { raw } from '../support/raw-request';
import { makeApplication } from '../support/world';
import { pages } from './matrix-pages';

/*
 * How much script each page brings, as it is sent to a browser of today: every file that its answer names. A page may not
 * weigh more than what is written here; one that became lighter may be written lower.
 */

await freshDatabase();
let portal: Portal;
let world: AccessWorld;

beforeAll(async () => {
  portal = await startPortal();
  world = await makeAccessWorld(portal);
});

/** What browsers say they unpack. */
const everything = 'gzip, deflate, br, zstd';
const sizes = new Map<string, Promise<number>>();
const weigh = (file: string): Promise<number> => {
  if (!sizes.has(file))
    sizes.set(
      file,
      raw(portal, `/_next/${file}`, { headers: { 'accept-encoding': everything } }).then(
        (answer) => answer.content.length,
      ),
    );
  return sizes.get(file)!;
};

/** Kilobytes of script of a page, or null for whom it is not open. Old browsers’ own file, which no other loads, does not count. */
async function scriptOf(path: string, cookie: string | undefined): Promise<number | null> {
  const { status, text } = await raw(portal, path, { headers: cookie ? { cookie } : {} });
  if (status !== 200) return null;
  const html = text.replace(/<script [^>]*noModule[^>]*>/g, '');
  const files = new Set(html.match(/static\/chunks\/[\w.-]+\.js/g));
  const weights = await Promise.all([...files].map(weigh));
  return weights.reduce((sum, size) => sum + size, 0) / 1000;
}

/**
 * What a page may bring, in kilobytes: what it brought when it was last weighed, and at most one more. The framework alone is
 * 117 of them. What is promised is 138 for pages that anybody reads, and 150 behind the gate; a page that needs more than
 * its like is named, with what it weighs for.
 */
const [forAnybody, behindTheGate] = [118, 129];
const budgets: Record<string, number> = {
  // Printing, and copying the address.
  '/towns/[slug]': 119,
  // Forms that say what is wrong without leaving the page.
  '/join/[token]': 122,
  '/email/[token]': 122,
  '/unsubscribe/[token]': 121,
  '/reset': 122,
  '/reset/[token]': 122,
  '/sign-in': 121.5,
  '/sign-in/code': 122,
  '/sign-in/set-up': 122.5,
  // React Hook Form, saving, the device's memory, points that move while one types, three ways to add evidence.
  '/applications/[id]/[action]': 156,
};
/** The same for reviewers and coordinators, where their side of a page is another. */
const staffBudgets: Record<string, number> = { '/applications/[id]/[action]': 130 };
const open = [...Object.keys(pages)].filter((route) => fs.existsSync(inProject('app', '(public)', route, 'page.tsx')));
const readers = ['anonymous', 'contact', 'assigned', 'coordinator', 'half way'] as const;
const isStaff = (who: (typeof readers)[number]) => who === 'assigned' || who === 'coordinator';

test.each(Object.entries(pages))('%s brings no more script than it may', async (route, { at }) => {
  // What there is only after a decision is weighed there.
  const paths = [at(world.subjects.returned, world), at(world.subjects.decided, world)];
  const most = budgets[route] ?? (open.includes(route) ? forAnybody : behindTheGate);
  const all = await Promise.all(
    readers.flatMap((who) =>
      paths.map(async (path) => ({
        who,
        path,
        may: (isStaff(who) && staffBudgets[route]) || most,
        weight: await scriptOf(path, world.cookies[who]),
      })),
    ),
  );
  const weighed = all.flatMap(({ weight, ...of }) => (weight === null ? [] : [{ ...of, weight }]));
  expect(weighed.filter(({ weight, may }) => weight > may)).toEqual([]);
  // Nothing was weighed where the framework is not among it.
  expect(weighed).not.toEqual([]);
  expect(Math.min(...weighed.map(({ weight }) => weight))).toBeGreaterThan(110);
});

test('the heaviest step, with a list of rows, brings no more than 159 kB', async () => {
  const workforce = 'municipal-workforce-homelessness';
  const { id } = await makeApplication(world.world, { actions: [workforce] });
  const weight = await scriptOf(`/applications/${id}/${workforce}?step=1b`, world.cookies.contact);
  expect(weight).toBeGreaterThan(130);
  expect(weight).toBeLessThanOrEqual(159);
});

test('a reviewer’s desk brings nothing of the form, and no more than 136 kB', async () => {
  const at = pages['/applications/[id]/[action]']!.at(world.subjects.submitted, world);
  expect(await scriptOf(at, world.cookies.assigned)).toBeLessThanOrEqual(136);
});

test('a step that a town only reads brings nothing of its form', async () => {
  const at = pages['/applications/[id]/[action]']!.at(world.subjects.decided, world);
  expect(await scriptOf(at, world.cookies.contact)).toBeLessThanOrEqual(behindTheGate);
});

describe('a file of the build', () => {
  const build = inProject('.next', 'static');
  const listed = fs.readdirSync(build, { recursive: true, encoding: 'utf8' });
  const largest = listed
    .filter((name) => /^chunks\/[\w.-]+\.js$/.test(name))
    .sort((one, other) => fs.statSync(path.join(build, other)).size - fs.statSync(path.join(build, one)).size)[0]!;
  const address = `/_next/static/${largest}`;
  const content = fs.readFileSync(path.join(build, largest));
  const packed = fs.readFileSync(path.join(build, 'br', largest));
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    raw(portal, path, { method, headers: { 'accept-encoding': everything, ...headers } });

  test('that is text is packed beforehand, and unpacks to itself', () => {
    const text = listed.filter((name) => !name.startsWith('br') && /\.(css|m?js|svg)$/.test(name));
    expect(text.length).toBeGreaterThan(20);
    const unlike = text.filter((name) => {
      const unpacked = brotliDecompressSync(fs.readFileSync(path.join(build, 'br', name)));
      return !unpacked.equals(fs.readFileSync(path.join(build, name)));
    });
    expect(unlike).toEqual([]);
  });

  test.each([
    [everything, 'br', brotliDecompressSync],
    ['gzip;q=1.0, BR;q=0.5', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['gzip, br;q=0', 'gzip', gunzipSync],
    ['identity', undefined, Buffer.from],
  ])('asked for with %j is sent as %s', async (accepted, packing, unpack) => {
    for (const method of ['GET', 'HEAD']) {
      const answer = await ask(address, { 'accept-encoding': accepted }, method);
      expect([method, answer.status, answer.headers]).toMatchObject([
        method,
        200,
        {
          'content-type': 'application/javascript; charset=UTF-8',
          'cache-control': 'public, max-age=31536000, immutable',
          etag: expect.stringMatching(/^W\/"/),
          vary: expect.stringMatching(/^accept-encoding$/i),
        },
      ]);
      if (method === 'GET') {
        expect(answer.headers['content-encoding']).toBe(packing);
        expect(unpack(answer.content).equals(content)).toBe(true);
      }
      if (packing === 'br')
        expect(answer.headers).toMatchObject({ 'content-encoding': 'br', 'content-length': `${packed.length}` });
    }
  });

  test('that was packed already goes out as it is', async () => {
    const font = listed.find((name) => name.endsWith('.woff2'))!;
    const answer = await ask(`/_next/static/${font.replaceAll(path.sep, '/')}`);
    expect([answer.status, answer.headers['content-encoding']]).toEqual([200, undefined]);
    expect(answer.content.equals(fs.readFileSync(path.join(build, font)))).toBe(true);
  });

  test('is not sent again, nor taken for what is packed otherwise', async () => {
    const { etag } = (await ask(address)).headers;
    const again = await ask(address, { 'if-none-match': etag! });
    expect([again.status, again.headers.vary, again.content.length]).toEqual([304, 'Accept-Encoding', 0]);
    expect(await ask(address, { 'if-none-match': etag!, 'accept-encoding': 'gzip' })).toMatchObject({ status: 200 });
  });

  test('is sent in parts of what is packed', async () => {
    const part = await ask(address, { range: 'bytes=100-299' });
    expect([part.status, part.headers['content-range'], part.headers['content-encoding']]).toEqual([
      206,
      `bytes 100-299/${packed.length}`,
      'br',
    ]);
    expect(part.content.equals(packed.subarray(100, 300))).toBe(true);
  });

  test.each<[string, string, number]>([
    ['a name there is not', '/_next/static/chunks/nothing.js', 404],
    ['a packed name there is not', '/_next/static/br/chunks/nothing.js', 404],
    ['the folder of what is packed', '/_next/static/br/chunks', 404],
    ['more than its name', `${address}/x`, 404],
    ['a long name', `/_next/static/chunks/${'a'.repeat(8000)}.js`, 404],
    ['a name that goes on after nothing', `${address}%00.js`, 404],
    ['two slashes', address.replace('/chunks', '//chunks'), 308],
    ['two slashes at the front', `/${address}`, 308],
    ...['..', '%2e%2e', '..%2f..', 'br/../..', 'br/%2e%2e/%2e%2e', 'br/..%2f..', '..%5c..', '%252e%252e'].map(
      (up): [string, string, number] => [`a way out by ${up}`, `/_next/static/${up}/BUILD_ID`, 404],
    ),
  ])('has none beside it: %s', async (_what, path, status) => {
    const answer = await ask(path);
    expect([answer.status, answer.headers['content-encoding'] === 'br']).toEqual([status, false]);
    expect(answer.text).not.toBe(fs.readFileSync(inProject('.next', 'BUILD_ID'), 'utf8'));
  });

  test('asked for in a way that cannot be is answered in words, which are not packed as it is', async () => {
    for (const [headers, method] of [
      [{ range: 'bytes=99999999-' }, 'GET'],
      [{ 'if-match': '"another"' }, 'GET'],
      [{}, 'POST'],
    ] as const) {
      const [answer, unpacked] = [
        await ask(address, headers, method),
        await ask(address, { ...headers, 'accept-encoding': 'identity' }, method),
      ];
      expect(answer.status).toBe(unpacked.status);
      expect(answer.headers['content-encoding']).toBeUndefined();
      expect(answer.text).toBe(unpacked.text);
    }
  });
});

test('the library of schemas stays on the server', () => {
  const folder = inProject('.next', 'static', 'chunks');
  const scripts = fs.readdirSync(folder).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(0);
  // zod keeps what it knows of a schema under this name.
  expect(scripts.filter((name) => fs.readFileSync(`${folder}/${name}`, 'utf8').includes('_zod'))).toEqual([]);
});
