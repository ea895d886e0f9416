import { addMinutes } from 'date-fns';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound, refuse } from '@/lib/errors';
import { postMail } from '@/lib/services/mail/post-mail';
import { isDemonstrationAddress } from '@/lib/services/people/demonstration';
import { emailInput } from '@/lib/services/people/email';
import { newToken } from '@/lib/services/people/link-token';
import { countTry } from '@/lib/services/people/throttle';
import { recordEvent } from '@/lib/services/record/record-event';
import { codeInput, proveCode } from './prove-code';
import { provePassword } from './prove-password';

export const emailChangeMinutes = 60;

export const requestEmailChangeInput = z.strictObject({
  email: emailInput,
  currentPassword: z.string().min(1, 'Enter your present password.').max(1000),
  /** Asked of people with a second step. */
  code: codeInput.optional(),
});

type Input = z.infer<typeof requestEmailChangeInput> & { from?: string };

/**
 * Sends a single-use link to another address for one's own account, against the password and, where there is one, the
 * second step; tells the present address. An address that has an account already gets a letter that says so: what is
 * answered and done here is the same for every address.
 */
export async function requestEmailChange(actor: Actor, { email, ...input }: Input): Promise<void> {
  if (actor.kind !== 'person') throw notFound();
  if (email === actor.email) throw refuse('invalid', 'This is the address you have already.', 'email');
  // Nobody could sign in with an invented one, and an invented person's mail goes nowhere.
  if (isDemonstrationAddress(email) !== isDemonstrationAddress(actor.email))
    throw refuse('invalid', 'Enter an address at which you can read mail.', 'email');
  const factor = await db.as(actor, (tx) => tx.secondFactor.findUnique({ where: { userId: actor.id } }));
  if (factor?.since && !input.code) throw refuse('invalid', 'Enter a code of your app.', 'code');
  await provePassword(actor, input.currentPassword);
  if (factor?.since && input.code) await proveCode(actor, input.code, { from: input.from });
  await countTry(actor, { what: 'address', account: actor.id, from: input.from });
  const at = now();
  await db.atDoor(async (tx) => {
    const userId = actor.id;
    await tx.emailChange.updateMany({ where: { userId, usedAt: null }, data: { usedAt: at } });
    const token = newToken('email');
    const addresses = { oldEmail: actor.email, newEmail: email };
    const times = { createdAt: at, expiresAt: addMinutes(at, emailChangeMinutes) };
    await tx.emailChange.create({ data: { ...token, userId, ...addresses, ...times } });
    await postMail(tx, { kind: 'email-change', change: token.id });
    await postMail(tx, { kind: 'email-change-asked', change: token.id });
    await recordEvent(tx, actor, 'email.change-asked');
  });
}
