import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { symbols } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { log, logUnexpected } from '@/lib/log';
import { countRequest, isMetricsServer, readMetrics } from '@/lib/observe/metrics';
import { noteRequest, requestId } from '@/lib/observe/request';
import { routeFinder } from '@/lib/observe/routes';
import { watchRequests, type Answered } from '@/lib/observe/watch-requests';
import { orNotFound } from '@/lib/pages';

const routeOf = routeFinder({
  staticRoutes: [{ page: '/' }, { page: '/home' }, { page: '/_not-found' }],
  dynamicRoutes: [{ page: '/towns/[slug]', regex: '^/towns/([^/]+?)(?:/)?$' }],
});

describe('what an address is called', () => {
  test.each([
    ['/', '/'],
    ['/home', '/home'],
    ['/home/', '/home'],
    ['/towns/aldbrook', '/towns/[slug]'],
    ['/_next/static/chunks/1.js', 'assets'],
    ['/_not-found', 'other'],
    ['/ada.quill@example.org', 'other'],
    ['/towns/a/b', 'other'],
  ])('%s is %s', (address, route) => expect(routeOf(address)).toBe(route));
});

describe('requests', () => {
  const answered: Answered[] = [];
  const seen: (string | undefined)[] = [];
  let server: Server;
  let address: string;
  beforeAll(async () => {
    watchRequests(routeOf, (facts) => answered.push(facts), isMetricsServer);
    server = createServer((_request, response) => {
      void (async () => {
        seen.push(requestId());
        await new Promise((done) => setImmediate(done));
        seen.push(requestId());
        const error = await orNotFound(Promise.reject(new Error('broken'))).catch((caught: unknown) => caught);
        noteRequest({ outcome: 'conflict' });
        const reference = logUnexpected(new Error('broken too'));
        response.end(JSON.stringify({ digest: (error as { digest?: string }).digest, reference }));
      })();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((done) => server.close(done)));

  test('each has a number of its own, which errors carry too; one from outside is not taken', async () => {
    const given = { 'x-request-id': 'FROM-OUTSIDE' };
    const { [symbols.streamSym]: stream } = log as unknown as Record<symbol, { write: (line: string) => void }>;
    const written = vi.spyOn(stream!, 'write').mockReturnValue();
    log.level = 'error';
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => fetch(`${address}/towns/ada?email=a@b.c`, { headers: given })),
    );
    const ids = answers.map((answer) => answer.headers.get('x-request-id')!);
    expect(new Set(ids).size).toBe(20);
    for (const [index, answer] of answers.entries()) {
      expect(ids[index]).toMatch(/^[0-9A-F]{12}$/);
      expect(await answer.json()).toEqual({ digest: ids[index], reference: ids[index] });
    }
    log.level = 'silent';
    const lines = written.mock.calls.map(([line]) => JSON.parse(line) as { request?: string; reference?: string });
    for (const id of ids)
      expect(lines.filter(({ request, reference }) => request === id && reference === id).length).toBeGreaterThan(0);
    expect(ids.every((id) => seen.filter((one) => one === id).length === 2)).toBe(true);
    expect(answered).toHaveLength(20);
    expect(answered[0]).toMatchObject({ route: '/towns/[slug]', method: 'GET', status: 200, outcome: 'conflict' });
    expect(requestId()).toBeUndefined();
  });
});

describe('metrics', () => {
  test('count by route and kind of status, saves by outcome; labels are bounded', async () => {
    const save = { route: '/api/answers/[submission]', method: 'PUT', ms: 30 };
    countRequest({ ...save, status: 200, outcome: 'acknowledged' });
    countRequest({ ...save, status: 200, outcome: 'conflict' });
    countRequest({ ...save, status: 503 });
    countRequest({ route: '/sign-in', method: 'POST', status: 200, ms: 300, outcome: 'forbidden' });
    const text = await readMetrics();
    expect(text).toContain('town_green_requests_total{route="/api/answers/[submission]",method="PUT",status="2xx"} 2');
    expect(text).toContain('town_green_outcomes_total{what="save",outcome="acknowledged"} 1');
    expect(text).toContain('town_green_outcomes_total{what="save",outcome="conflict"} 1');
    expect(text).toContain('town_green_outcomes_total{what="save",outcome="shed"} 1');
    expect(text).toContain('town_green_outcomes_total{what="sign-in",outcome="forbidden"} 1');
    expect(text).toContain('town_green_request_seconds_bucket{le="0.05",route="/api/answers/[submission]"} 3');
    expect(text).toMatch(/town_green_nodejs_eventloop_lag_seconds \d/);
  });
});
