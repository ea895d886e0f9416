import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { env } from '@/lib/env';
import { recordEvent } from '@/lib/services/record/record-event';

/** Ends all of a user's sessions but one, from their next request on; says how many. */
export async function revokeSessions(tx: Tx, userId: string, but: string | null = null): Promise<number> {
  const where = { userId, revokedAt: null, ...(but ? { id: { not: but } } : {}) };
  return (await tx.session.updateMany({ where, data: { revokedAt: now() } })).count;
}

/** What a page calls a session by: its id stays with the cookie. */
export const sessionHandle = (id: string): string =>
  createHmac('sha256', env().NEXTAUTH_SECRET).update(`session ${id}`).digest('base64url');

export const endOwnSessionInput = z.strictObject({ session: z.string().min(1).max(100) });

/** Ends one of a person's own sessions; not-found for anybody else's. */
export async function endOwnSession(actor: Actor, input: z.infer<typeof endOwnSessionInput>): Promise<void> {
  if (actor.kind !== 'person') throw notFound();
  await db.as(actor, async (tx) => {
    const open = await tx.session.findMany({ where: { userId: actor.id, revokedAt: null }, select: { id: true } });
    const session = open.find(({ id }) => sessionHandle(id) === input.session);
    if (!session) throw notFound();
    await tx.session.update({ where: { id: session.id }, data: { revokedAt: now() } });
    await recordEvent(tx, actor, 'session.ended', { details: { sessions: 1 } });
  });
}

/** Ends every session of a person but the one they ask from. */
export async function endOtherSessions(actor: Actor): Promise<{ ended: number }> {
  if (actor.kind !== 'person') throw notFound();
  return db.as(actor, async (tx) => {
    const ended = await revokeSessions(tx, actor.id, actor.session);
    if (ended > 0) await recordEvent(tx, actor, 'session.ended', { details: { sessions: ended } });
    return { ended };
  });
}
