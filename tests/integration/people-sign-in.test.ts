import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorOf, actorOfSession, createSession, endSession, publicActor, sessionLimits } from '@/lib/auth';
import { holdClock, now } from '@/lib/clock';
import type { Refusal } from '@/lib/errors';
import { hashPassword } from '@/lib/passwords';
import { signIn } from '@/lib/services/people/sign-in';
import { countTry } from '@/lib/services/people/throttle';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';

await freshDatabase();

const password = 'six quiet herons wade here';
const start = '2026-03-02T09:00:00-05:00';
let hash: string;
let count = 0;

async function somebody(domain = 'aldbrook.gov') {
  count += 1;
  const email = `person${count}@${domain}`;
  const user = await prisma().user.create({
    data: {
      email: { create: { address: email } },
      name: 'Somebody',
      password: { create: { hash, setAt: now() } },
      createdAt: now(),
    },
  });
  return { ...user, email };
}

const answerOf = (work: Promise<unknown>) =>
  work.then(
    () => 'in',
    ({ code, message }: Refusal) => `${code}: ${message}`,
  );
const tryIn = (email: string, secret: string) => signIn(publicActor, { email, password: secret });
const later = (seconds: number) => holdClock(new Date(now().getTime() + seconds * 1000));

beforeAll(async () => {
  hash = await hashPassword(password);
});
beforeEach(() => holdClock(start));

describe('signing in', () => {
  it('lets the right password in and leads only to paths of this portal', async () => {
    const { email, id } = await somebody();
    expect(await signIn(publicActor, { email, password, next: '/people?town=aldbrook' })).toEqual({
      userId: id,
      next: '/people?town=aldbrook',
    });
    for (const next of [
      'https://elsewhere.example/',
      '//elsewhere.example',
      '/\\elsewhere.example',
      'javascript:alert(1)',
    ])
      expect((await signIn(publicActor, { email, password, next })).next).toBe('/home');
  });

  it('answers alike for an unknown address, a wrong password and a disabled account', async () => {
    const known = await somebody();
    const disabled = await somebody();
    await prisma().user.update({ where: { id: disabled.id }, data: { disabledAt: now() } });
    const answers = await Promise.all([
      answerOf(tryIn('nobody@aldbrook.gov', password)),
      answerOf(tryIn(known.email, 'not the password at all')),
      answerOf(tryIn(disabled.email, password)),
    ]);
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^forbidden: /);
  });

  it('does not let the people of a demonstration in where there is none', async () => {
    const { email } = await somebody('aldbrook.example');
    expect(await answerOf(tryIn(email, password))).toBe(await answerOf(tryIn('nobody@x.gov', password)));
  });

  it('asks for patience after three failures, longer each time, and forgets them after a success', async () => {
    const { email } = await somebody();
    for (let n = 0; n < 3; n += 1) expect(await answerOf(tryIn(email, 'wrong wrong wrong'))).toMatch(/^forbidden/);
    expect(await answerOf(tryIn(email, password))).toMatch(/^not-ready: .*Try again in 5 seconds/);
    later(5);
    expect(await answerOf(tryIn(email, 'wrong wrong wrong'))).toMatch(/^forbidden/);
    later(5);
    expect(await answerOf(tryIn(email, password))).toMatch(/Try again in 5 seconds/);
    later(5);
    expect(await answerOf(tryIn(email, password))).toBe('in');
    expect(await answerOf(tryIn(email, 'wrong wrong wrong'))).toMatch(/^forbidden/);
  });

  it('delays unknown addresses just the same', async () => {
    const email = 'never-there@aldbrook.gov';
    for (let n = 0; n < 3; n += 1) await answerOf(tryIn(email, 'wrong wrong wrong'));
    expect(await answerOf(tryIn(email, password))).toMatch(/Try again in 5 seconds/);
  });

  it('looks at no more passwords when many are tried at once', async () => {
    const { email } = await somebody();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => answerOf(tryIn(email, `guess number ${n}`))),
    );
    expect(answers.filter((answer) => answer.startsWith('forbidden'))).toHaveLength(3);
    expect(answers.filter((answer) => answer.startsWith('not-ready'))).toHaveLength(17);
  });
});

describe('tries from one network', () => {
  const office = '203.0.113.7';
  const from = (network: string, email: string, secret = 'wrong wrong wrong') =>
    answerOf(signIn(publicActor, { email, password: secret, from: network }));
  const spread = async (tries: number) => {
    for (let n = 0; n < tries; n += 1)
      await countTry(publicActor, { what: 'sign-in', account: `victim${n}@aldbrook.gov`, from: office });
  };
  beforeEach(() => prisma().signInAttempt.deleteMany());

  it('on many accounts slow down, and other networks do not', async () => {
    await spread(30);
    expect(await from(office, 'victim30@aldbrook.gov')).toMatch(/^not-ready: .*network. Try again in 2 seconds/);
    later(2);
    expect(await from(office, 'victim31@aldbrook.gov')).toMatch(/^forbidden/);
    expect(await from(office, 'victim32@aldbrook.gov')).toMatch(/Try again in 4 seconds/);
    const { email } = await somebody();
    expect(await from('198.51.100.1', email, password)).toBe('in');
    later(4);
    expect(await from(office, email, password)).toBe('in');
    later(3600);
    expect(await from(office, 'victim33@aldbrook.gov')).toMatch(/^forbidden/);
  });

  it('hold nobody up who set out earlier and comes later, by some milliseconds', async () => {
    const tryFrom = (who: string) =>
      countTry(publicActor, { what: 'sign-in', account: `${who}@aldbrook.gov`, from: office });
    later(0.05);
    await tryFrom('first');
    holdClock(start);
    await expect(tryFrom('second')).resolves.toMatchObject({ ids: [expect.any(String), expect.any(String)] });
  });

  it('do not shut a colleague out after three mistakes of somebody else', async () => {
    const [clumsy, colleague] = [await somebody(), await somebody()];
    for (let n = 0; n < 3; n += 1) await from(office, clumsy.email);
    expect(await from(office, clumsy.email, password)).toMatch(/^not-ready: .*this address/);
    expect(await from(office, colleague.email, password)).toBe('in');
  });

  it('are not forgotten by signing in to an account of one’s own', async () => {
    const { email } = await somebody();
    await spread(29);
    expect(await from(office, email, password)).toBe('in');
    expect(await from(office, 'victim29@aldbrook.gov')).toMatch(/^forbidden/);
    expect(await from(office, 'victim30@aldbrook.gov')).toMatch(/^not-ready/);
  });

  it('let no more through when they come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => from(office, `at-once${n}@aldbrook.gov`)));
    expect(answers.filter((answer) => answer.startsWith('forbidden'))).toHaveLength(30);
  }, 60_000);

  it('are kept under a keyed hash: neither the network nor the address can be read or worked out', async () => {
    await from(office, 'somebody@aldbrook.gov');
    const rows = await prisma().signInAttempt.findMany();
    expect(rows).toHaveLength(2);
    const plain = ['203.0.113.7', 'somebody@aldbrook.gov'].flatMap((text) => [text, `sign-in ${text}`]);
    const guesses = plain.flatMap((text) => [
      text,
      ...(['hex', 'base64url'] as const).map((form) => createHash('sha256').update(text).digest(form)),
    ]);
    for (const { who } of rows) for (const guess of guesses) expect(who).not.toContain(guess);
  });
});

describe('a session', () => {
  it('ends with sign-out, and with time', async () => {
    const { id } = await somebody();
    const [first, second, third] = [await createSession(id), await createSession(id), await createSession(id)];
    expect(await actorOfSession(first)).toMatchObject({ kind: 'person', id });
    await endSession(first);
    expect(await actorOfSession(first)).toEqual(publicActor);
    later(sessionLimits.idle / 1000 - 1);
    expect(await actorOfSession(second)).toMatchObject({ id });
    later(2);
    expect(await actorOfSession(third)).toEqual(publicActor);
    for (let hours = 1; hours <= 11; hours += 1) {
      later(3500);
      expect((await actorOfSession(second)).kind).toBe(hours < 12 ? 'person' : 'public');
    }
    later(3500);
    expect(await actorOfSession(second)).toEqual(publicActor);
  });

  it('has the rights that stand in the database at each request', async () => {
    const { id } = await somebody();
    const town = await prisma().town.create({ data: { slug: 'reed', name: 'Reed', county: 'X', council: 'X' } });
    const membership = await prisma().membership.create({
      data: { userId: id, role: 'contact', townId: town.id, createdAt: now() },
    });
    const session = await createSession(id);
    const roles = async () => {
      const actor = await actorOfSession(session);
      return actor.kind === 'person' ? actor.memberships.map((m) => m.role) : 'public';
    };
    expect(await roles()).toEqual(['contact']);
    await prisma().membership.update({ where: { id: membership.id }, data: { role: 'viewer' } });
    expect(await roles()).toEqual(['viewer']);
    await prisma().membership.delete({ where: { id: membership.id } });
    expect(await roles()).toEqual([]);
    await prisma().user.update({ where: { id }, data: { disabledAt: now() } });
    expect(await roles()).toBe('public');
    expect(await actorOf(id)).toBeNull();
  });
});
