import { beforeAll, describe, expect, test } from 'vitest';
import { makeAccessWorld, type AccessWorld, type Who } from '../support/access-world';
import { builtCommands, post } from '../support/commands';
import { freshDatabase } from '../support/database';
import { startPortal, type Portal } from '../support/built-portal';
import { raw } from '../support/raw-request';
import { leaksOf, type Leaks } from '../support/secrets';
import { expectedOf } from './matrix';
import { commands } from './matrix-commands';
import { pages } from './matrix-pages';
import { prisma } from '../support/owner';

/*
 * Ways of skipping the proxy, or of making the portal think of another request than the one it got: whichever is tried,
 * pages that are closed to somebody tell them nothing, and commands do nothing.
 */

type Trick = { path?: (path: string) => string; headers?: (path: string) => Record<string, string>; method?: string };

const repeated = (name: string) => Array.from({ length: 6 }, () => name).join(':');
const tree = encodeURIComponent(
  JSON.stringify(['', { children: ['(portal)', { children: ['home', {}] }] }, null, null]),
);
/** Capitals where a path has letters, but not in ids, which differ by no case. */
const shouting = (path: string) => path.replace(/^\/[a-z]+/, (first) => first.toUpperCase());
const headers = (given: Record<string, string>): Trick => ({ headers: () => given });

const tricks: Record<string, Trick> = {
  'nothing at all': {},
  'the RSC header': headers({ rsc: '1' }),
  'RSC and a state tree': headers({ rsc: '1', 'next-router-state-tree': tree }),
  '?_rsc=': { path: (path) => `${path}${path.includes('?') ? '&' : '?'}_rsc=1a2b3`, headers: () => ({ rsc: '1' }) },
  'a prefetch': headers({ rsc: '1', 'next-router-prefetch': '1' }),
  'a prefetch of a segment': headers({
    rsc: '1',
    'next-router-prefetch': '1',
    'next-router-segment-prefetch': '/_tree',
  }),
  'purpose: prefetch': headers({ purpose: 'prefetch', 'x-purpose': 'preview' }),
  'x-middleware-prefetch': headers({ 'x-middleware-prefetch': '1' }),
  'x-middleware-subrequest': headers({ 'x-middleware-subrequest': '1' }),
  'x-middleware-subrequest of middleware': headers({ 'x-middleware-subrequest': repeated('middleware') }),
  'x-middleware-subrequest of src/middleware': headers({ 'x-middleware-subrequest': repeated('src/middleware') }),
  'x-middleware-subrequest of proxy': headers({ 'x-middleware-subrequest': repeated('proxy') }),
  'x-middleware-subrequest of pages': headers({ 'x-middleware-subrequest': repeated('pages/_middleware') }),
  'x-middleware-rewrite': { headers: (path) => ({ 'x-middleware-rewrite': path, 'x-middleware-next': '1' }) },
  'x-middleware-override-headers': headers({
    'x-middleware-override-headers': 'cookie',
    'x-middleware-request-cookie': 'a=b',
  }),
  'x-nextjs-data': headers({ 'x-nextjs-data': '1' }),
  '/_next/data/': { path: (path) => `/_next/data/build/${path.slice(1).split('?')[0]}.json` },
  'the .rsc ending': { path: (path) => path.replace(/(\?|$)/, '.rsc$1'), headers: () => ({ rsc: '1' }) },
  'x-matched-path and x-invoke-path': {
    headers: (path) => ({ 'x-matched-path': path, 'x-invoke-path': path, 'x-invoke-status': '200' }),
  },
  'x-now-route-matches': headers({ 'x-now-route-matches': '1=home', 'x-vercel-id': '1' }),
  'x-original-url': { path: () => '/', headers: (path) => ({ 'x-original-url': path, 'x-rewrite-url': path }) },
  'x-forwarded-host': headers({ 'x-forwarded-host': 'certify.example.org', 'x-forwarded-proto': 'https' }),
  'x-forwarded-for itself': headers({ 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1' }),
  'an encoded slash': { path: (path) => path.replace(/(?<=.)\//, '%2f') },
  'an encoded letter': {
    path: (path) => path.replace(/^\/(.)/, (_, first: string) => `/%${first.charCodeAt(0).toString(16)}`),
  },
  'a doubled slash': { path: (path) => `/${path}` },
  'a doubled slash inside': { path: (path) => path.replace(/(?<=.)\//, '//') },
  'a backslash': { path: (path) => path.replace(/(?<=.)\//, '\\') },
  'a dot segment': { path: (path) => `/towns/..${path}` },
  'an encoded dot segment': { path: (path) => `/towns/%2e%2e${path}` },
  'capital letters': { path: shouting },
  'a trailing dot': { path: (path) => path.replace(/(\?|$)/, '.$1') },
  'a trailing slash': { path: (path) => path.replace(/(\?|$)/, '/$1') },
  'a parameter after ;': { path: (path) => path.replace(/(\?|$)/, ';a=b$1') },
  'a NUL': { path: (path) => path.replace(/(\?|$)/, '%00$1') },
  'the address as a whole': { path: (path) => `http://localhost${path}` },
  'another method by header': headers({ 'x-http-method-override': 'PUT', 'x-method-override': 'PUT' }),
  HEAD: { method: 'HEAD' },
  OPTIONS: { method: 'OPTIONS' },
};

const outsiders = ['anonymous', 'other town', 'ended'] as const satisfies readonly Who[];

await freshDatabase();
let portal: Portal;
let world: AccessWorld;
let leaks: Leaks;

beforeAll(async () => {
  portal = await startPortal();
  world = await makeAccessWorld(portal);
  leaks = await leaksOf(world);
});

/** The pages that are closed to somebody, with their addresses. */
const closed = (who: Who) =>
  Object.values(pages)
    .filter(({ rows }) => expectedOf(rows).some(({ state, words }) => state === 'submitted' && words[who] !== 'ok'))
    .map(({ at }) => at(world.subjects.submitted, world));

const secretText = /What Aldbrook did|What Harrow Mills keeps|Minutes submitted/;

async function ask(trick: Trick, path: string, who: Who) {
  const cookie = world.cookies[who];
  const asked = trick.path?.(path) ?? path;
  const given = { ...(cookie ? { cookie } : {}), ...trick.headers?.(path) };
  let answer = await raw(portal, asked, { method: trick.method, headers: given });
  // The router's requests are sent on to an address with a sum of their headers; their answer is there.
  const on = answer.headers.location;
  if (on?.startsWith(path.split('?')[0]!)) answer = await raw(portal, on, { method: trick.method, headers: given });
  return { answer, asked: [asked, path, on ?? '', JSON.stringify(trick.headers?.(path))].join(' ') };
}

describe.each(Object.entries(tricks))('%s', (_name, trick) => {
  test.each(outsiders)('tells %s nothing', async (who) => {
    for (const path of closed(who)) {
      const { answer, asked } = await ask(trick, path, who);
      const { text, status } = answer;
      expect({
        path,
        status: status < 500 || status === 501,
        told: [...leaks(text, who, asked), secretText.exec(text)?.[0]],
      }).toEqual({
        path,
        status: true,
        told: [undefined],
      });
    }
  });
});

test('who may read is told, with the router’s own headers too: the pages above do hold something', async () => {
  const path = `/applications/${world.subjects.submitted.application}/dark-skies?step=1`;
  for (const name of ['nothing at all', 'the RSC header', '?_rsc='])
    expect([name, (await ask(tricks[name]!, path, 'contact')).answer.text]).toEqual([
      name,
      expect.stringMatching(secretText),
    ]);
});

test('no header lets a command through, or another route in its place', async () => {
  const built = builtCommands();
  const before = await prisma().event.count();
  const subject = world.subjects.draft;
  const page = `/applications/${subject.application}`;
  const form = commands['applications.setAimCommand']!.with(subject, world);
  for (const [name, trick] of Object.entries(tricks))
    for (const who of outsiders) {
      const own = { origin: portal.address, 'sec-fetch-site': 'same-origin' };
      const given = { ...trick.headers?.(page), ...own };
      const { result, led } = await post(
        portal,
        built['applications.setAimCommand']!,
        { ...form, aim: 'gold' },
        {
          cookie: world.cookies[who],
          page,
          headers: given,
        },
      );
      expect({ name, who, let: led !== null || result?.ok === true }).toEqual({ name, who, let: false });
    }
  expect(await prisma().event.count()).toBe(before);
});
