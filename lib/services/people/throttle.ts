import { randomUUID } from 'node:crypto';
import { subHours } from 'date-fns';
import type { Actor, System } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { keyedHash } from '@/lib/keyed-hash';
import { noteRefusedProof } from '@/lib/observe/refused-proof';
import { count } from '@/lib/words';

/** What is tried, for which account (its address or id) and from which network. */
export type Attempt = { what: 'sign-in' | 'code' | 'join' | 'reset' | 'address'; account?: string; from?: string };

/** Tries without a wait within so many hours; then the first wait, doubled with each try, up to the longest (in seconds). */
type Limit = { free: number; hours: number; first: number; longest: number };

const account: Limit = { free: 3, hours: 24, first: 5, longest: 15 * 60 };
// A town hall shares one address: a few people may mistype without the others noticing.
const network: Limit = { free: 30, hours: 1, first: 2, longest: 60 };
// Each of these sends a mail to somebody.
const mailbox: Limit = { free: 3, hours: 24, first: 60, longest: 60 * 60 };

/** Seconds to wait after the latest of so many tries. */
const waitAfter = (tries: number, { free, first, longest }: Limit = account): number =>
  tries < free ? 0 : Math.min(first * 2 ** Math.min(tries - free, 20), longest);

type Key = { who: string; limit: Limit; words: string };

/** Joining with an account and signing in guess the same password, and share its delay. */
const accountPurpose = ({ what }: Attempt) => (what === 'join' ? 'sign-in' : what);

function keysOf(attempt: Attempt): Key[] {
  const keys: Key[] = [];
  if (attempt.account)
    keys.push({
      who: keyedHash(`tries ${accountPurpose(attempt)}`, attempt.account),
      limit: attempt.what === 'reset' || attempt.what === 'address' ? mailbox : account,
      words: attempt.what === 'code' ? 'Too many codes were tried.' : 'Too many tries for this address.',
    });
  if (attempt.from)
    keys.push({
      who: keyedHash(`tries from ${attempt.what}`, attempt.from),
      limit: network,
      words: 'Too many tries from your network.',
    });
  return keys.sort((a, b) => (a.who < b.who ? -1 : 1));
}

/** Refuses while the delay of a key runs. */
async function ensureNoWait(tx: Tx, what: Attempt['what'], { who, limit, words }: Key, at: Date): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${who}, 0))`;
  const tries = await tx.signInAttempt.findMany({
    where: { who, at: { gt: subHours(at, limit.hours) } },
    orderBy: { at: 'desc' },
    select: { at: true },
    take: limit.free + 20,
  });
  const last = tries[0];
  const due = waitAfter(tries.length, limit);
  // Several at once come here in another order than they were made in: without a delay none is late for that.
  if (!last || due === 0) return;
  const wait = Math.ceil(due - (at.getTime() - last.at.getTime()) / 1000);
  if (wait <= 0) return;
  noteRefusedProof({ what, why: 'waits' });
  throw refuse('not-ready', `${words} Try again in ${count(wait, 'second')}.`);
}

/** A try that was counted, to be forgotten when it turns out to have been right. */
export type Counted = { account: string[]; ids: string[] };

/**
 * Counts a try before anything about it is looked at, one at a time for each account and network, so that a hundred at
 * once gain nothing; refused while a delay runs. Known and unknown accounts are treated alike.
 */
export async function countTry(_actor: Actor, attempt: Attempt): Promise<Counted> {
  const keys = keysOf(attempt);
  const at = now();
  const rows = keys.map(({ who }) => ({ id: randomUUID(), who, at }));
  await db.atDoor(async (tx) => {
    for (const key of keys) await ensureNoWait(tx, attempt.what, key, at);
    await tx.signInAttempt.createMany({ data: rows });
  });
  const own = keys.filter(({ limit }) => limit !== network).map(({ who }) => who);
  return { account: own, ids: rows.map(({ id }) => id) };
}

/**
 * Forgets the failed tries of an account whose secret was just proven, and that this one came from its network. What else
 * came from there still counts: an account of one's own is no way around the delay.
 */
export async function forgetTries(_actor: Actor, { account: own, ids }: Counted): Promise<void> {
  await db.atDoor((tx) => tx.signInAttempt.deleteMany({ where: { OR: [{ who: { in: own } }, { id: { in: ids } }] } }));
}

/** Forgets the tries that no delay is counted from any more. */
export async function forgetOldTries(actor: System): Promise<void> {
  await db.as(actor, (tx) => tx.signInAttempt.deleteMany({ where: { at: { lt: subHours(now(), account.hours) } } }));
}
