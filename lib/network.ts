import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import { headers } from 'next/headers';
import { env } from '@/lib/env';

/** Where a request's network is noted, for whoever counts tries. What a browser sends under this name is overwritten. */
const noted = 'x-client-network';

/** One network: an IPv4 address, or the /64 an IPv6 address lies in, since one household or office has all of that. */
function network(text: string): string | null {
  if (!ipaddr.isValid(text)) return null;
  const address = ipaddr.process(text);
  if (address instanceof ipaddr.IPv4) return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toNormalizedString()}/64`;
}

/**
 * The network a request came from. The connection's own address counts, unless `proxies` of our own stand before the
 * server: then as many steps further back, read from the right of X-Forwarded-For, where each of them wrote who called it.
 * What stands further left was sent by the caller and is never believed.
 */
export function networkOf(remote: string | undefined, forwarded: string | undefined, proxies: number): string {
  const callers = [...(forwarded?.split(',').map((part) => part.trim()) ?? []), remote ?? ''].reverse();
  const known = callers.slice(0, proxies + 1).map(network);
  // Something that is no address was not written by a proxy of ours: the one to its right is as far as we know.
  const unknown = known.indexOf(null);
  return (unknown === -1 ? known : known.slice(0, unknown)).at(-1) ?? 'unknown';
}

/** Notes on each request that reaches this server's sockets which network it came from; called once, at the start. */
export function noteNetworks(): void {
  const proxies = env().TRUSTED_PROXIES;
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    const forwarded = [request.headers['x-forwarded-for']].flat().join(',') || undefined;
    request.headers[noted] = networkOf(request.socket.remoteAddress, forwarded, proxies);
  });
}

/** The network the present request came from. */
export const currentNetwork = async (): Promise<string> => (await headers()).get(noted) ?? 'unknown';
