import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { emailOf } from '@/lib/db/email-of';
import { refuse } from '@/lib/errors';
import { hashPassword } from '@/lib/passwords';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { ensureGoodPassword, keepPassword, namesAround } from './keep-password';
import { tokenHash } from './link-token';

const resetToken = z.string().min(1).max(200);

export const resetPasswordInput = z.strictObject({
  token: resetToken,
  password: z.string().min(1, 'Choose a password.').max(1000),
});

const closed = () => refuse('not-found', 'This link was used already or has expired. Ask for a new one.');

/** The open reset of a token with whose password it changes; not-found once it was used or has expired. */
async function openReset(tx: Tx, token: string) {
  const reset = await tx.passwordReset.findUnique({
    where: { tokenHash: tokenHash('reset', token), usedAt: null, expiresAt: { gt: now() } },
    select: { id: true, expiresAt: true, user: { select: { id: true, email: true, name: true, disabledAt: true } } },
  });
  if (!reset?.user || reset.user.disabledAt) throw closed();
  return { ...reset, user: reset.user };
}

/** Until when a link to a new password works, and for which address; not-found once it does not. Looking uses nothing up. */
export async function findReset(_actor: Actor, token: string): Promise<{ email: string; expiresAt: Date }> {
  return db.atDoor(async (tx) => {
    const { user, expiresAt } = await openReset(tx, token);
    return { email: emailOf(user), expiresAt };
  });
}

/**
 * Sets a new password by a single-use link, ends every session of the account and tells its owner by mail. Nobody is
 * signed in by it: whatever else signing in asks for is still asked. Of two posts at the same time one is refused.
 */
export async function resetPassword(actor: Actor, input: z.infer<typeof resetPasswordInput>): Promise<void> {
  const { user, names } = await db.atDoor(async (tx) => {
    const reset = await openReset(tx, input.token);
    const { user } = reset;
    return { user, names: await namesAround(tx, { ...user, email: emailOf(user) }) };
  });
  ensureGoodPassword(input.password, names);
  const hash = await hashPassword(input.password);
  await db.atDoor(async (tx) => {
    const reset = await openReset(tx, input.token);
    const at = now();
    const used = await tx.passwordReset.updateMany({ where: { id: reset.id, usedAt: null }, data: { usedAt: at } });
    if (used.count === 0) throw closed();
    // Other links that are still open would be a second key to the same door.
    await tx.passwordReset.updateMany({ where: { userId: user.id, usedAt: null }, data: { usedAt: at } });
    await keepPassword(tx, user.id, hash);
    await tx.session.updateMany({ where: { userId: user.id, revokedAt: null }, data: { revokedAt: at } });
    await recordEvent(tx, actor, 'password.reset', { details: { person: user.id } });
    await postMail(tx, { kind: 'password-changed', user: user.id });
  });
}
