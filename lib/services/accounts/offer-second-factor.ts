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
    const found = await tx.secondFactor.findUnique({ where: { userId: id }, include: { secrets: true } });
    const { offered, offeredTo } = found?.secrets ?? {};
    const known = offered && offeredTo === session ? openSecret(offered, actor) : null;
    const secret = known ?? newSecret();
    if (!known) {
      const [userId, data] = [id, { offered: seal(secret, id), offeredTo: session }];
      await tx.secondFactor.upsert({ where: { userId }, create: { userId }, update: {} });
      await tx.factorSecret.upsert({ where: { userId }, create: { userId, ...data }, update: data });
    }
    return { ...appSetUp(secret, email), replaces: Boolean(found?.since) };
  });
}
