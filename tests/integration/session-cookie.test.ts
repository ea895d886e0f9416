import { decode } from 'next-auth/jwt';
import { afterEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { actorOfSession, closeSession, openSession, publicActor } from '@/lib/auth';
import { now } from '@/lib/clock';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';

/** A browser's end of the wire: what it was told to keep, and the session its cookie stands for. */
const browser = vi.hoisted(() => ({ told: [] as { name: string; value: string; options: object }[], session: '' }));

vi.mock('next/headers', () => ({
  headers: async () => new Headers({ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0' }),
  cookies: async () => ({
    set: (name: string, value: string, options: object) => browser.told.push({ name, value, options }),
  }),
}));
vi.mock('next-auth/next', () => ({ getServerSession: async () => (browser.session ? { id: browser.session } : null) }));

await freshDatabase();
Object.assign(process.env, { BASE_URL: 'https://certify.example.org', NEXTAUTH_URL: 'https://certify.example.org' });

afterEach(() => {
  browser.told = [];
});

it('a session’s cookie is for this host alone behind TLS, out of reach of scripts, and says nothing but an id', async () => {
  const { id } = await prisma().user.create({
    data: { email: { create: { address: 'somebody@reed.gov' } }, name: 'Somebody', createdAt: now() },
  });
  expect(await openSession(id)).toBeNull();
  const { name, value, options } = browser.told.at(-1)!;
  expect(name).toMatch(/^__Host-/);
  expect(options).toEqual({ httpOnly: true, sameSite: 'lax', secure: true, path: '/', maxAge: 12 * 3600 });
  // Sealed and encrypted; opened it holds the session's id, and nothing of whose it is or what they may do.
  const [head = ''] = value.split('.');
  expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toMatchObject({ alg: 'dir', enc: 'A256GCM' });
  const secret = process.env.NEXTAUTH_SECRET!;
  const said = await decode({ token: value, secret });
  expect(Object.keys(said!).sort()).toEqual(['exp', 'iat', 'jti', 'sid']);
  await expect(decode({ token: value, secret: `${secret} ` })).rejects.toThrow();
  const { id: first, browser: seenBy } = await prisma().session.findFirstOrThrow({ where: { userId: id } });
  expect(seenBy).toBe('Firefox on Linux');
  expect(said!.sid).toBe(first);
  expect(z.uuidv4().safeParse(first).success).toBe(true);
  expect(await actorOfSession(first)).toMatchObject({ id });

  // The id rotates: who knew the first has nothing once the second was given.
  browser.session = first;
  await openSession(id, 'both');
  const second = await prisma().session.findFirstOrThrow({ where: { userId: id, id: { not: first } } });
  expect(await actorOfSession(first)).toEqual(publicActor);
  expect(await actorOfSession(second.id)).toMatchObject({ id, session: second.id });

  browser.session = second.id;
  await closeSession();
  expect(await actorOfSession(second.id)).toEqual(publicActor);
  expect(browser.told.at(-1)).toMatchObject({ name, value: '', options: { maxAge: 0, secure: true, path: '/' } });
});

/** The one session of a user that has not ended. */
const openSessionOf = async (userId: string) =>
  (await prisma().session.findFirstOrThrow({ where: { userId, revokedAt: null } })).id;

it('who came in, by what, and who went is on record once: no step on the way, and no new id of whoever is in', async () => {
  const { id } = await prisma().user.create({
    data: { email: { create: { address: 'another@reed.gov' } }, name: 'Another', createdAt: now() },
  });
  browser.session = '';
  expect(await openSession(id)).toBeNull();
  browser.session = await openSessionOf(id);
  await openSession(id);
  browser.session = await openSessionOf(id);
  await closeSession();
  await closeSession();

  await prisma().secondFactor.create({ data: { userId: id, since: now() } });
  browser.session = '';
  expect(await openSession(id)).toBe('code');
  browser.session = await openSessionOf(id);
  await openSession(id, 'both', 'code');
  browser.session = await openSessionOf(id);
  await openSession(id, 'both', 'renewal');
  expect(await actorOfSession(browser.session)).toEqual(publicActor);
  browser.session = await openSessionOf(id);
  await closeSession();
  await closeSession();
  const events = await prisma().event.findMany({ where: { actorId: id }, orderBy: { number: 'asc' } });
  expect(events.map(({ kind, details, townId }) => ({ kind, details, townId }))).toEqual(
    [
      ['session.opened', { by: 'password' }],
      ['session.closed', {}],
      ['session.opened', { by: 'password' }],
      ['session.closed', {}],
      ['session.opened', { by: 'code' }],
      ['session.closed', {}],
    ].map(([kind, details]) => ({ kind, details, townId: null })),
  );
});
