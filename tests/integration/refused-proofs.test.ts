import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Arriving } from '@/lib/access/actor';
import { arrivalOfSession, createSession, publicActor } from '@/lib/auth';
import { holdClock, now } from '@/lib/clock';
import type { Refusal } from '@/lib/errors';
import { log } from '@/lib/log';
import { readMetrics } from '@/lib/observe/metrics';
import { hashPassword } from '@/lib/passwords';
import { proveSecondFactor } from '@/lib/services/accounts/prove-code';
import { signIn } from '@/lib/services/people/sign-in';
import { signOn } from '@/lib/services/people/sign-on';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';

await freshDatabase();
const [email, password, wrong] = ['wilma.quill@reed.gov', 'six quiet herons wade here', 'wilma.quill@reed.gov 1234'];
const office = '203.0.113.7';
let id: string;
const warned = vi.spyOn(log, 'warn');
const lines = () => warned.mock.calls.map(([facts]) => facts);
const answerOf = (work: Promise<unknown>) =>
  work.then(
    () => 'in',
    ({ code }: Refusal) => code,
  );
/** How many were counted, by what and why. */
async function counted(): Promise<Record<string, number>> {
  const found = (await readMetrics()).matchAll(/^town_green_refused_proofs_total\{what="(.+)",why="(.+)"\} (\d+)$/gm);
  return Object.fromEntries([...found].map(([, what, why, many]) => [`${what} ${why}`, Number(many)]));
}

beforeAll(async () => {
  const hash = await hashPassword(password);
  const made = await prisma().user.create({
    data: {
      email: { create: { address: email } },
      name: 'Wilma Quill',
      createdAt: now(),
      password: { create: { hash, setAt: now() } },
    },
  });
  id = made.id;
});
beforeEach(() => {
  holdClock('2026-03-02T09:00:00-05:00');
  warned.mockClear();
});
afterEach(() => prisma().signInAttempt.deleteMany());

test('a sign-in that fails is a line in the log and a count: who it was tried for, and nothing that was typed', async () => {
  const enter = (address: string, secret: string) =>
    signIn(publicActor, { email: address, password: secret, from: office });
  const before = await prisma().event.count();
  for (let n = 0; n < 3; n += 1) expect(await answerOf(enter(email, wrong))).toBe('forbidden');
  expect(await answerOf(enter('my secret slipped@into.this', wrong))).toBe('forbidden');
  expect(await answerOf(enter(email, password))).toBe('not-ready');
  const known = { proof: 'sign-in', why: 'wrong', person: id };
  expect(lines()).toEqual([
    ...[known, known, known],
    { proof: 'sign-in', why: 'unknown' },
    { proof: 'sign-in', why: 'waits' },
  ]);
  expect(await counted()).toEqual({ 'sign-in wrong': 3, 'sign-in unknown': 1, 'sign-in waits': 1 });
  expect(JSON.stringify(warned.mock.calls)).not.toMatch(/wilma|quill|reed|slipped|203\.0/i);
  // Guessing fills no record.
  expect(await prisma().event.count()).toBe(before);
});

test('so is a code that is refused, and a sign-on', async () => {
  await prisma().secondFactor.create({ data: { userId: id, since: now() } });
  const arriving = (await arrivalOfSession(await createSession(id))) as Arriving;
  expect(await answerOf(proveSecondFactor(arriving, { code: '123456', from: office }))).toBe('forbidden');
  const vouched = { issuer: 'https://id.example.org', subject: 'x', email: 'nobody@reed.gov', name: null };
  expect(await answerOf(signOn(publicActor, vouched))).toBe('forbidden');
  expect(lines()).toEqual([
    { proof: 'code', why: 'wrong', person: id },
    { proof: 'sign-on', why: 'unknown' },
  ]);
  expect(await counted()).toMatchObject({ 'code wrong': 1, 'sign-on unknown': 1 });
});

test('codes tried for many accounts from one network wait, and others do not', async () => {
  const people = await Promise.all(
    Array.from({ length: 32 }, (_, n) =>
      prisma().user.create({
        data: {
          email: { create: { address: `staff${n}@reed.gov` } },
          name: 'Staff',
          createdAt: now(),
          secondFactor: { create: { since: now() } },
        },
      }),
    ),
  );
  const guess = async (at: number, from: string) => {
    const arriving = (await arrivalOfSession(await createSession(people[at]!.id))) as Arriving;
    return proveSecondFactor(arriving, { code: '123456', from }).catch(({ message }: Refusal) => message);
  };
  for (let n = 0; n < 30; n += 1) expect(await guess(n, office)).toMatch(/not right/);
  expect(await guess(30, office)).toMatch(/network. Try again in 2 seconds/);
  expect(await guess(31, '198.51.100.1')).toMatch(/not right/);
});
