import { addMinutes } from 'date-fns';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { postMail } from '@/lib/services/mail/post-mail';
import { emailInput } from './email';
import { newToken } from './link-token';
import { countTry } from './throttle';

export const resetMinutes = 30;

export const requestResetInput = z.strictObject({ email: emailInput });

/**
 * Sends a single-use link to a new password, if the address has an open account. For an address nobody has, the same is
 * done and answered: a row, and a letter that finds nobody to go to. Refused with a growing delay.
 */
export async function requestReset(
  actor: Actor,
  { email, from }: z.infer<typeof requestResetInput> & { from?: string },
): Promise<void> {
  await countTry(actor, { what: 'reset', account: email, from });
  const at = now();
  await db.atDoor(async (tx) => {
    const user = await tx.user.findFirst({
      where: { email: { address: email }, disabledAt: null },
      select: { id: true },
    });
    const token = newToken('reset');
    await tx.passwordReset.create({
      data: { ...token, userId: user?.id ?? null, createdAt: at, expiresAt: addMinutes(at, resetMinutes) },
    });
    await postMail(tx, { kind: 'password-reset', reset: token.id });
  });
}
