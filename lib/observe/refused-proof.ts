import { log } from '@/lib/log';
import { countRefusedProof } from './metrics';

/** What was to be proven with, and why it did not: few words, which are labels of a metric. */
export type RefusedProof = {
  what: 'sign-in' | 'code' | 'join' | 'reset' | 'address' | 'sign-on';
  why: 'wrong' | 'unknown' | 'waits' | 'closed' | 'other' | 'unverified' | 'failed';
  /** Id of the person it was tried for, where there is one. */
  person?: string;
};

/**
 * Notes that somebody could not prove who they are: a line in the log and a count. Not on the record, which whoever guesses
 * could fill; and without what was typed, since an address may be anybody's and is sometimes a password.
 */
export function noteRefusedProof({ what, why, person }: RefusedProof): void {
  countRefusedProof(what, why);
  log.warn({ proof: what, why, ...(person ? { person } : {}) }, 'proof refused');
}
