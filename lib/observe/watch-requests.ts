import diagnostics from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { log } from '@/lib/log';
import { enterRequest, newRequestId, type RequestNote } from './request';
import type { RouteOf } from './routes';

export type Answered = { route: string; method: string; status: number; ms: number; outcome?: string };
type Started = { request: IncomingMessage; response: ServerResponse; server: Server };

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/**
 * Gives each request of this process a number, before anything else sees it: it goes out as `x-request-id`, into every
 * line of the log, and to whoever asks `requestId()`. One sent along from outside is not looked at. When the answer is
 * out, one line says what was asked and how it went: the route's pattern, never the address.
 */
export function watchRequests(
  routeOf: RouteOf,
  answered: (facts: Answered) => void,
  apart: (server: Server) => boolean,
): void {
  diagnostics.subscribe('http.server.request.start', (message) => {
    const { request, response, server } = message as Started;
    if (apart(server)) return;
    const note: RequestNote = { id: newRequestId() };
    response.setHeader('x-request-id', note.id);
    enterRequest(note);
    const began = performance.now();
    response.once('close', () => {
      const facts: Answered = {
        method: methods.has(request.method ?? '') ? request.method! : 'other',
        route: routeOf((request.url ?? '').split('?', 1)[0]!),
        // 499: the asker went away before the answer was out.
        status: response.writableFinished ? response.statusCode : 499,
        ms: Math.round(performance.now() - began),
        ...(note.outcome ? { outcome: note.outcome } : {}),
      };
      answered(facts);
      const line = { request: note.id, ...facts, ...(note.actor ? { actor: note.actor } : {}) };
      if (facts.route === 'assets' || facts.route === '/healthz') log.debug(line, 'request');
      else log.info(line, 'request');
    });
  });
}
