import type { NextAuthOptions } from 'next-auth';
import { getServerSession } from 'next-auth/next';
import { encode } from 'next-auth/jwt';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import {
  mustHaveSecondFactor,
  type Arriving,
  type Person,
  type Public,
  type System,
  type Visitor,
} from '@/lib/access/actor';
import { browserName } from '@/lib/browser-name';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { keepEvent } from '@/lib/db/events';
import { emailOf } from '@/lib/db/email-of';
import { refuse } from '@/lib/errors';
import { env } from '@/lib/env';
import { noteRequest } from '@/lib/observe/request';
import type { EventKind } from '@/lib/workflow/event-words';

const minutes = 60_000;

/** How long a session lasts: unused, in all, before its second step; and how long before an end people are warned. */
export const sessionLimits = {
  idle: 60 * minutes,
  absolute: 12 * 60 * minutes,
  arriving: 15 * minutes,
  warning: 5 * minutes,
};

const secure = () => env().BASE_URL.startsWith('https:');
const cookieName = () => `${secure() ? '__Host-' : ''}next-auth.session-token`;
const cookieOptions = () => ({ httpOnly: true, sameSite: 'lax' as const, secure: secure(), path: '/' });

/** next-auth reads the cookie; its token names a session row and says nothing about rights. */
const authOptions = (): NextAuthOptions => ({
  secret: env().NEXTAUTH_SECRET,
  providers: [],
  session: { strategy: 'jwt', maxAge: sessionLimits.absolute / 1000 },
  cookies: { sessionToken: { name: cookieName(), options: cookieOptions() } },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  callbacks: {
    session: ({ session, token }) => ({ ...session, id: typeof token.sid === 'string' ? token.sid : undefined }),
  },
});

/** Anybody at all: the public. */
export const publicActor: Public = { kind: 'public' } as Public;

/** The portal itself, for jobs and start-up work; never for what a person asks for. */
export const systemActor: System = { kind: 'system' } as System;

async function personOf(tx: Tx, userId: string, session: string | null): Promise<Person | null> {
  const user = await tx.user.findUnique({
    where: { id: userId, disabledAt: null },
    select: {
      id: true,
      name: true,
      email: { select: { address: true } },
      memberships: { select: { role: true, townId: true } },
    },
  });
  return user && ({ kind: 'person', session, ...user, email: emailOf(user) } as unknown as Person);
}

/** The actor of a user as the database has it now, or null if the user is gone or disabled. */
export const actorOf = (userId: string): Promise<Person | null> => db.atDoor((tx) => personOf(tx, userId, null));

async function sessionId(): Promise<string | null> {
  const session = (await getServerSession(authOptions())) as { id?: string } | null;
  return session?.id ?? null;
}

type Standing = { person: Person; needs: Arriving['needs'] | null; lastSeenAt: Date; expiresAt: Date };

/** What stands behind a session now, and which step of signing in is still to come; null once it has ended. */
async function standingOf(tx: Tx, id: string): Promise<Standing | null> {
  const at = now().getTime();
  const session = await tx.session.findUnique({ where: { id, revokedAt: null } });
  if (!session || session.expiresAt.getTime() <= at) return null;
  const { userId, lastSeenAt, expiresAt, createdAt, secondFactorAt } = session;
  if (at - lastSeenAt.getTime() >= sessionLimits.idle) return null;
  const person = await personOf(tx, userId, id);
  if (!person) return null;
  const factor = await tx.secondFactor.findUnique({ where: { userId }, select: { since: true } });
  const needs = factor?.since ? (secondFactorAt ? null : 'code') : mustHaveSecondFactor(person) ? 'set-up' : null;
  if (needs && at - createdAt.getTime() >= sessionLimits.arriving) return null;
  return { person, needs, lastSeenAt, expiresAt };
}

/**
 * Who a session stands for, read anew from the database: sign-out, disabling, another role, a second factor and time all
 * bite at once. The public, when the session has ended or its second step is still to come.
 */
export function actorOfSession(id: string, { watching = false } = {}): Promise<Visitor> {
  return db.atDoor(async (tx) => {
    const standing = await standingOf(tx, id);
    if (!standing || standing.needs) return publicActor;
    const at = now();
    // Once a minute is enough to know who is idle, and spares a write on every request.
    if (!watching && at.getTime() - standing.lastSeenAt.getTime() > minutes)
      await tx.session.update({ where: { id }, data: { lastSeenAt: at } });
    return standing.person;
  });
}

/** Who is on the way in with a session: their password is proven, their second step to come. */
export function arrivalOfSession(id: string): Promise<Arriving | null> {
  return db.atDoor(async (tx) => {
    const standing = await standingOf(tx, id);
    if (!standing?.needs) return null;
    const { id: user, name, email } = standing.person;
    return { kind: 'arriving', id: user, name, email, session: id, needs: standing.needs } as unknown as Arriving;
  });
}

export type SessionLeft = { idle: number; absolute: number };

/** Milliseconds until a session ends for want of use, and in any case; null once it has. Looking is not using. */
export function leftOfSession(id: string): Promise<SessionLeft | null> {
  return db.atDoor(async (tx) => {
    const standing = await standingOf(tx, id);
    if (!standing || standing.needs) return null;
    const at = now().getTime();
    const absolute = standing.expiresAt.getTime() - at;
    return { idle: Math.min(standing.lastSeenAt.getTime() + sessionLimits.idle - at, absolute), absolute };
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

/** Who is on the way in, if anybody is. */
export const currentArrival = cache(async (): Promise<Arriving | null> => {
  const id = await sessionId();
  return id ? arrivalOfSession(id) : null;
});

/** What is left of the present session, without using it. */
export async function sessionLeft(): Promise<SessionLeft | null> {
  const id = await sessionId();
  return id ? leftOfSession(id) : null;
}

/** The person asking; refused as unauthenticated otherwise. */
export async function currentPerson(): Promise<Person> {
  const actor = await currentActor();
  if (actor.kind === 'public')
    throw refuse('unauthenticated', 'Sign in to go on. What you typed is kept on this page.');
  return actor;
}

/** What opened a session: a password alone, or a code as well. */
export type Proven = 'password' | 'both';

/** By what somebody comes in; a renewal gives whoever is in a new session, and is not signing in. */
export type Entrance = 'password' | 'code' | 'sign-on' | 'invitation' | 'renewal';

/** Puts signing in or out on the record of the program: whose colleagues sign in when is nothing for a town to read. */
function recordSession(tx: Tx, kind: EventKind & `session.${string}`, userId: string, details: { by?: Entrance } = {}) {
  keepEvent(tx, { at: now(), kind, actorId: userId, townId: null, applicationId: null, details });
}

/** Opens a session for a user whose password was just proven; returns its id. On record once nothing is left to prove. */
export async function createSession(
  userId: string,
  proven: Proven = 'password',
  browser = '',
  by: Entrance = 'password',
): Promise<string> {
  const at = now();
  const expiresAt = new Date(at.getTime() + sessionLimits.absolute);
  const secondFactorAt = proven === 'both' ? at : null;
  const data = { userId, createdAt: at, lastSeenAt: at, expiresAt, secondFactorAt, browser };
  return db.atDoor(async (tx) => {
    const { id } = await tx.session.create({ data, select: { id: true } });
    const standing = by === 'renewal' ? null : await standingOf(tx, id);
    if (standing && !standing.needs) recordSession(tx, 'session.opened', userId, { by });
    return id;
  });
}

/**
 * Opens a session and gives the browser its cookie; whatever session the browser had before ends, so that an id known
 * from before is worth nothing. Returns what the second step asks for, if there is one.
 */
export async function openSession(
  userId: string,
  proven: Proven = 'password',
  by: Entrance = 'password',
): Promise<Arriving['needs'] | null> {
  const before = await sessionId();
  if (before) await endSession(before, { onRecord: by !== 'renewal' });
  const maxAge = sessionLimits.absolute / 1000;
  const browser = browserName((await headers()).get('user-agent') ?? '');
  const sid = await createSession(userId, proven, browser, by);
  const token = await encode({ secret: env().NEXTAUTH_SECRET, maxAge, token: { sid } });
  (await cookies()).set(cookieName(), token, { ...cookieOptions(), maxAge });
  return (await arrivalOfSession(sid))?.needs ?? null;
}

/** Ends a session; worthless from the next request on. Signing out, unless it had ended by itself or only just begun. */
export async function endSession(id: string, { onRecord = true } = {}): Promise<void> {
  await db.atDoor(async (tx) => {
    const standing = onRecord ? await standingOf(tx, id) : null;
    const ended = await tx.session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now() } });
    if (standing && !standing.needs && ended.count > 0) recordSession(tx, 'session.closed', standing.person.id);
  });
}

/** Ends the present session, if there is one, and takes its cookie back. */
export async function closeSession(): Promise<void> {
  const id = await sessionId();
  if (id) await endSession(id);
  // A cookie named __Host- is only taken back by one with the same path and Secure.
  (await cookies()).set(cookieName(), '', { ...cookieOptions(), maxAge: 0 });
}
