import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Actor, Person } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { env } from '@/lib/env';
import { recordEvent } from '@/lib/services/record/record-event';
import { proveAgain } from './prove-again';
import { codeInput } from './prove-code';

/** Ends all of a user's sessions but one, from their next request on; says how many. */
export async function revokeSessions(tx: Tx, userId: string, but: string | null = null): Promise<number> {
  const where = { userId, revokedAt: null, ...(but ? { id: { not: but } } : {}) };
  return (await tx.session.updateMany({ where, data: { revokedAt: now() } })).count;
}

/** What a page calls a session by: its id stays with the cookie. */
export const sessionHandle = (id: string): string =>
  createHmac('sha256', env().NEXTAUTH_SECRET).update(`session ${id}`).digest('base64url');

export const endOwnSessionsInput = z.strictObject({
  /** Empty: all but the one it is asked from. */
  session: z.string().max(100),
  currentPassword: z.string().max(1000).optional(),
  code: codeInput.optional(),
});
type Input = z.infer<typeof endOwnSessionsInput>;

/** The sessions of their own that a person wants ended; not-found for anybody else's. */
async function chosen(actor: Person, handle: string): Promise<string[]> {
  const open = await db.as(actor, (tx) =>
    tx.session.findMany({ where: { userId: actor.id, revokedAt: null }, select: { id: true } }),
  );
  const wanted = open.filter(({ id }) => (handle ? sessionHandle(id) === handle : id !== actor.session));
  if (handle && wanted.length === 0) throw notFound();
  return wanted.map(({ id }) => id);
}

/**
 * Ends one of a person's own sessions, or all but the one it is asked from, once they have shown again who they are: whoever
 * finds a session left open must not lock its person out of the others.
 */
export async function endOwnSessions(actor: Actor, { session, ...proof }: Input): Promise<{ ended: number }> {
  if (actor.kind !== 'person') throw notFound();
  const ids = await chosen(actor, session);
  await proveAgain(actor, proof);
  return db.as(actor, async (tx) => {
    const where = { id: { in: ids }, userId: actor.id, revokedAt: null };
    const { count: ended } = await tx.session.updateMany({ where, data: { revokedAt: now() } });
    if (ended > 0) await recordEvent(tx, actor, 'session.ended', { details: { sessions: ended } });
    return { ended };
  });
}
