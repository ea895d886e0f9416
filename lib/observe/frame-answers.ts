import diagnostics from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { answerHeaders, closedPolicy, transportSecurity } from '@/lib/answer-headers.mjs';
import { retryAfter } from '@/lib/errors';
import { packing } from './packed-files';
import { requestNote, type RequestNote } from './request';
import { troublePage } from './trouble-page';

type Started = { request: IncomingMessage; response: ServerResponse; server: Server };
type Sent = (...sent: unknown[]) => boolean;

/** Puts right, just before it leaves, what the framework cannot say of an answer. */
function correct(response: ServerResponse, status: number, note: RequestNote | undefined): number {
  // The framework streams without a length, though it was told one.
  if (note?.length !== undefined && (status === 200 || status === 206))
    response.setHeader('content-length', note.length);
  // Instead of a packed file come words that say why not.
  if (status >= 400 && response.getHeader('content-encoding') === packing) response.removeHeader('content-encoding');
  if (status !== 500 || note?.outcome !== 'busy') return status;
  // A page can only fail with 500; that there was no room for it is no fault, and passes.
  response.setHeader('retry-after', retryAfter);
  return 503;
}

/** Whether an answer is the framework's page for a fault, whose words only a script would draw. */
const isEmptyPage = (response: ServerResponse, status: number): boolean =>
  status === 500 &&
  process.env.NODE_ENV !== 'development' &&
  String(response.getHeader('content-type')).startsWith('text/html');

/** Corrects an answer as it leaves; in the place of a page that failed goes one that can be read without scripts. */
function correctLeaving(request: IncomingMessage, response: ServerResponse, note: RequestNote | undefined): void {
  const [writeHead, write, end] = [response.writeHead, response.write, response.end].map(
    (method) => method.bind(response) as (...sent: unknown[]) => unknown,
  ) as [(...sent: unknown[]) => ServerResponse, Sent, (...sent: unknown[]) => ServerResponse];
  let page: string | undefined;
  const begin = (status: number, ...more: unknown[]) => {
    const corrected = correct(response, status, note);
    if (!isEmptyPage(response, status)) return writeHead(corrected, ...more);
    page = troublePage(corrected === 503 ? 'busy' : (note?.id ?? ''), request.url ?? '/');
    for (const name of ['content-encoding', 'content-length', 'transfer-encoding', 'link']) response.removeHeader(name);
    return writeHead(corrected);
  };
  const started = () => response.headersSent || response.writeHead(response.statusCode);
  response.writeHead = begin as typeof response.writeHead;
  response.write = ((...sent: unknown[]) => {
    started();
    return page === undefined ? write(...sent) : true;
  }) as typeof response.write;
  response.end = ((...sent: unknown[]) => {
    started();
    return page === undefined ? end(...sent) : end(page);
  }) as typeof response.end;
}

/**
 * Frames every answer below the framework: the headers that all carry, what it answers by itself (redirects to a tidier
 * address among them), and 503 with `Retry-After` where a page found no room. To be called after `watchRequests`.
 * `secure` is whether people reach the portal over TLS.
 */
export function frameAnswers({ secure, apart }: { secure: boolean; apart: (server: Server) => boolean }): void {
  diagnostics.subscribe('http.server.request.start', (message) => {
    const { request, response, server } = message as Started;
    if (apart(server)) return;
    for (const [name, value] of Object.entries(answerHeaders)) response.setHeader(name, value);
    response.setHeader('Content-Security-Policy', `${closedPolicy}; sandbox`);
    if (secure || request.headers['x-forwarded-proto'] === 'https')
      response.setHeader('Strict-Transport-Security', transportSecurity);
    correctLeaving(request, response, requestNote());
  });
}
