import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import type { Answered } from './watch-requests';

type Pool = { totalCount: number; idleCount: number; waitingCount: number; ended: boolean };

/** What is asked when somebody reads the metrics; each gives names to figures. */
export type Source = () => Promise<Record<string, number>>;

const version = (): string => (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;

function makeMeasures() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'town_green_' });
  const registers = [registry];
  new Gauge({
    name: 'town_green_build_info',
    help: 'The version that runs.',
    labelNames: ['version', 'node'],
    registers,
  })
    .labels(version(), process.versions.node)
    .set(1);
  return {
    registry,
    requests: new Counter({
      name: 'town_green_requests_total',
      help: 'Requests answered, by the pattern of their route.',
      labelNames: ['route', 'method', 'status'],
      registers,
    }),
    seconds: new Histogram({
      name: 'town_green_request_seconds',
      help: 'Time from a request to the end of its answer.',
      labelNames: ['route'],
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    outcomes: new Counter({
      name: 'town_green_outcomes_total',
      help: 'Saves, uploads and sign-ins, by what came of them.',
      labelNames: ['what', 'outcome'],
      registers,
    }),
    proofs: new Counter({
      name: 'town_green_refused_proofs_total',
      help: 'Passwords, codes, links and sign-ons that were refused, by why.',
      labelNames: ['what', 'why'],
      registers,
    }),
    sources: [] as Source[],
    pools: new Set<Pool>(),
    server: undefined as Server | undefined,
  };
}

// Next bundles the start-up file and the pages apart: they count into the same registry.
const key = Symbol.for('town-green.metrics');
const shared = globalThis as { [key]?: ReturnType<typeof makeMeasures> };
const measures = () => (shared[key] ??= makeMeasures());

const kind = (status: number): string => `${Math.floor(status / 100)}xx`;

/** What a request was for, where it is counted apart; from the route and the outcome noted on the way. */
function outcomeOf({ route, method, status, outcome }: Answered): [what: string, outcome: string] | undefined {
  const fallback = status < 400 ? 'done' : status === 503 ? 'shed' : status < 500 ? 'refused' : 'failed';
  if (route === '/api/answers/[submission]' && method === 'PUT') return ['save', outcome ?? fallback];
  if (route === '/api/evidence' && method === 'POST') return ['upload', outcome ?? fallback];
  if (route === '/sign-in' && method === 'POST') return ['sign-in', outcome ?? fallback];
  return undefined;
}

/** Counts an answered request. */
export function countRequest(answered: Answered): void {
  const { requests, seconds, outcomes } = measures();
  const { route, method, status, ms } = answered;
  requests.inc({ route, method, status: status === 499 ? '499' : kind(status) });
  seconds.observe({ route }, ms / 1000);
  const found = outcomeOf(answered);
  if (found) outcomes.inc({ what: found[0], outcome: found[1] });
}

/** Counts a proof of who one is that was refused; from lib/observe/refused-proof.ts. */
export const countRefusedProof = (what: string, why: string): void => measures().proofs.inc({ what, why });

/** Adds figures that are asked for when somebody reads the metrics; one that cannot be had is left out. */
export const addSource = (source: Source): void => void measures().sources.push(source);

/** Counts the connections of a pool among the metrics, as long as it is open. */
export const watchPool = (pool: Pool): void => void measures().pools.add(pool);

function poolFigures(): Record<string, number> {
  const { pools } = measures();
  for (const pool of pools) if (pool.ended) pools.delete(pool);
  const sum = (of: (pool: Pool) => number) => [...pools].reduce((total, pool) => total + of(pool), 0);
  return {
    pool_in_use: sum((pool) => pool.totalCount - pool.idleCount),
    pool_waiting: sum((pool) => pool.waitingCount),
  };
}

/** All metrics as Prometheus reads them. */
export async function readMetrics(): Promise<string> {
  const { registry, sources } = measures();
  for (const source of [() => Promise.resolve(poolFigures()), ...sources]) {
    try {
      for (const [name, value] of Object.entries(await source())) {
        const full = `town_green_${name}`;
        const gauge =
          (registry.getSingleMetric(full) as Gauge | undefined) ??
          new Gauge({ name: full, help: full.replaceAll('_', ' '), registers: [registry] });
        gauge.set(value);
      }
    } catch (error) {
      log.warn({ err: error }, 'some metrics could not be read');
    }
  }
  return registry.metrics();
}

/** Whether a server is the one of the metrics, whose own requests are neither logged nor counted. */
export const isMetricsServer = (server: Server): boolean => server === measures().server;

/** Serves the metrics at a port of their own, on loopback unless told otherwise; not at all without METRICS_PORT. */
export function serveMetrics(): void {
  const { METRICS_PORT, METRICS_HOST } = env();
  if (METRICS_PORT === undefined) return;
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    readMetrics().then(
      (text) => response.writeHead(200, { 'content-type': measures().registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  measures().server = server;
  server.on('error', (error) => log.error({ err: error }, 'metrics cannot be served'));
  server.listen(METRICS_PORT, METRICS_HOST).unref();
}
