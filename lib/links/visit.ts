import { isIP } from 'node:net';
import { Agent, buildConnector, request, type Dispatcher } from 'undici';
import { env } from '@/lib/env';
import type { LinkReason } from '@/lib/workflow/link-words';
import { pageText, type PageText } from './page-text';
import { addressOf, systemNames, type Names } from './resolve';
import { targetOf, type Target } from './target';

/** What a visit found. `reason` says why a page is not known to be alive. */
export type Visit =
  | { state: 'alive'; status: number; address: string; page: PageText | null }
  | { state: 'gone' | 'unsure'; reason: LinkReason; status: number | null };

export type VisitOptions = {
  /** Ends the visit early, without a finding. */
  signal?: AbortSignal;
  /** Who answers for names. */
  names?: Names;
  ports?: readonly string[];
  /** Where the connection to an address that was judged goes; tests let public addresses be served on loopback. */
  reach?: (address: string, port: string) => { hostname: string; port: string };
  milliseconds?: number;
  /** The portal's address, which the visited site is told. */
  portal?: string;
};

const most = { redirects: 5, bytes: 512 * 1024, headerBytes: 16 * 1024, milliseconds: 10_000 };
const redirects = [301, 302, 303, 307, 308];

class NotAlive extends Error {
  constructor(
    readonly reason: LinkReason,
    readonly status: number | null = null,
  ) {
    super(reason);
  }
}

const certificate = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF))/;

/** Why a connection or an answer failed, by the code of its error. */
function reasonOf(error: unknown): LinkReason {
  const code = String((error as { code?: unknown }).code ?? '');
  if (certificate.test(code)) return 'bad-certificate';
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return 'too-slow';
  return /^(UND_ERR_HEADERS_OVERFLOW|HPE_)/.test(code) ? 'odd-answer' : 'no-connection';
}

/** Why a page with this status is not alive, or null when it is. */
function fault(status: number): LinkReason | null {
  if (status >= 200 && status < 300) return null;
  if (status === 404 || status === 410) return 'no-such-page';
  if (status === 401 || status === 403) return 'asks-who';
  if (status === 429) return 'too-many';
  return status >= 500 ? 'site-fails' : 'odd-answer';
}

/** The agent of one hop: it connects to the address that was judged, whatever the name answers by then. */
function pinned(target: Target, address: string, reach: NonNullable<VisitOptions['reach']>): Agent {
  const connect = buildConnector({ timeout: 5_000 });
  return new Agent({
    connections: 1,
    maxHeaderSize: most.headerBytes,
    headersTimeout: most.milliseconds,
    bodyTimeout: most.milliseconds,
    connect: (options, done) => {
      const port = options.port || (options.protocol === 'https:' ? '443' : '80');
      const servername = isIP(target.host) ? undefined : target.host;
      connect({ ...options, ...reach(address, port), servername }, done);
    },
  });
}

async function readStart(body: Dispatcher.ResponseData['body']): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= most.bytes) break;
  }
  return Buffer.concat(chunks).subarray(0, most.bytes);
}

const headerOf = (answer: Dispatcher.ResponseData, name: string): string => [answer.headers[name]].flat()[0] ?? '';

/** One request and what came of it: the next address of a redirect, or the page. Throws NotAlive. */
async function hop(target: Target, address: string, options: Required<VisitOptions>): Promise<string | Visit> {
  const agent = pinned(target, address, options.reach);
  try {
    const answer = await request(target.url, {
      dispatcher: agent,
      signal: options.signal,
      headers: {
        'user-agent': `TownGreenLinkChecker/1 (+${options.portal})`,
        accept: 'text/html,text/plain;q=0.9,*/*;q=0.1',
        'accept-encoding': 'identity',
      },
    });
    const { statusCode: status } = answer;
    const location = headerOf(answer, 'location');
    if (redirects.includes(status) && location) {
      if (!URL.canParse(location, target.url)) throw new NotAlive('odd-answer', status);
      return new URL(location, target.url).href;
    }
    const reason = fault(status);
    if (reason) throw new NotAlive(reason, status);
    // What comes packed was not asked for, and is not unpacked.
    const packed = headerOf(answer, 'content-encoding').replace('identity', '');
    const page = packed ? null : pageText(await readStart(answer.body), headerOf(answer, 'content-type'));
    return { state: 'alive', status, address: target.url.href, page };
  } finally {
    await agent.destroy().catch(() => undefined);
  }
}

/** Rejects when the signal fires, so that nothing that cannot be aborted is waited for. */
const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

async function follow(text: string, options: Required<VisitOptions>): Promise<Visit> {
  let next = text;
  for (let redirected = 0; redirected <= most.redirects; redirected += 1) {
    const target = targetOf(next, options.ports);
    if (typeof target === 'string') throw new NotAlive(target);
    const found = await addressOf(target.host, options.names);
    if (typeof found === 'string') throw new NotAlive(found);
    const outcome = await hop(target, found.address, options);
    if (typeof outcome !== 'string') return outcome;
    next = outcome;
  }
  throw new NotAlive('too-many-redirects');
}

const none = new AbortController().signal;

/**
 * Looks whether there is still a page at an address: public addresses only, judged before each connection and connected to
 * as judged; at most five redirects, ten seconds and 512 KB. Rejects only when `signal` ended it.
 */
export async function visitLink(text: string, options: VisitOptions = {}): Promise<Visit> {
  const { signal: asked = none, milliseconds = most.milliseconds } = options;
  const time = AbortSignal.timeout(milliseconds);
  const signal = AbortSignal.any([asked, time]);
  const all: Required<VisitOptions> = {
    names: options.names ?? systemNames(),
    ports: options.ports ?? ['80', '443'],
    reach: options.reach ?? ((hostname, port) => ({ hostname, port })),
    signal,
    milliseconds,
    portal: options.portal ?? env().BASE_URL,
  };
  try {
    return await Promise.race([follow(text, all), whenAborted(signal)]);
  } catch (error) {
    if (asked.aborted) throw error;
    if (time.aborted) return { state: 'unsure', reason: 'too-slow', status: null };
    if (!(error instanceof NotAlive)) return { state: 'unsure', reason: reasonOf(error), status: null };
    const state = error.reason === 'no-such-page' ? 'gone' : 'unsure';
    return { state, reason: error.reason, status: error.status };
  }
}
