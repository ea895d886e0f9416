import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '@/lib/access/actor';
import { actorOfSession, createSession, publicActor, systemActor } from '@/lib/auth';
import { holdClock, now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import type { Refusal } from '@/lib/errors';
import { hashPassword } from '@/lib/passwords';
import { seal } from '@/lib/seal';
import { changePassword } from '@/lib/services/accounts/change-password';
import { confirmEmailChange, findEmailChange } from '@/lib/services/accounts/confirm-email-change';
import { codeAt, newSecret } from '@/lib/services/accounts/one-time-code';
import { requestEmailChange } from '@/lib/services/accounts/request-email-change';
import { forgetOldLetters } from '@/lib/services/mail/forget-old-letters';
import { requestReset } from '@/lib/services/people/request-reset';
import { resetPassword } from '@/lib/services/people/reset-password';
import { signIn } from '@/lib/services/people/sign-in';
import { freshDatabase } from '../support/database';
import { tokenIn, type Filed } from '../support/letters';
import { mailbox } from '../support/mailbox';
import { prisma } from '../support/owner';

await freshDatabase();

const password = 'six quiet herons wade here';
const start = '2026-03-02T09:00:00-05:00';
const secret = newSecret();
let hash: string;
let count = 0;

type SignedIn = Person & { session: string };
async function somebody(more: { secondStep?: boolean } = {}): Promise<SignedIn> {
  count += 1;
  const { id } = await prisma().user.create({
    data: {
      email: { create: { address: `person${count}@reed.gov` } },
      name: `Person ${count}`,
      createdAt: now(),
      password: { create: { hash, setAt: now() } },
    },
  });
  if (more.secondStep)
    await prisma().secondFactor.create({
      data: { userId: id, since: now(), secrets: { create: { secret: seal(secret, id) } } },
    });
  return (await actorOfSession(await createSession(id, 'both'))) as SignedIn;
}
const answerOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code }: Refusal) => code,
  );
const ask = (actor: Person, email: string, more: { currentPassword?: string; code?: string } = {}) =>
  requestEmailChange(actor, { email, currentPassword: password, ...more });
/** Asks for an address, and returns the token of the letter that went there. */
async function tokenFor(actor: Person, email: string): Promise<string> {
  await ask(actor, email);
  return tokenIn(await mailbox(), email);
}
const kindOf = async (session: string) => (await actorOfSession(session)).kind;
const emailOf = async ({ id }: Person) => (await prisma().email.findUniqueOrThrow({ where: { userId: id } })).address;
const later = (minutes: number) => holdClock(new Date(now().getTime() + minutes * 60_000));
const briefly = (letters: Filed[]) => letters.map(({ to, subject }) => `${to}: ${subject}`).sort();

beforeAll(async () => {
  hash = await hashPassword(password);
});
beforeEach(() => holdClock(start));
afterEach(async () => {
  await mailbox();
  await prisma().signInAttempt.deleteMany();
});

describe('another address', () => {
  it('is taken by the link sent there: the old one is told, other sessions end, and it is on record', async () => {
    const person = await somebody();
    const [old, next] = [person.email, 'new.name@reed.gov'];
    const elsewhere = await createSession(person.id);
    await ask(person, next);
    const letters = await mailbox();
    expect(briefly(letters)).toEqual([
      `${next}: Confirm your new address for Town Green`,
      `${old}: Another address was asked for your account on Town Green`,
    ]);
    const token = tokenIn(letters, next);
    expect(await findEmailChange(publicActor, token)).toMatchObject({ email: next, name: person.name });
    expect([await emailOf(person), await kindOf(elsewhere)]).toEqual([old, 'person']);

    expect(await confirmEmailChange(person, { token })).toEqual({ own: true });
    expect(await emailOf(person)).toBe(next);
    expect([await kindOf(elsewhere), await kindOf(person.session)]).toEqual(['public', 'person']);
    expect(briefly(await mailbox())).toEqual([`${old}: Your address for Town Green was changed`]);
    const enter = (email: string) => answerOf(signIn(publicActor, { email, password }));
    expect([await enter(old), await enter(next)]).toEqual(['forbidden', 'done']);
    expect(await answerOf(confirmEmailChange(person, { token }))).toBe('not-found');
    const events = await prisma().event.findMany({
      where: { actorId: person.id, kind: { startsWith: 'email.' } },
      orderBy: { number: 'asc' },
    });
    expect(events.map(({ kind }) => kind)).toEqual(['email.change-asked', 'email.changed']);
    expect(JSON.stringify(events.map(({ details }) => details))).not.toContain('@');
  });

  it('used without being signed in ends every session, and signs nobody in; somebody else’s session stays theirs', async () => {
    const [person, stranger] = [await somebody(), await somebody()];
    const token = await tokenFor(person, 'from.a.phone@reed.gov');
    expect(await confirmEmailChange(stranger, { token })).toEqual({ own: false });
    expect([await kindOf(person.session), await kindOf(stranger.session)]).toEqual(['public', 'person']);
    expect(await prisma().session.count({ where: { userId: person.id, revokedAt: null } })).toBe(0);
  });

  it('asks for the password again, and for a code where there is a second step, under the delays of signing in', async () => {
    const person = await somebody();
    expect(await answerOf(ask(person, 'x@reed.gov', { currentPassword: 'not the present one' }))).toBe('forbidden');
    const careful = await somebody({ secondStep: true });
    expect(await answerOf(ask(careful, 'y@reed.gov'))).toBe('invalid');
    expect(await answerOf(ask(careful, 'y@reed.gov', { code: '000000' }))).toBe('forbidden');
    const wrong = { currentPassword: 'not the present one', code: codeAt(secret, now()) };
    expect(await answerOf(ask(careful, 'y@reed.gov', wrong))).toBe('forbidden');
    expect(await mailbox()).toEqual([]);
    expect(await answerOf(ask(careful, 'y@reed.gov', { code: codeAt(secret, now()) }))).toBe('done');
    for (let n = 0; n < 2; n += 1) await answerOf(ask(person, 'x@reed.gov', { currentPassword: `guess ${n}` }));
    expect(await answerOf(ask(person, 'x@reed.gov'))).toBe('not-ready');
  });

  it('that has an account is answered as any other, here and in the database; its owner reads of it, and gets no link', async () => {
    const [person, holder, closed] = [await somebody(), await somebody(), await somebody()];
    await prisma().user.update({ where: { id: closed.id }, data: { disabledAt: now() } });
    for (const taken of [holder, closed]) {
      expect(await answerOf(ask(person, taken.email))).toBe('done');
      const letters = await mailbox();
      expect(briefly(letters)).toEqual(
        [
          `${taken.email}: This address has an account on Town Green already`,
          `${person.email}: Another address was asked for your account on Town Green`,
        ].sort(),
      );
      expect(letters.map(({ text }) => text).join()).not.toMatch(/\/email\//);
    }
    expect(await prisma().emailChange.count({ where: { userId: person.id } })).toBe(2);
    // What whoever asked reads in the portal tells them nothing either.
    const kept = async () => {
      const mine = await db.as(person, (tx) => tx.mail.findMany({ where: { userId: person.id } }));
      return mine.map(({ kind, subject, outcome }) => `${kind}: ${subject}, ${outcome}`);
    };
    const before = await kept();
    expect(new Set(before).size).toBe(1);
    await tokenFor(person, 'nobody.has.this@reed.gov');
    const after = await kept();
    expect([after.length, new Set(after)]).toEqual([before.length + 1, new Set(before)]);
  });

  it('goes to one account, whoever asked first, also when two links are used at once', async () => {
    const people = [await somebody(), await somebody(), await somebody()];
    const tokens = [];
    for (const person of people) tokens.push(await tokenFor(person, 'shared@reed.gov'));
    const answers = await Promise.all(tokens.map((token) => answerOf(confirmEmailChange(publicActor, { token }))));
    expect(answers.sort()).toEqual(['conflict', 'conflict', 'done']);
    expect(await prisma().email.count({ where: { address: 'shared@reed.gov' } })).toBe(1);
  });

  it('is off once its hour is over, another was asked for, the password is another or the account is closed', async () => {
    const person = await somebody();
    const open = (token: string) => answerOf(findEmailChange(publicActor, token));
    const first = await tokenFor(person, 'first@reed.gov');
    const second = await tokenFor(person, 'second@reed.gov');
    expect([await open(first), await open(second)]).toEqual(['not-found', 'done']);
    await changePassword(person, { currentPassword: password, password: 'nine patient otters float by' });
    expect(await open(second)).toBe('not-found');

    const other = await somebody();
    const third = await tokenFor(other, 'third@reed.gov');
    await requestReset(publicActor, { email: other.email });
    const reset = tokenIn(
      (await mailbox()).filter(({ text }) => text.includes('/reset/')),
      other.email,
    );
    await resetPassword(publicActor, { token: reset, password: 'nine patient otters float by' });
    expect(await open(third)).toBe('not-found');

    const last = await somebody();
    const fourth = await tokenFor(last, 'fourth@reed.gov');
    await prisma().user.update({ where: { id: last.id }, data: { disabledAt: now() } });
    expect(await answerOf(confirmEmailChange(publicActor, { token: fourth }))).toBe('not-found');
    await prisma().user.update({ where: { id: last.id }, data: { disabledAt: null } });
    later(61);
    expect(await answerOf(confirmEmailChange(publicActor, { token: fourth }))).toBe('not-found');
    expect(await emailOf(last)).toBe(last.email);
  });

  it('calls off links to a new password that lie in the mailbox that was left', async () => {
    const person = await somebody();
    await requestReset(publicActor, { email: person.email });
    const reset = tokenIn(await mailbox(), person.email);
    const token = await tokenFor(person, 'moved.on@reed.gov');
    await confirmEmailChange(person, { token });
    expect(await answerOf(resetPassword(publicActor, { token: reset, password: 'nine patient otters' }))).toBe(
      'not-found',
    );
  });

  it('is one’s own to ask for, a real one, and no more than three letters without a wait', async () => {
    const person = await somebody();
    expect(await answerOf(requestEmailChange(publicActor, { email: 'x@reed.gov', currentPassword: password }))).toBe(
      'not-found',
    );
    expect(await answerOf(ask(person, person.email))).toBe('invalid');
    expect(await answerOf(ask(person, 'somebody@aldbrook.example'))).toBe('invalid');
    for (let n = 0; n < 3; n += 1) expect(await answerOf(ask(person, `n${n}@reed.gov`))).toBe('done');
    expect(await answerOf(ask(person, 'n3@reed.gov'))).toBe('not-ready');
  });

  it('keeps of its link a hash alone, and is forgotten a week after it ended', async () => {
    const person = await somebody();
    const token = await tokenFor(person, 'kept@reed.gov');
    const rows = await prisma().emailChange.findMany({ where: { userId: person.id } });
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await db.as(person, (tx) => tx.emailChange.count())).toBe(0);
    later(8 * 24 * 60);
    await forgetOldLetters(systemActor);
    expect(await prisma().emailChange.count({ where: { userId: person.id } })).toBe(0);
  });
});
