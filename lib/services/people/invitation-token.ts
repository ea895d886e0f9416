import { createHash, randomBytes } from 'node:crypto';
import { addDays } from 'date-fns';
import { env } from '@/lib/env';

export const invitationDays = 14;

/** Only this hash of a token is stored: who reads the database cannot use the links. */
export const tokenHash = (token: string): string => createHash('sha256').update(`invitation ${token}`).digest('hex');

/** A new token of 256 random bits with what is stored of it and the link to hand over. */
export function newInvitationToken(at: Date): { hash: string; expiresAt: Date; link: string } {
  const token = randomBytes(32).toString('base64url');
  return {
    hash: tokenHash(token),
    expiresAt: addDays(at, invitationDays),
    link: `${env().BASE_URL.replace(/\/$/, '')}/join/${token}`,
  };
}
