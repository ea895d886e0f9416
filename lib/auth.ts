import type { NextAuthOptions } from 'next-auth';
import { getServerSession } from 'next-auth/next';
import { encode } from 'next-auth/jwt';
import { cookies } from 'next/headers';
import { cache } from 'react';
import type { Person, Public, System, Visitor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { env } from '@/lib/env';
import { noteRequest } from '@/lib/observe/request';

const minutes = 60_000;
export const sessionLimits = { idle: 60 * minutes, absolute: 12 * 60 * minutes };

const secure = () => env().BASE_URL.startsWith('https:');
const cookieName = () => (secure() ? '__Secure-next-auth.session-token' : 'next-auth.session-token');

/** next-auth reads the cookie; its token names a session row and says nothing about rights. */
export const authOptions = (): NextAuthOptions => ({
  secret: env().NEXTAUTH_SECRET,
  providers: [],
  session: { strategy: 'jwt', maxAge: sessionLimits.absolute / 1000 },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  callbacks: {
    session: ({ session, token }) => ({ ...session, id: typeof token.sid === 'string' ? token.sid : undefined }),
  },
});

/** Anybody at all: the public. */
export const publicActor: Public = { kind: 'public' } as Public;

/** The portal itself, for jobs and start-up work; never for what a person asks for. */
export const systemActor: System = { kind: 'system' } as System;

async function personOf(tx: Tx, userId: string): Promise<Person | null> {
  const user = await tx.user.findUnique({
    where: { id: userId, disabledAt: null },
    select: { id: true, name: true, email: true, memberships: { select: { role: true, townId: true } } },
  });
  return user && ({ kind: 'person', ...user } as unknown as Person);
}

/** The actor of a user as the database has it now, or null if the user is gone or disabled. */
export const actorOf = (userId: string): Promise<Person | null> => db.atDoor((tx) => personOf(tx, userId));

async function sessionId(): Promise<string | null> {
  const session = (await getServerSession(authOptions())) as { id?: string } | null;
  return session?.id ?? null;
}

/**
 * Who a session stands for, read anew from the database: sign-out, disabling, another role and time all bite at once. The
 * public, when the session has ended.
 */
export function actorOfSession(id: string, { watching = false } = {}): Promise<Visitor> {
  const at = now();
  return db.atDoor(async (tx) => {
    const session = await tx.session.findUnique({
      where: { id },
      select: { userId: true, revokedAt: true, lastSeenAt: true, expiresAt: true },
    });
    const live =
      session &&
      !session.revokedAt &&
      session.expiresAt > at &&
      at.getTime() - session.lastSeenAt.getTime() < sessionLimits.idle;
    if (!live) return publicActor;
    // Once a minute is enough to know who is idle, and spares a write on every request.
    if (!watching && at.getTime() - session.lastSeenAt.getTime() > minutes)
      await tx.session.update({ where: { id }, data: { lastSeenAt: at } });
    return (await personOf(tx, session.userId)) ?? publicActor;
  });
}

/** Who is asking. */
export const currentActor = cache(async (): Promise<Visitor> => {
  const id = await sessionId();
  const actor = id ? await actorOfSession(id) : publicActor;
  if (actor.kind === 'person') noteRequest({ actor: actor.id });
  return actor;
});

/** Who is asking for something that is no use of the session, and does not keep it alive. */
export async function watchingActor(): Promise<Visitor> {
  const id = await sessionId();
  const actor = id ? await actorOfSession(id, { watching: true }) : publicActor;
  if (actor.kind === 'person') noteRequest({ actor: actor.id });
  return actor;
}

/** The person asking; refused as unauthenticated otherwise. */
export async function currentPerson(): Promise<Person> {
  const actor = await currentActor();
  if (actor.kind === 'public')
    throw refuse('unauthenticated', 'Sign in to go on. What you typed is kept on this page.');
  return actor;
}

/** Opens a session for a user whose password was just proven; returns its id. */
export async function createSession(userId: string): Promise<string> {
  const at = now();
  const data = { userId, createdAt: at, lastSeenAt: at, expiresAt: new Date(at.getTime() + sessionLimits.absolute) };
  const { id } = await db.atDoor((tx) => tx.session.create({ data, select: { id: true } }));
  return id;
}

/** Opens a session and gives the browser its cookie; whatever session the browser had before ends. */
export async function openSession(userId: string): Promise<void> {
  await closeSession();
  const maxAge = sessionLimits.absolute / 1000;
  const token = await encode({ secret: env().NEXTAUTH_SECRET, maxAge, token: { sid: await createSession(userId) } });
  (await cookies()).set(cookieName(), token, { httpOnly: true, sameSite: 'lax', secure: secure(), path: '/', maxAge });
}

/** Ends a session; worthless from the next request on. */
export async function endSession(id: string): Promise<void> {
  await db.atDoor((tx) => tx.session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now() } }));
}

/** Ends the present session, if there is one, and takes its cookie back. */
export async function closeSession(): Promise<void> {
  const id = await sessionId();
  if (id) await endSession(id);
  (await cookies()).delete(cookieName());
}
