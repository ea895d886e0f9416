import { createHash } from 'node:crypto';
import { subHours } from 'date-fns';
import type { Actor, System } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { count } from '@/lib/words';

const free = 3;
const longest = 15 * 60;

/** What is tried, and for which account: its address, or its id. */
export type Attempt = { what: 'sign-in' | 'code'; account: string };

const accountKey = ({ what, account }: Attempt) => createHash('sha256').update(`${what} ${account}`).digest('hex');

/** Seconds to wait after the latest of `failures` failed sign-ins: none for the first three, then 5, 10, 20 … up to 15 minutes. */
export const waitAfter = (failures: number): number =>
  failures < free ? 0 : Math.min(5 * 2 ** Math.min(failures - free, 20), longest);

/**
 * Counts a try before its password is looked at, one at a time for each account, so that a hundred at once gain nothing;
 * refused while the account's delay runs. Known and unknown accounts are treated alike.
 */
export async function countTry(_actor: Actor, attempt: Attempt): Promise<Attempt> {
  const who = accountKey(attempt);
  const at = now();
  await db.atDoor(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${who}, 0))`;
    const failures = await tx.signInAttempt.findMany({
      where: { who, at: { gt: subHours(at, 24) } },
      orderBy: { at: 'desc' },
      select: { at: true },
      take: 30,
    });
    const last = failures[0];
    const wait = last ? Math.ceil(waitAfter(failures.length) - (at.getTime() - last.at.getTime()) / 1000) : 0;
    if (wait > 0)
      throw refuse(
        'not-ready',
        `${attempt.what === 'code' ? 'Too many codes were tried.' : 'Too many tries for this address.'} Try again in ${count(wait, 'second')}.`,
      );
    await tx.signInAttempt.create({ data: { who, at } });
  });
  return attempt;
}

/** Forgets the tries that no delay is counted from any more. */
export async function forgetOldTries(actor: System): Promise<void> {
  await db.as(actor, (tx) => tx.signInAttempt.deleteMany({ where: { at: { lt: subHours(now(), 24) } } }));
}

/** Forgets the failed tries of an account whose password was just proven. */
export async function forgetTries(_actor: Actor, attempt: Attempt): Promise<void> {
  await db.atDoor((tx) => tx.signInAttempt.deleteMany({ where: { who: accountKey(attempt) } }));
}
