import diagnostics from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { answerHeaders, closedPolicy, transportSecurity } from '@/lib/answer-headers.mjs';
import { retryAfter } from '@/lib/errors';
import { requestNote, type RequestNote } from './request';

type Started = { request: IncomingMessage; response: ServerResponse; server: Server };
type WriteHead = (status: number, ...more: unknown[]) => ServerResponse;

/** Puts right, just before it leaves, what the framework cannot say of an answer. */
function correct(response: ServerResponse, status: number, note: RequestNote | undefined): number {
  // The framework streams without a length, though it was told one.
  if (note?.length !== undefined && (status === 200 || status === 206))
    response.setHeader('content-length', note.length);
  if (status !== 500 || note?.outcome !== 'busy') return status;
  // A page can only fail with 500; that there was no room for it is no fault, and passes.
  response.setHeader('retry-after', retryAfter);
  return 503;
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
    const note = requestNote();
    const writeHead = response.writeHead.bind(response) as WriteHead;
    const corrected: WriteHead = (status, ...more) => writeHead(correct(response, status, note), ...more);
    response.writeHead = corrected as typeof response.writeHead;
  });
}
