import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorOfSession, createSession, publicActor } from '@/lib/auth';
import { holdClock, now } from '@/lib/clock';
import { prisma } from '../support/owner';
import type { Refusal } from '@/lib/errors';
import { hashPassword } from '@/lib/passwords';
import { requestReset } from '@/lib/services/people/request-reset';
import { findReset, resetPassword } from '@/lib/services/people/reset-password';
import { signIn } from '@/lib/services/people/sign-in';
import { freshDatabase } from '../support/database';
import { tokenIn } from '../support/letters';
import { mailbox } from '../support/mailbox';

await freshDatabase();

const old = 'six quiet herons wade here';
const fresh = 'nine loud geese land there';
let hash: string;
let count = 0;

async function somebody() {
  count += 1;
  const email = `person${count}@aldbrook.gov`;
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
    () => 'done',
    ({ code }: Refusal) => code,
  );
const later = (minutes: number) => holdClock(new Date(now().getTime() + minutes * 60_000));
const ask = (email: string) => requestReset(publicActor, { email, from: '203.0.113.7' });
const use = (token: string, password = fresh) => answerOf(resetPassword(publicActor, { token, password }));
const signsIn = (email: string, password: string) => answerOf(signIn(publicActor, { email, password }));

/** A person with the token of a link that was sent to them. */
async function asked() {
  const person = await somebody();
  await ask(person.email);
  return { ...person, token: tokenIn(await mailbox(), person.email) };
}

beforeAll(async () => {
  hash = await hashPassword(old);
});
beforeEach(async () => {
  holdClock('2026-03-02T09:00:00-05:00');
  await prisma().$executeRaw`truncate sign_in_attempts`;
});

describe('a link to a new password', () => {
  it('comes by mail, sets the password once, and tells the owner', async () => {
    const { id, email, token } = await asked();
    expect(await findReset(publicActor, token)).toMatchObject({ email });
    expect(await use(token)).toBe('done');
    expect(await signsIn(email, old)).toBe('forbidden');
    expect(await signsIn(email, fresh)).toBe('done');
    expect(await use(token, old)).toBe('not-found');
    expect(await answerOf(findReset(publicActor, token))).toBe('not-found');
    expect(await mailbox()).toMatchObject([{ to: email, subject: 'Your password for Town Green was changed' }]);
    expect(
      await prisma().event.findMany({ where: { kind: 'password.reset' }, select: { details: true } }),
    ).toContainEqual({ details: { person: id } });
  });

  it('is used by one of many posts at the same time', async () => {
    const { token } = await asked();
    const answers = await Promise.all(Array.from({ length: 6 }, (_, n) => use(token, `${fresh} number ${n}`)));
    expect(answers.sort()).toEqual(['done', ...Array.from({ length: 5 }, () => 'not-found')]);
  });

  it('ends every session of the account, and no other’s', async () => {
    const { id, token } = await asked();
    const other = await somebody();
    const [first, second, others] = [await createSession(id), await createSession(id), await createSession(other.id)];
    expect(await use(token)).toBe('done');
    for (const session of [first, second]) expect((await actorOfSession(session)).kind).toBe('public');
    expect((await actorOfSession(others)).kind).toBe('person');
  });

  it('opens no session: what signing in asks for is still asked', async () => {
    const { id, token } = await asked();
    await use(token);
    expect(await prisma().session.count({ where: { userId: id } })).toBe(0);
  });

  it('works for thirty minutes, and dies with the use of another one', async () => {
    const { email, token } = await asked();
    later(2);
    await ask(email);
    const second = tokenIn(await mailbox(), email);
    expect(second).not.toBe(token);
    expect(await use(second)).toBe('done');
    expect(await use(token)).toBe('not-found');

    const late = await asked();
    later(31);
    expect(await use(late.token)).toBe('not-found');
    expect(await signsIn(late.email, old)).toBe('done');
  });

  it('does not open a closed account', async () => {
    const { id, token } = await asked();
    await prisma().user.update({ where: { id }, data: { disabledAt: now() } });
    expect(await use(token)).toBe('not-found');
  });

  it('refuses a password that is easy to guess, and stays open', async () => {
    const { token } = await asked();
    expect(await use(token, 'short')).toBe('invalid');
    expect(await use(token, 'somebody somebody')).toBe('invalid');
    expect(await use(token)).toBe('done');
  });

  it('cannot be made from what the database or the queue keep', async () => {
    const person = await somebody();
    await ask(person.email);
    const queue = await prisma().$queryRaw`select payload from graphile_worker._private_jobs`;
    const kept = JSON.stringify([queue, await prisma().mail.findMany(), await prisma().passwordReset.findMany()]);
    const token = tokenIn(await mailbox(), person.email);
    expect(token).toHaveLength(43);
    expect(kept).not.toContain(token);
  });
});

describe('asking for one', () => {
  it('does the same for an address nobody has as for one that has an account, open or closed', async () => {
    const known = await somebody();
    const closed = await somebody();
    await prisma().user.update({ where: { id: closed.id }, data: { disabledAt: now() } });
    const work = async (email: string) => {
      const before = [await prisma().passwordReset.count(), await prisma().mail.count()];
      expect(await answerOf(ask(email))).toBe('done');
      const after = [await prisma().passwordReset.count(), await prisma().mail.count()];
      return after.map((n, i) => n - before[i]!);
    };
    for (const email of [known.email, closed.email, 'nobody@aldbrook.gov']) expect(await work(email)).toEqual([1, 1]);
    expect((await mailbox()).map(({ to }) => to)).toEqual([known.email]);
  });

  it('fills nobody’s mailbox: after three mails the next waits, longer each time', async () => {
    const { email } = await somebody();
    for (const who of [email, 'nobody@aldbrook.gov']) {
      for (let n = 0; n < 3; n += 1) expect(await answerOf(ask(who))).toBe('done');
      expect(await answerOf(ask(who))).toBe('not-ready');
      later(1);
      expect(await answerOf(ask(who))).toBe('done');
      later(1);
      expect(await answerOf(ask(who))).toBe('not-ready');
    }
    expect(await mailbox()).toHaveLength(4);
  });
});
