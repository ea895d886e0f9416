import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { LinkReason } from '@/lib/workflow/link-words';
import { isPublicAddress } from './address';

/** What answers for names. The system's name servers are asked directly: its hosts file, where inner names live, is not read. */
export type Names = Pick<Resolver, 'resolve4' | 'resolve6'>;

export const systemNames = (): Names => new Resolver({ timeout: 2_000, tries: 2 });

const codeOf = (result: PromiseSettledResult<string[]>): string =>
  result.status === 'rejected' ? String((result.reason as { code?: unknown }).code) : '';

/**
 * The one address to connect to for a host, or why none is. Every address the name has is looked at: one that is not
 * public spoils the name.
 */
export async function addressOf(host: string, names: Names): Promise<{ address: string } | LinkReason> {
  if (isIP(host) > 0) return isPublicAddress(host) ? { address: host } : 'not-public';
  const results = await Promise.allSettled([names.resolve4(host), names.resolve6(host)]);
  const addresses = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  if (!addresses.every(isPublicAddress)) return 'not-public';
  const [address] = addresses;
  if (address) return { address };
  return results.some((result) => codeOf(result) === 'ENOTFOUND') ? 'name-not-found' : 'name-unanswered';
}
