import fs from 'node:fs';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { inProject } from '@/scripts/paths.mjs';
import { makeAccessWorld, type AccessWorld } from '../support/access-world';
import { freshDatabase } from '../support/database';
import { startPortal, type Portal } from '../support/built-portal';
import { raw, type RawAnswer } from '../support/raw-request';
import { pages, routes } from './matrix-pages';

/*
 * The headers of every route and every status: a policy with a nonce of its own on each page, nothing at all to be run by
 * anything else, and what keeps other sites out.
 */

await freshDatabase();
let portal: Portal;
let world: AccessWorld;

beforeAll(async () => {
  portal = await startPortal();
  world = await makeAccessWorld(portal);
});

const common = {
  'x-content-type-options': 'nosniff',
  'permissions-policy': expect.stringContaining('camera=(), microphone=(), geolocation=()'),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': expect.stringMatching(/^(strict-origin-when-cross-origin|no-referrer)$/),
};
const told = ['x-powered-by', 'server', 'access-control-allow-origin'];

function expectCommon({ headers }: RawAnswer): void {
  expect(headers).toMatchObject(common);
  expect(told.filter((name) => name in headers)).toEqual([]);
}

const nonceOf = ({ headers }: RawAnswer): string =>
  /script-src 'self' 'nonce-([A-Za-z0-9+/]{22}==)' 'strict-dynamic'(;|$)/.exec(
    String(headers['content-security-policy']),
  )?.[1] ?? 'none';

/** A page: its policy, and that all of its scripts and styles keep to it. */
function expectPage(answer: RawAnswer): void {
  expectCommon(answer);
  const nonce = nonceOf(answer);
  const policy = String(answer.headers['content-security-policy']).split('; ');
  expect(policy).toEqual([
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]);
  const tags = answer.text.match(/<(script|style)\b[^>]*>/g) ?? [];
  expect(tags.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
  expect(answer.text.match(/<[a-z][^>]*\s(style|on[a-z]+)=["'][^>]*>/gi) ?? []).toEqual([]);
  expect(answer.headers['cache-control']).toContain('no-store');
  // A password is not shown as it is typed, and password managers know which one is meant.
  const typed =
    /type="password".*autocomplete="(current|new)-password"|autocomplete="(current|new)-password".*type="password"/i;
  const passwords = (answer.text.match(/<input\b[^>]*>/g) ?? []).filter((tag) => /name="\w*password"/i.test(tag));
  expect(passwords.filter((tag) => !typed.test(tag) && !tag.includes('type="hidden"'))).toEqual([]);
}

/** An answer that is no page: it may run and load nothing. */
function expectClosed(answer: RawAnswer): void {
  expectCommon(answer);
  expect(answer.headers['content-security-policy']).toBe(
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox",
  );
}

const get = (path: string, who: keyof AccessWorld['cookies'] = 'anonymous', headers: Record<string, string> = {}) => {
  const cookie = world.cookies[who];
  return raw(portal, path, { headers: { ...(cookie ? { cookie } : {}), ...headers } });
};

describe('pages', () => {
  test.each(Object.entries(pages))('%s, let in, signed out and refused', async (_route, { at }) => {
    const path = at(world.subjects.submitted, world);
    for (const who of ['contact', 'anonymous', 'other town', 'coordinator'] as const) expectPage(await get(path, who));
  });

  test('whose address holds a secret tell it to no other site', async () => {
    const secret = Object.entries(pages).filter(([route]) => route.includes('[token]'));
    expect(secret.map(([route]) => route)).toHaveLength(4);
    for (const [route, { at }] of secret) {
      const { text } = await get(at(world.subjects.submitted, world));
      expect([route, text]).toEqual([route, expect.stringContaining('<meta name="referrer" content="same-origin"/>')]);
    }
  });

  test('an address without a page', async () => {
    for (const path of [
      '/nowhere',
      '/actions/nothing',
      '/towns/nowhere',
      '/applications/not-an-id',
      '/%ff',
      '/index.php',
      // Nothing of the folder the server runs in, and no service that draws pictures anew.
      '/.env',
      '/.git/config',
      '/.data/portal.password',
      '/.next/BUILD_ID',
      '/package.json',
      '/next.config.js',
      '/prisma/schema.prisma',
      '/lib/env.ts',
      '/_next/image?url=%2Ffavicon.ico&w=64&q=75',
    ]) {
      const answer = await get(path, 'contact');
      expect([path, [404, 400].includes(answer.status)]).toEqual([path, true]);
      expectPage(answer);
    }
  });

  test('the nonce is another one each time, and not one the browser sent', async () => {
    const sent = "script-src 'nonce-AAAAAAAAAAAAAAAAAAAAAA=='";
    const nonces = [];
    for (const path of ['/', '/', '/sign-in', '/nowhere', `/applications/${world.subjects.draft.application}`]) {
      const answer = await get(path, 'contact', {
        'content-security-policy': sent,
        'content-security-policy-report-only': sent,
        'x-nonce': 'AAAAAAAAAAAAAAAAAAAAAA==',
      });
      expect(answer.text).not.toContain('AAAAAAAAAAAAAAAAAAAAAA==');
      nonces.push(nonceOf(answer));
    }
    expect(new Set(nonces).size).toBe(nonces.length);
    expect(nonces).not.toContain('none');
  });

  test('a form that is too large, and one that cannot be read', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: portal.address };
    const large = await raw(portal, '/sign-in', { method: 'POST', headers, body: Buffer.alloc(1_100_000, 'a') });
    expect(large.status).toBe(413);
    expectPage({ ...large, headers: { ...large.headers, 'cache-control': 'no-store' } });
  });

  test.each([
    ['/sign-in/', '/sign-in'],
    ['/api/evidence/', '/api/evidence'],
    ['//sign-in', '/sign-in'],
    ['/towns//aldbrook/', '/towns/aldbrook/'],
  ])('a redirect from %s to a tidier address is closed, and carries no page', async (path, tidier) => {
    const answer = await get(path);
    expect([answer.status, answer.headers.location, answer.text]).toEqual([308, tidier, tidier]);
    expectClosed(answer);
  });
});

describe('route handlers', () => {
  const read = Object.entries(routes).filter(([route]) => route.startsWith('GET '));
  test.each(read)('%s, let in, signed out and refused', async (_route, { at }) => {
    for (const who of ['contact', 'anonymous', 'other town', 'coordinator'] as const) {
      const answer = await get(at(world.subjects.submitted, world), who);
      expectClosed(answer);
      expect(answer.headers['cache-control']).toMatch(/no-store/);
      // A redirect to a page has no content, and says no type.
      expect(answer.headers['content-type'] ?? '').not.toContain('html');
    }
  });

  test('a post that is refused, and an address without a route', async () => {
    const post = (path: string, method: string) =>
      raw(portal, path, { method, headers: { origin: 'https://elsewhere.example' } });
    for (const answer of [await post('/api/evidence', 'POST'), await post('/api/answers/x', 'PUT')]) {
      expect(answer.status).toBe(403);
      expectClosed(answer);
      expect(answer.headers['cache-control']).toBe('no-store');
    }
    expectClosed(await get('/api/nothing'));
    expectClosed(await post('/api/export/board', 'DELETE'));
  });

  test('a file of a library is saved, and never a page of this site', async () => {
    for (const query of ['', '?preview']) {
      const answer = await get(`/api/evidence/${world.subjects.submitted.evidence}${query}`, 'contact');
      expect(answer.status).toBe(200);
      expectClosed(answer);
      expect(answer.headers).toMatchObject({ 'content-disposition': expect.stringMatching(/^attachment; filename=/) });
    }
  });
});

test('TRACE is answered with nothing of the request', async () => {
  const answer = await raw(portal, '/', { method: 'TRACE', headers: { 'x-secret': 'not to be sent back' } });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.text).not.toContain('not to be sent back');
});

test('the build’s own files', async () => {
  const [chunk] = fs.readdirSync(inProject('.next', 'static', 'chunks')).filter((name) => name.endsWith('.js'));
  for (const path of [`/_next/static/chunks/${chunk}`, '/_next/static/chunks/nothing.js'])
    for (const accepted of ['identity', 'gzip', 'br']) {
      const answer = await get(path, 'anonymous', { 'accept-encoding': accepted });
      expectCommon(answer);
      expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'; frame-ancestors 'none'/);
    }
  for (const folder of ['/_next/static', '/_next/static/chunks', '/_next/static/..%2fBUILD_ID'])
    expect([folder, (await get(folder)).status]).toEqual([folder, 404]);
  for (const path of ['/favicon.ico', '/icon.svg']) expectClosed(await get(path));
});

describe('over TLS', () => {
  let behind: Portal;
  const year = /^max-age=(\d{8,}); includeSubDomains$/;
  beforeAll(async () => {
    const address = 'https://certify.example.org';
    behind = await startPortal({ variables: { BASE_URL: address, NEXTAUTH_URL: address } });
  });

  test('pages ask browsers to stay there, and to fetch nothing without', async () => {
    for (const path of ['/', '/sign-in', '/nowhere', '/home']) {
      const { headers } = await raw(behind, path);
      expect(headers['strict-transport-security']).toMatch(year);
      expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
    }
  });

  test('so does everything else that a server in front says came that way', async () => {
    for (const path of ['/api/healthz', '/api/evidence', '/favicon.ico', '/', '/sign-in/'])
      expect((await raw(behind, path, { headers: { 'x-forwarded-proto': 'https' } })).headers).toMatchObject({
        'strict-transport-security': expect.stringMatching(year),
      });
  });

  test('without TLS nothing of the kind is said', async () => {
    for (const path of ['/', '/api/healthz'])
      expect(await get(path)).not.toHaveProperty('headers.strict-transport-security');
  });
});

test('when the database is in trouble: the page for a fault, and what is not ready', async () => {
  const client = new pg.Client({ connectionString: process.env.OWNER_DATABASE_URL ?? process.env.DATABASE_URL });
  await client.connect();
  await client.query('alter table rulebooks rename to rulebooks_away');
  await client.query('alter table _prisma_migrations rename to migrations_away');
  try {
    const fault = await get('/how-it-works');
    expect(fault.status).toBe(500);
    expectPage(fault);
    // Readable as it is: no script has to draw it.
    expect(fault.text).toContain(`Reference <b class="num">${fault.headers['x-request-id'] as string}</b>`);
    expect(fault.text).toMatch(/<link rel="stylesheet" href="\/_next\/static\/chunks\/[\w.-]+\.css">/);
    const ready = await get('/readyz');
    expect(ready.status).toBe(503);
    expectClosed(ready);
  } finally {
    await client.query('alter table rulebooks_away rename to rulebooks');
    await client.query('alter table migrations_away rename to _prisma_migrations');
    await client.end();
  }
});
