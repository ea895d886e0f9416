import type { Actor, Person } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { proveCode } from './prove-code';
import { provePassword } from './prove-password';

/** By what a person can show once more who they are; null for whoever signs on from another site and has no second step. */
export type Proof = 'code' | 'password' | null;

/** What a person is asked for again before something that only they should do. */
export async function proofOf(actor: Actor): Promise<Proof> {
  if (actor.kind !== 'person') return null;
  return db.atDoor(async (tx) => {
    const { id: userId } = actor;
    const factor = await tx.secondFactor.findUnique({ where: { userId }, select: { since: true } });
    if (factor?.since) return 'code';
    return (await tx.password.count({ where: { userId } })) > 0 ? 'password' : null;
  });
}

/** Asks a person for that proof; refused without it, under the same delay as signing in. */
export async function proveAgain(actor: Person, given: { currentPassword?: string; code?: string }): Promise<void> {
  const proof = await proofOf(actor);
  if (proof === 'code') {
    if (!given.code) throw refuse('invalid', 'Enter a code of your app.', 'code');
    await proveCode(actor, given.code);
  } else if (proof === 'password') {
    if (!given.currentPassword) throw refuse('invalid', 'Enter your password.', 'currentPassword');
    await provePassword(actor, given.currentPassword);
  }
}
