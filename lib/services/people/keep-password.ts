import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { Refusal } from '@/lib/errors';
import { passwordProblem } from '@/lib/passwords';

/** Refuses a new password that is too short or too easy to guess, by what names its person and their towns have. */
export function ensureGoodPassword(password: string, names: readonly string[]): void {
  const problem = passwordProblem(password, names);
  if (problem) throw new Refusal('invalid', [{ ...problem, at: 'password' }]);
}

/** What whoever knows a person would try first: their names and address, and their towns. */
export async function namesAround(tx: Tx, person: { id: string; name: string; email: string }): Promise<string[]> {
  const towns = await tx.town.findMany({
    where: { memberships: { some: { userId: person.id } } },
    select: { name: true },
  });
  return [person.name, person.email, ...towns.map(({ name }) => name)];
}

/**
 * Keeps the hash of a person's new password in the place of the old one; another address that was asked for with that one
 * is off. At the door: nobody else reaches passwords.
 */
export async function keepPassword(tx: Tx, userId: string, hash: string): Promise<void> {
  const at = now();
  const kept = { hash, setAt: at };
  await tx.password.upsert({ where: { userId }, create: { userId, ...kept }, update: kept });
  await tx.emailChange.updateMany({ where: { userId, usedAt: null }, data: { usedAt: at } });
}
