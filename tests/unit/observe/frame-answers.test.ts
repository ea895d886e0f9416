import diagnostics from 'node:diagnostics_channel';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import zlib from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameAnswers } from '@/lib/observe/frame-answers';
import { enterRequest } from '@/lib/observe/request';
import { raw, type RawAnswer } from '../../support/raw-request';

/*
 * What leaves below the framework. The page for a fault comes from it empty, to be drawn by a script: in its place goes one
 * that can be read as it is.
 */

const empty = '<!doctype html><html id="__next_error__"><body><script>draw()</script></body></html>';
let server: http.Server;
let address: string;
const ask = (path: string, method = 'GET'): Promise<RawAnswer> => raw({ address, output: () => '' }, path, { method });

/** Answers as the framework does: packed, in parts, with the status set before. */
function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
  const { pathname } = new URL(request.url ?? '/', address);
  response.statusCode = { '/fine': 200, '/gone': 404 }[pathname] ?? 500;
  if (pathname === '/gone') response.setHeader('content-encoding', 'br');
  response.setHeader('content-type', pathname === '/data' ? 'application/json' : 'text/html; charset=utf-8');
  if (pathname === '/packed') {
    response.setHeader('content-encoding', 'gzip');
    response.end(zlib.gzipSync(empty));
    return;
  }
  response.write(pathname === '/data' ? '{"broken":' : empty.slice(0, 20));
  response.end(pathname === '/data' ? 'true}' : empty.slice(20));
}

beforeAll(async () => {
  diagnostics.subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: http.IncomingMessage };
    enterRequest({ id: 'ABC123', ...(request.url === '/busy' ? { outcome: 'busy' } : {}) });
  });
  frameAnswers({ secure: false, apart: () => false });
  server = http.createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

test.each(['/fault?of=<b>"x"', '/packed'])('a page that failed says so without a script: %s', async (path) => {
  const { status, text, headers } = await ask(encodeURI(path));
  expect([status, headers['content-encoding'], headers['x-content-type-options']]).toEqual([500, undefined, 'nosniff']);
  expect(text).toContain('<h1>This page could not be shown</h1>');
  expect(text).toContain('ABC123');
  expect(text).not.toMatch(/<script|<style| style=|__next_error__/);
  expect(text).toContain(`href="${encodeURI(path)}"`);
});

test('a portal without room is no fault: it says when to come again', async () => {
  const { status, text, headers } = await ask('/busy');
  expect([status, headers['retry-after']]).toEqual([503, '5']);
  expect(text).toContain('<h1>Town Green is very busy</h1>');
  expect(text).not.toContain('Reference');
});

test('what is no page, and what did not fail, goes out as it was', async () => {
  expect((await ask('/data')).text).toBe('{"broken":true}');
  expect((await ask('/fine')).text).toBe(empty);
});

test('words in the place of a packed file are not taken for packed', async () => {
  const { text, headers } = await ask('/gone');
  expect([text, headers['content-encoding']]).toEqual([empty, undefined]);
});

test('HEAD has the headers alone', async () => {
  const { status, text } = await ask('/fault', 'HEAD');
  expect([status, text]).toEqual([500, '']);
});
