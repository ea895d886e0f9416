import { createHmac } from 'node:crypto';
import { env } from '@/lib/env';

/**
 * What only this portal can work out of a text: a keyed hash under the session secret, of its own for each purpose. Whoever
 * reads the database, or a copy of it, can neither guess the text nor make the hash.
 */
export const keyedHash = (purpose: string, text: string): string =>
  createHmac('sha256', env().NEXTAUTH_SECRET).update(`${purpose}\u0000${text}`).digest('base64url');
