import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { log } from '@/lib/log';
import { isMetricsServer } from '@/lib/observe/metrics';

/*
 * Ending without breaking off: told to stop, the server takes nothing new and answers so, finishes what it has begun, and
 * goes. Next's own way closes the door at once, so that nobody can tell a server that is leaving from one that is broken.
 */

/** How long what has begun may take, in milliseconds; scripts/server.mjs waits a little longer before it kills. */
const patience = 30_000;

const words = 'Town Green is being restarted. Nothing is lost: go back and try again in a minute.';

let server: Server | undefined;
let stopping: NodeJS.Signals | undefined;
const running = new Set<ServerResponse>();

function leave(): void {
  log.info({ unfinished: running.size }, 'stopped');
  process.exit(stopping === 'SIGINT' ? 130 : 143);
}

/** The answer to whoever still comes: not ready, and when to ask again. */
function turnAway(request: IncomingMessage, response: ServerResponse): void {
  const alive = request.url === '/healthz';
  const asked = alive || request.url === '/readyz';
  const body = alive ? { status: 'ok' } : { ready: false, stopping: true };
  response.writeHead(alive ? 200 : 503, {
    'content-type': asked ? 'application/json' : 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'close',
    ...(alive ? {} : { 'retry-after': '10' }),
  });
  response.end(asked ? JSON.stringify(body) : words);
}

function drain(signal: NodeJS.Signals): void {
  if (stopping) return;
  stopping = signal;
  log.info({ running: running.size }, 'stopping');
  if (!server || running.size === 0) return leave();
  for (const response of running) if (!response.headersSent) response.setHeader('connection', 'close');
  server.removeAllListeners('request');
  server.on('request', turnAway);
  server.closeIdleConnections();
  setTimeout(leave, patience);
}

function began({ server: by, response }: { server: Server; response: ServerResponse }): void {
  if (isMetricsServer(by)) return;
  server ??= by;
  running.add(response);
  response.once('close', () => {
    running.delete(response);
    // Those turned away do not keep it: they are answered within the turn.
    if (stopping && running.size === 0) leave();
  });
}

/** Takes over what happens on SIGTERM and SIGINT; NEXT_MANUAL_SIG_HANDLE keeps Next from it. */
export function drainOnSignals(): void {
  subscribe('http.server.request.start', (message) => began(message as Parameters<typeof began>[0]));
  process.on('SIGTERM', drain);
  process.on('SIGINT', drain);
}
