import { isIP } from 'node:net';
import type { LinkReason } from '@/lib/workflow/link-words';
import { isPublicAddress } from './address';

/** Where a visit goes: the address, and its host as a name or as an IP address without brackets. */
export type Target = { url: URL; host: string };

const reserved = /(^|\.)(example|test|invalid|example\.(com|net|org))$/;
const local = /(^|\.)(localhost|local|localdomain|internal|intranet|private|corp|home|lan|home\.arpa)$/;

/** The host of an address as a name or an IP address, without brackets and the dot at the end; lower case. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

/** Whether an address is on a name that is kept for examples: nothing is there, and nobody is asked. */
export const isReserved = (text: string): boolean => URL.canParse(text) && reserved.test(hostOf(new URL(text)));

/**
 * What an address leads to, or why it is not visited. The parser has brought every spelling of an IP address (decimal,
 * octal, hexadecimal, short, full-width) into the usual one.
 */
export function targetOf(text: string, ports: readonly string[]): Target | LinkReason {
  if (!URL.canParse(text)) return 'no-address';
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'wrong-scheme';
  if (url.username || url.password) return 'credentials';
  if (!ports.includes(url.port || (url.protocol === 'https:' ? '443' : '80'))) return 'wrong-port';
  url.hash = '';
  const host = hostOf(url);
  if (isIP(host) > 0) return isPublicAddress(host) ? { url, host } : 'not-public';
  if (reserved.test(host)) return 'reserved-name';
  if (local.test(host) || !host.includes('.') || host.startsWith('.')) return 'not-public';
  return { url, host };
}
