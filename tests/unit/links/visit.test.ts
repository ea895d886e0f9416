import { gzipSync } from 'node:zlib';
import type http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visitLink, type Visit, type VisitOptions } from '@/lib/links/visit';
import { closeServers, helloServer, nameServer, webServer, type Zone } from '@/tests/support/link-world';

const outside = '93.184.215.14';
type Web = Awaited<ReturnType<typeof webServer>>;
let canary: Web;
let web: Web;

/** The paths of the web server that stands for the internet. */
const pages: Record<string, http.RequestListener> = {
  '/': (_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('set-cookie', 'track=1');
    response.end('<title>Minutes &amp; agendas</title><h1>June 6</h1><p>A quorum was present.</p>');
  },
  '/drip': (_request, response) => {
    const timer = setInterval(() => response.write('.'), 50);
    response.on('close', () => clearInterval(timer));
  },
  '/headers-drip': () => undefined,
  '/endless': (_request, response) => {
    response.setHeader('content-type', 'text/plain');
    const piece = 'x'.repeat(64 * 1024);
    const more = () => {
      while (!response.destroyed && response.write(piece));
    };
    response.on('drain', more);
    more();
  },
  '/bomb': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
    response.end(gzipSync(Buffer.alloc(64 * 1024 * 1024)));
  },
  '/flood': (_request, response) => {
    for (let number = 0; number < 200; number += 1) response.setHeader(`x-flood-${number}`, 'y'.repeat(500));
    response.end();
  },
  '/loop': (_request, response) => response.writeHead(302, { location: '/loop' }).end(),
  '/back': (request, response) => response.writeHead(302, { location: `http://${request.headers.host}/` }).end(),
};

const answer: http.RequestListener = (request, response) => {
  const path = new URL(request.url ?? '/', 'http://x').pathname;
  const [, word = '', rest = ''] = /^\/(status|to|chain)\/(.*)$/.exec(path) ?? [];
  if (word === 'status') return response.writeHead(Number(rest)).end('no');
  if (word === 'to') return response.writeHead(302, { location: decodeURIComponent(rest) }).end();
  if (word === 'chain')
    return response.writeHead(301, { location: Number(rest) > 0 ? `/chain/${Number(rest) - 1}` : '/' }).end();
  pages[path]?.(request, response);
};

beforeAll(async () => {
  canary = await webServer();
  web = await webServer(answer);
});
afterAll(async () => {
  expect(canary.connections()).toBe(0);
  await closeServers();
});

/** The guard is the real one; only where public addresses lie is told: on the web server. */
const visit = async (address: string, zone: Zone = {}, options: VisitOptions = {}): Promise<Visit> => {
  const { names } = await nameServer({ 'town-site.org': [[outside]], ...zone });
  return visitLink(address, {
    names,
    ports: ['80', '443', web.port, canary.port],
    reach: (host, port) => (host === outside ? { hostname: '127.0.0.1', port: web.port } : { hostname: host, port }),
    portal: 'https://certify.example.org',
    ...options,
  });
};
const unsure = (reason: string, status: number | null = null) => ({ state: 'unsure', reason, status });

describe('a page that is there', () => {
  it('is alive, with its final address, title, and text as held', async () => {
    const found = await visit('http://town-site.org/back#june');
    expect(found).toMatchObject({ state: 'alive', status: 200, address: 'http://town-site.org/' });
    expect(found).toMatchObject({ page: { title: 'Minutes & agendas', extract: 'June 6 A quorum was present.' } });
  });

  it('sees who asks, and neither cookie nor authorization', async () => {
    await visit('http://town-site.org/back');
    const headers = web.seen.at(-1)?.headers ?? {};
    expect(headers['user-agent']).toBe('TownGreenLinkChecker/1 (+https://certify.example.org)');
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['cookie']));
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('referer');
  });

  it('is asked for by its name over https, at the address that was judged', async () => {
    const hello = await helloServer();
    const reach = () => ({ hostname: '127.0.0.1', port: hello.port });
    expect(await visit('https://town-site.org./', {}, { reach })).toEqual(unsure('no-connection'));
    expect(await visit(`https://${outside}/`, {}, { reach })).toEqual(unsure('no-connection'));
    expect(hello.seen.map((bytes) => bytes.includes('town-site.org'))).toEqual([true, false]);
  });

  it('may be five redirects away, and no further', async () => {
    expect(await visit('http://town-site.org/chain/4')).toMatchObject({ state: 'alive' });
    expect(await visit('http://town-site.org/chain/5')).toEqual(unsure('too-many-redirects'));
  });
});

describe('what cannot be told from a page that is gone', () => {
  it.each([
    [404, 'gone', 'no-such-page'],
    [410, 'gone', 'no-such-page'],
    [401, 'unsure', 'asks-who'],
    [403, 'unsure', 'asks-who'],
    [429, 'unsure', 'too-many'],
    [500, 'unsure', 'site-fails'],
    [503, 'unsure', 'site-fails'],
    [304, 'unsure', 'odd-answer'],
    [418, 'unsure', 'odd-answer'],
  ])('status %i is %s', async (status, state, reason) => {
    expect(await visit(`http://town-site.org/status/${status}`)).toEqual({ state, reason, status });
  });

  it('names that do not exist and names that nobody answers for', async () => {
    expect(await visit('http://nowhere.org/')).toEqual(unsure('name-not-found'));
    expect(await visit('http://a.org/', { 'a.org': ['SERVFAIL'] })).toEqual(unsure('name-unanswered'));
    expect(await visit('http://b.org/', { 'b.org': [[]] })).toEqual(unsure('name-unanswered'));
    expect(await visit('https://town-site.org/')).toEqual(unsure('no-connection'));
  });
});

describe('nothing inside is reached', () => {
  const inside = [
    '127.0.0.1',
    '10.0.0.5',
    '169.254.169.254',
    '100.64.3.2',
    '192.168.0.1',
    '0.0.0.0',
    '::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::1',
    'fe80::1',
    'fd00::1',
    'ff02::1',
  ];

  it.each(inside)('by a name that leads to %s', async (address) => {
    const zone = { 'inner.org': [[address]], 'mixed.org': [[outside, address]] };
    expect(await visit(`http://inner.org:${canary.port}/`, zone)).toEqual(unsure('not-public'));
    expect(await visit(`http://mixed.org:${canary.port}/`, zone)).toEqual(unsure('not-public'));
  });

  it.each([
    ...inside.map((address) => `http://${address.includes(':') ? `[${address}]` : address}`),
    'http://2130706433',
    'http://0x7f.1',
    'http://127.1',
    'http://localhost',
    'http://localhost.',
    'http://127.0.0.1.nip-like.org',
    'http://user:word@town-site.org',
    'https://127.0.0.1',
    '//127.0.0.1',
  ])('by a redirect to %s', async (to) => {
    const location = encodeURIComponent(`${to}:${canary.port}/`);
    const found = await visit(`http://town-site.org/to/${location}`, {
      '127.0.0.1.nip-like.org': [['127.0.0.1']],
    });
    expect(found).toEqual(unsure(to.includes('@') ? 'credentials' : 'not-public'));
  });

  it.each(['file:///etc/passwd', 'javascript:alert(1)', 'gopher://town-site.org/', 'http://town-site.org:25/'])(
    'nor anything else by a redirect to %s',
    async (to) => {
      const found = await visit(`http://town-site.org/to/${encodeURIComponent(to)}`);
      expect(found).toEqual(unsure(to.endsWith(':25/') ? 'wrong-port' : 'wrong-scheme'));
    },
  );

  it('by a name that answers with a public address first and with a private one then', async () => {
    const { names, asked } = await nameServer({ 'rebind.org': [[outside], ['127.0.0.1']] });
    const address = `http://rebind.org:${canary.port}/`;
    expect(await visit(address, {}, { names })).toMatchObject({ state: 'alive' });
    expect(asked.filter((one) => one.startsWith('A '))).toHaveLength(1);
    expect(await visit(address, {}, { names })).toEqual(unsure('not-public'));
  });

  it('by a name that turns private between a page and the page it leads to', async () => {
    const zone: Zone = { 'rebind.org': [[outside], ['127.0.0.1']] };
    expect(await visit(`http://rebind.org:${canary.port}/loop`, zone)).toEqual(unsure('not-public'));
  });

  it('and names kept for examples are asked of nobody', async () => {
    const { names, asked } = await nameServer({});
    expect(await visit('https://www.aldbrook.example/minutes', {}, { names })).toEqual(unsure('reserved-name'));
    expect(asked).toEqual([]);
  });
});

describe('time and bytes are bounded', () => {
  // Whatever is not bounded here never ends, and neither does its test.
  const within = (address: string) => visit(address, {}, { milliseconds: 400 });

  it('where a body drips, or the answer never begins', async () => {
    expect(await within('http://town-site.org/drip')).toEqual(unsure('too-slow'));
    expect(await within('http://town-site.org/headers-drip')).toEqual(unsure('too-slow'));
  });

  it('where the name server is silent', async () => {
    const names = { resolve4: () => new Promise<never>(() => undefined), resolve6: async () => [] };
    expect(await visit('http://silent.org/', {}, { names: names as never, milliseconds: 200 })).toEqual(
      unsure('too-slow'),
    );
  });

  it('where a body never ends, and where it is packed to burst', async () => {
    const endless = await visit('http://town-site.org/endless');
    expect(endless).toMatchObject({ state: 'alive', page: { extract: 'x'.repeat(400) } });
    expect(await visit('http://town-site.org/bomb')).toMatchObject({ state: 'alive', page: null });
  });

  it('where headers flood, and where redirects go in a circle', async () => {
    expect(await visit('http://town-site.org/flood')).toEqual(unsure('odd-answer'));
    const before = web.seen.length;
    expect(await visit('http://town-site.org/loop')).toEqual(unsure('too-many-redirects'));
    expect(web.seen.length - before).toBe(6);
  });

  it('and a visit that is called off finds nothing', async () => {
    const controller = new AbortController();
    const visiting = visit('http://town-site.org/drip', {}, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('stopping')), 100);
    await expect(visiting).rejects.toThrow('stopping');
  });
});
