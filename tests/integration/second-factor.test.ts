import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Arriving, Person, Role } from '@/lib/access/actor';
import { actorOf, actorOfSession, arrivalOfSession, createSession, publicActor, sessionLimits } from '@/lib/auth';
import { holdClock, now } from '@/lib/clock';
import type { Refusal } from '@/lib/errors';
import { seal, unseal } from '@/lib/seal';
import { confirmSecondFactor } from '@/lib/services/accounts/confirm-second-factor';
import { dropSecondFactor } from '@/lib/services/accounts/drop-second-factor';
import { resetSecondFactor } from '@/lib/services/accounts/keep-people';
import { offerSecondFactor } from '@/lib/services/accounts/offer-second-factor';
import { codeAt } from '@/lib/services/accounts/one-time-code';
import { proveSecondFactor } from '@/lib/services/accounts/prove-code';
import { renewRecoveryCodes } from '@/lib/services/accounts/renew-recovery-codes';
import { showDemonstrationCode } from '@/lib/services/accounts/show-demonstration-code';
import { demonstrationSecret, sharedByVisitors } from '@/lib/services/people/demonstration';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';

await freshDatabase();

let count = 0;
let townId: string;

async function somebody(role: Role, email?: string): Promise<Person> {
  count += 1;
  const user = await prisma().user.create({
    data: {
      email: { create: { address: email ?? `somebody${count}@reed.gov` } },
      name: `Somebody ${count}`,
      createdAt: now(),
      memberships: {
        create: { role, townId: role === 'reviewer' || role === 'coordinator' ? null : townId, createdAt: now() },
      },
    },
  });
  return (await actorOf(user.id))!;
}

const later = (seconds: number) => holdClock(new Date(now().getTime() + seconds * 1000));
const answerOf = (work: Promise<unknown>) =>
  work.then(
    () => 'in',
    ({ code }: Refusal) => code,
  );
const arrive = async (person: Person): Promise<Arriving> => (await arrivalOfSession(await createSession(person.id)))!;
const plainSecret = (shown: string) => shown.replaceAll(' ', '');

/** Sets the second step up as somebody does who comes in; the secret, their recovery codes, and the session left behind. */
async function setUp(person: Person) {
  const actor = (await arrive(person)) ?? (await actorOfSession(await createSession(person.id)));
  const secret = plainSecret((await offerSecondFactor(actor)).secret);
  const { codes } = await confirmSecondFactor(actor, { code: codeAt(secret, now()) });
  later(60);
  return { secret, codes };
}

beforeAll(async () => {
  townId = (await prisma().town.create({ data: { slug: 'reed', name: 'Reed', county: 'X', council: 'X' } })).id;
});
beforeEach(() => holdClock('2026-03-02T09:00:00-05:00'));

describe('a second factor', () => {
  it.each(['reviewer', 'coordinator'] as const)(
    'is required: a %s without one is nobody, except to set it up',
    async (role) => {
      const person = await somebody(role);
      const session = await createSession(person.id);
      expect(await actorOfSession(session)).toEqual(publicActor);
      expect(await arrivalOfSession(session)).toMatchObject({ kind: 'arriving', id: person.id, needs: 'set-up' });
      // Not even a session that once had a second factor, when the factor is gone.
      expect(await actorOfSession(await createSession(person.id, 'both'))).toEqual(publicActor);
    },
  );

  it('is offered to towns: without one they are in, with one they are in only by a code', async () => {
    const person = await somebody('contact');
    const before = await createSession(person.id);
    expect(await actorOfSession(before)).toMatchObject({ id: person.id });
    const { secret } = await setUp(person);
    const session = await createSession(person.id);
    expect(await actorOfSession(session)).toEqual(publicActor);
    const arriving = (await arrivalOfSession(session))!;
    expect(arriving.needs).toBe('code');
    await proveSecondFactor(arriving, { code: codeAt(secret, now()) });
    expect(await actorOfSession(await createSession(person.id, 'both'))).toMatchObject({ id: person.id });
    expect(await actorOfSession(before)).toEqual(publicActor);
  });

  it('bites at once when a town’s person becomes a reviewer', async () => {
    const person = await somebody('viewer');
    const session = await createSession(person.id);
    expect((await actorOfSession(session)).kind).toBe('person');
    await prisma().membership.create({ data: { userId: person.id, role: 'reviewer', createdAt: now() } });
    expect(await actorOfSession(session)).toEqual(publicActor);
  });

  it('leaves a quarter of an hour for the second step', async () => {
    const person = await somebody('reviewer');
    const session = await createSession(person.id);
    later(sessionLimits.arriving / 1000 - 1);
    expect(await arrivalOfSession(session)).not.toBeNull();
    later(1);
    expect(await arrivalOfSession(session)).toBeNull();
  });

  it('is stored sealed, with nothing of its secret or of recovery codes to read, and opens for its owner alone', async () => {
    const person = await somebody('reviewer');
    const { secret, codes } = await setUp(person);
    const factor = await prisma().factorSecret.findUniqueOrThrow({ where: { userId: person.id } });
    const hashes = await prisma().recoveryCode.findMany({ where: { userId: person.id } });
    const stored = JSON.stringify([factor, hashes]);
    for (const text of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
      expect(stored).not.toContain(text);
    expect(unseal(factor.secret!, person.id)).toBe(secret);
    expect(unseal(factor.secret!, (await somebody('reviewer')).id)).toBeNull();
    const [version, nonce, body] = factor.secret!.split('.');
    expect(
      unseal([version, nonce, `${body!.startsWith('A') ? 'B' : 'A'}${body!.slice(1)}`].join('.'), person.id),
    ).toBeNull();
    expect(seal(secret, person.id)).not.toBe(seal(secret, person.id));
  });

  it('shows one session the same secret until it is confirmed, and another session another', async () => {
    const person = await somebody('reviewer');
    const [first, second] = [await arrive(person), await arrive(person)];
    const shown = (await offerSecondFactor(first)).secret;
    expect((await offerSecondFactor(first)).secret).toBe(shown);
    const other = (await offerSecondFactor(second)).secret;
    expect(other).not.toBe(shown);
    // What the first session was shown is worth nothing now, nor is the other's secret to it.
    expect(await answerOf(confirmSecondFactor(first, { code: codeAt(plainSecret(other), now()) }))).toBe('forbidden');
    expect(await answerOf(confirmSecondFactor(first, { code: codeAt(plainSecret(shown), now()) }))).toBe('forbidden');
    expect(await answerOf(confirmSecondFactor(second, { code: '000000' }))).toBe('forbidden');
    expect(await answerOf(confirmSecondFactor(second, { code: codeAt(plainSecret(other), now()) }))).toBe('in');
  });
});

describe('a code', () => {
  it('is taken once, also of twenty posts at the same time', async () => {
    const person = await somebody('coordinator');
    const { secret } = await setUp(person);
    const arriving = await arrive(person);
    const code = codeAt(secret, now());
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => answerOf(proveSecondFactor(arriving, { code }))),
    );
    expect(answers.filter((answer) => answer === 'in')).toHaveLength(1);
    later(1000);
    const next = codeAt(secret, now());
    expect(await answerOf(proveSecondFactor(await arrive(person), { code: next }))).toBe('in');
    expect(await answerOf(proveSecondFactor(await arrive(person), { code: next }))).toBe('forbidden');
    // The code of the step before the one taken is no longer taken either.
    const before = codeAt(secret, new Date(now().getTime() - 30_000));
    expect(await answerOf(proveSecondFactor(await arrive(person), { code: before }))).toBe('forbidden');
  });

  it('is taken from one step around the present one, and from no further', async () => {
    for (const [offset, answer] of [
      [-60, 'forbidden'],
      [-30, 'in'],
      [0, 'in'],
      [30, 'in'],
      [60, 'forbidden'],
    ] as const) {
      const person = await somebody('reviewer');
      const { secret } = await setUp(person);
      later(300);
      const code = codeAt(secret, new Date(now().getTime() + offset * 1000));
      expect([offset, await answerOf(proveSecondFactor(await arrive(person), { code }))]).toEqual([offset, answer]);
    }
  });

  it('is guessed at a growing delay, whatever session the guesses come from', async () => {
    const person = await somebody('reviewer');
    const { secret, codes } = await setUp(person);
    for (const guess of ['000001', '000002', 'abcde-abcde-abcde'])
      expect(await answerOf(proveSecondFactor(await arrive(person), { code: guess }))).toBe('forbidden');
    const right = { code: codeAt(secret, now()) };
    expect(await answerOf(proveSecondFactor(await arrive(person), right))).toBe('not-ready');
    expect(await answerOf(proveSecondFactor(await arrive(person), { code: codes[0]! }))).toBe('not-ready');
    later(6);
    expect(await answerOf(proveSecondFactor(await arrive(person), { code: '000003' }))).toBe('forbidden');
    later(6);
    expect(await answerOf(proveSecondFactor(await arrive(person), right))).toBe('not-ready');
    later(6);
    expect(await answerOf(proveSecondFactor(await arrive(person), { code: codeAt(secret, now()) }))).toBe('in');
  });
});

describe('a recovery code', () => {
  it('works once, as people type it, and only for its owner', async () => {
    const [person, other] = [await somebody('reviewer'), await somebody('reviewer')];
    const { codes } = await setUp(person);
    await setUp(other);
    expect(codes.filter((code) => /^(\w{5}-){2}\w{5}$/.test(code))).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    expect(await answerOf(proveSecondFactor(await arrive(other), { code: codes[0]! }))).toBe('forbidden');
    const typed = ` ${codes[0]!.toUpperCase().replaceAll('-', ' ')}`;
    expect(await answerOf(proveSecondFactor(await arrive(person), { code: typed }))).toBe('in');
    expect(await answerOf(proveSecondFactor(await arrive(person), { code: codes[0]! }))).toBe('forbidden');
    expect(await answerOf(proveSecondFactor(await arrive(person), { code: codes[1]! }))).toBe('in');
    expect(await prisma().event.count({ where: { kind: 'second-factor.recovered' } })).toBe(2);
  });

  it('is worth nothing once new ones were made', async () => {
    const person = await somebody('contact');
    const { secret, codes } = await setUp(person);
    const { codes: renewed } = await renewRecoveryCodes(person, { code: codeAt(secret, now()) });
    expect(renewed.filter((code) => codes.includes(code))).toEqual([]);
    expect(await answerOf(proveSecondFactor(await arrive(person), { code: codes[0]! }))).toBe('forbidden');
    expect(await answerOf(proveSecondFactor(await arrive(person), { code: renewed[0]! }))).toBe('in');
  });
});

describe('a second factor comes and goes', () => {
  it('moves to another app only against a code of the present one, and ends the other sessions', async () => {
    const person = await somebody('coordinator');
    const { secret } = await setUp(person);
    const elsewhere = await createSession(person.id, 'both');
    const here = (await actorOfSession(await createSession(person.id, 'both'))) as Person;
    const offered = await offerSecondFactor(here);
    expect(offered.replaces).toBe(true);
    const next = plainSecret(offered.secret);
    const code = codeAt(next, now());
    expect(await answerOf(confirmSecondFactor(here, { code }))).toBe('invalid');
    expect(await answerOf(confirmSecondFactor(here, { code, currentCode: '123456' }))).toBe('forbidden');
    expect((await actorOfSession(elsewhere)).kind).toBe('person');
    expect(await answerOf(confirmSecondFactor(here, { code, currentCode: codeAt(secret, now()) }))).toBe('in');
    expect(await actorOfSession(elsewhere)).toEqual(publicActor);
    expect((await actorOfSession(here.session!)).kind).toBe('person');
    later(300);
    expect(await answerOf(proveSecondFactor(await arrive(person), { code: codeAt(secret, now()) }))).toBe('forbidden');
    expect(await answerOf(proveSecondFactor(await arrive(person), { code: codeAt(next, now()) }))).toBe('in');
  });

  it('is turned off by a code, but never by who works for the program', async () => {
    const [contact, reviewer] = [await somebody('contact'), await somebody('reviewer')];
    const of = { contact: await setUp(contact), reviewer: await setUp(reviewer) };
    expect(await answerOf(dropSecondFactor(reviewer, { code: codeAt(of.reviewer.secret, now()) }))).toBe('forbidden');
    expect(await answerOf(dropSecondFactor(contact, { code: '000000' }))).toBe('forbidden');
    expect(await answerOf(dropSecondFactor(contact, { code: codeAt(of.contact.secret, now()) }))).toBe('in');
    expect((await actorOfSession(await createSession(contact.id))).kind).toBe('person');
  });

  it('is taken away by a coordinator with a reason on the record, for the person to set up again', async () => {
    const [coordinator, reviewer, contact] = [
      await somebody('coordinator'),
      await somebody('reviewer'),
      await somebody('contact'),
    ];
    await setUp(reviewer);
    const session = await createSession(reviewer.id, 'both');
    const input = { person: reviewer.id, reason: 'Lost the phone, asked by telephone' };
    for (const actor of [contact, reviewer]) expect(await answerOf(resetSecondFactor(actor, input))).toBe('not-found');
    expect(await answerOf(resetSecondFactor(coordinator, { ...input, person: coordinator.id }))).toBe('forbidden');
    expect((await actorOfSession(session)).kind).toBe('person');
    expect(await answerOf(resetSecondFactor(coordinator, input))).toBe('in');
    expect(await actorOfSession(session)).toEqual(publicActor);
    expect((await arrive(reviewer)).needs).toBe('set-up');
    expect(await answerOf(resetSecondFactor(coordinator, input))).toBe('conflict');
    const [event] = await prisma().event.findMany({ where: { kind: 'second-factor.reset' } });
    expect(event).toMatchObject({ actorId: coordinator.id, details: { person: reviewer.id, reason: input.reason } });
    // Of somebody who need not have one, too, every session ends: it may be the thief's who has the phone.
    await setUp(contact);
    const elsewhere = await createSession(contact.id, 'both');
    await resetSecondFactor(coordinator, { ...input, person: contact.id });
    expect(await actorOfSession(elsewhere)).toEqual(publicActor);
  });
});

describe('the known secret of the demonstration', () => {
  it('opens nothing and shows no code where there is no demonstration', async () => {
    const invented = await somebody('reviewer', 'jo@reviewers.example');
    const secrets = { create: { secret: sharedByVisitors } };
    await prisma().secondFactor.create({ data: { userId: invented.id, since: now(), secrets } });
    const arriving = await arrive(invented);
    expect(arriving.needs).toBe('code');
    expect(await showDemonstrationCode(arriving)).toBeNull();
    const code = codeAt(demonstrationSecret, now());
    expect(await answerOf(proveSecondFactor(arriving, { code }))).toBe('forbidden');
  });

  it('is never changed behind its person’s back: a letter tells of each change', async () => {
    const person = await somebody('contact');
    const coordinator = await somebody('coordinator');
    const { secret, codes } = await setUp(person);
    await proveSecondFactor((await arrive(person))!, { code: codes[0]! });
    await renewRecoveryCodes(person, { code: codeAt(secret, now()) });
    later(60);
    await dropSecondFactor(person, { code: codeAt(secret, now()) });
    await setUp(person);
    await resetSecondFactor(coordinator, { person: person.id, reason: 'The phone was lost.' });
    const letters = await prisma().mail.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
    const told = letters.map(({ parameters }) => parameters as { user?: string; change?: string });
    expect(told.flatMap(({ user, change }) => (user === person.id && change ? [change] : [])).sort()).toEqual(
      ['added', 'code-used', 'codes-renewed', 'removed', 'added', 'removed'].sort(),
    );
  });
});
