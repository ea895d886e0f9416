import type { Arriving, Person } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { seal } from '@/lib/seal';
import { openSecret } from './factor-secret';
import { appSetUp, newSecret, type AppSetUp } from './one-time-code';

/**
 * A new secret for an authenticator app. One session is shown the same until it is confirmed, and no other session ever:
 * what somebody else was shown must not become the secret of the account.
 */
export async function offerSecondFactor(actor: Person | Arriving): Promise<AppSetUp & { replaces: boolean }> {
  if (actor.kind === 'arriving' && actor.needs === 'code') throw refuse('forbidden', 'Enter your code first.');
  const { id, email, session } = actor;
  return db.atDoor(async (tx) => {
    const found = await tx.secondFactor.findUnique({ where: { userId: id } });
    const known = found?.offered && found.offeredTo === session ? openSecret(found.offered, actor) : null;
    const secret = known ?? newSecret();
    const data = { offered: seal(secret, id), offeredTo: session };
    if (!known) await tx.secondFactor.upsert({ where: { userId: id }, create: { userId: id, ...data }, update: data });
    return { ...appSetUp(secret, email), replaces: Boolean(found?.since) };
  });
}
