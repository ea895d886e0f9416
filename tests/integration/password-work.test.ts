import type * as Argon2 from '@node-rs/argon2';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { publicActor } from '@/lib/auth';
import { holdClock, now } from '@/lib/clock';
import type { Refusal } from '@/lib/errors';
import { hashPassword } from '@/lib/passwords';
import { signIn } from '@/lib/services/people/sign-in';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';

/** What the hashing library was asked to do: against which costs, and how many at the same time. */
const work = vi.hoisted(() => ({ verified: [] as string[], running: 0, most: 0 }));

vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof Argon2>();
  const counted = async <T>(run: () => Promise<T>): Promise<T> => {
    work.running += 1;
    work.most = Math.max(work.most, work.running);
    return run().finally(() => void (work.running -= 1));
  };
  return {
    ...real,
    hash: (...args: Parameters<typeof real.hash>) => counted(() => real.hash(...args)),
    verify: (hashed: string, password: string) => {
      work.verified.push(hashed.split('$').slice(0, 4).join('$'));
      return counted(() => real.verify(hashed, password));
    },
  };
});

await freshDatabase();

const password = 'six quiet herons wade here';
const cost = '$argon2id$v=19$m=19456,t=2,p=1';
let hash: string;

/** Somebody with a password, or without one. */
async function account(
  email: string,
  given: { disabledAt?: Date } = {},
  stored: string | null = hash,
): Promise<string> {
  const password = stored ? { create: { hash: stored, setAt: now() } } : undefined;
  await prisma().user.create({
    data: { email: { create: { address: email } }, name: 'Somebody', createdAt: now(), password, ...given },
  });
  return email;
}
const answerOf = (email: string, secret: string) =>
  signIn(publicActor, { email, password: secret }).then(
    () => 'in',
    ({ code, message }: Refusal) => `${code}: ${message}`,
  );

beforeAll(async () => {
  hash = await hashPassword(password);
});
beforeEach(() => {
  holdClock('2026-03-02T09:00:00-05:00');
  work.verified = [];
});

describe('a password', () => {
  it('is stored as argon2id at the promised cost', () => {
    expect(hash.startsWith(`${cost}$`)).toBe(true);
  });

  it('costs the same work and gets the same answer, whoever it is tried for', async () => {
    const tries = {
      wrong: [await account('known@reed.gov'), 'not the password at all'],
      unknown: ['nobody@reed.gov', password],
      disabled: [await account('gone@reed.gov', { disabledAt: now() }), password],
      demonstration: [await account('somebody@aldbrook.example'), password],
      'without a password': [await account('elsewhere@reed.gov', {}, null), ''.padEnd(20, 'x')],
    } as const;
    const answers = new Set<string>();
    for (const [who, [email, secret]] of Object.entries(tries)) {
      work.verified = [];
      answers.add(await answerOf(email, secret));
      expect([who, work.verified]).toEqual([who, [cost]]);
    }
    expect([...answers]).toEqual([expect.stringMatching(/^forbidden: /)]);
    work.verified = [];
    expect(await answerOf('known@reed.gov', password)).toBe('in');
    expect(work.verified).toEqual([cost]);
  });

  it('is looked at two at once, whatever the rush', async () => {
    work.most = 0;
    await Promise.all(Array.from({ length: 12 }, (_, n) => answerOf(`rush${n}@reed.gov`, password)));
    expect(work.verified).toHaveLength(12);
    expect(work.most).toBe(2);
  });
});
