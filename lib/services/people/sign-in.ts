import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { env } from '@/lib/env';
import { refuse } from '@/lib/errors';
import { noteRefusedProof } from '@/lib/observe/refused-proof';
import { passwordLength, passwordMatches } from '@/lib/passwords';
import { isDemonstrationAddress } from './demonstration';
import { emailInput } from './email';
import { safePath } from './safe-path';
import { countTry, forgetTries } from './throttle';

export const signInInput = z.strictObject({
  email: emailInput,
  password: z.string().min(1, 'Enter your password.').max(passwordLength.max, 'Enter your password.'),
  next: z.string().max(2000).optional(),
});

/** Whether the portal lets this address in at all: the demonstration's people only while it is one. */
const admitted = (email: string) => env().DEMO === 'on' || !isDemonstrationAddress(email);

/**
 * The user whose email and password these are, and where to go on to. Refused with the same words, after the same work,
 * whether the address is unknown, disabled or the password wrong; refused with a growing delay after three failures.
 */
export async function signIn(
  actor: Actor,
  input: z.infer<typeof signInInput> & { from?: string },
): Promise<{ userId: string; next: string }> {
  const tried = await countTry(actor, { what: 'sign-in', account: input.email, from: input.from });
  const user = await db.atDoor((tx) =>
    tx.user.findFirst({
      where: { email: { address: input.email }, disabledAt: null },
      select: { id: true, password: true },
    }),
  );
  const known = user && admitted(input.email) ? user : null;
  if (!(await passwordMatches(known?.password?.hash ?? null, input.password)) || !known) {
    noteRefusedProof({ what: 'sign-in', ...(known ? { why: 'wrong', person: known.id } : { why: 'unknown' }) });
    throw refuse('forbidden', 'Check the email address and the password: they do not belong together.');
  }
  await forgetTries(actor, tried);
  return { userId: known.id, next: safePath(input.next) };
}
