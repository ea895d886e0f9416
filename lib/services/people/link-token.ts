import { createHash, randomUUID } from 'node:crypto';
import { env } from '@/lib/env';
import { keyedHash } from '@/lib/keyed-hash';

/** What a single-use link opens, and the path before its token. */
const paths = { invitation: 'join', reset: 'reset', email: 'email' } as const;
export type LinkPurpose = keyof typeof paths;

const base = () => env().BASE_URL.replace(/\/$/, '');

/** An address of this portal, as people open it. */
export const addressOf = (path: string): string => `${base()}${path}`;

/** Only this hash of a token is stored: who reads the database cannot use the links. */
export const tokenHash = (purpose: LinkPurpose, token: string): string =>
  createHash('sha256').update(`${purpose} ${token}`).digest('hex');

/** The token of a row: 256 bits nobody can make without the portal's secret, so that it need not be stored to be mailed. */
const tokenOf = (purpose: LinkPurpose, id: string): string => keyedHash(`link ${purpose}`, id);

/** The link of a row whose token has this hash, or null where the portal's secret has changed since. */
export function linkOf(purpose: LinkPurpose, row: { id: string; tokenHash: string }): string | null {
  const token = tokenOf(purpose, row.id);
  return tokenHash(purpose, token) === row.tokenHash ? addressOf(`/${paths[purpose]}/${token}`) : null;
}

/** A new row's id and the hash of its token. */
export function newToken(purpose: LinkPurpose): { id: string; tokenHash: string } {
  const id = randomUUID();
  return { id, tokenHash: tokenHash(purpose, tokenOf(purpose, id)) };
}
