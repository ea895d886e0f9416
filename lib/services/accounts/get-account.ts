import { subMilliseconds } from 'date-fns';
import { mustHaveSecondFactor, type Actor } from '@/lib/access/actor';
import { sessionLimits } from '@/lib/auth';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { emailOf } from '@/lib/db/email-of';
import { notFound } from '@/lib/errors';
import { sessionHandle } from './end-sessions';

export type SessionView = { handle: string; browser: string; since: Date; lastSeen: Date; own: boolean };
export type AccountView = {
  name: string;
  email: string;
  sessions: SessionView[];
  /** When the second factor was set up; null while it is off. */
  secondFactor: Date | null;
  mustHaveSecondFactor: boolean;
  /** Recovery codes not used yet. */
  recoveryCodes: number;
};

/** A person's own account: who they are, where they are signed in, and their second step. */
export async function getAccount(actor: Actor): Promise<AccountView> {
  if (actor.kind !== 'person') throw notFound();
  const at = now();
  return db.as(actor, async (tx) => {
    const user = await tx.user.findUniqueOrThrow({
      where: { id: actor.id },
      include: {
        email: true,
        secondFactor: { select: { since: true, recoveryCodes: { where: { usedAt: null }, select: { id: true } } } },
        sessions: {
          where: {
            revokedAt: null,
            expiresAt: { gt: at },
            lastSeenAt: { gt: subMilliseconds(at, sessionLimits.idle) },
          },
          orderBy: { lastSeenAt: 'desc' },
          take: 50,
        },
      },
    });
    return {
      name: user.name,
      email: emailOf(user),
      sessions: user.sessions.map(({ id, browser, createdAt, lastSeenAt }) => ({
        handle: sessionHandle(id),
        browser: browser || 'A browser',
        since: createdAt,
        lastSeen: lastSeenAt,
        own: id === actor.session,
      })),
      secondFactor: user.secondFactor?.since ?? null,
      mustHaveSecondFactor: mustHaveSecondFactor(actor),
      recoveryCodes: user.secondFactor?.recoveryCodes.length ?? 0,
    };
  });
}
