import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { hashPassword } from '@/lib/passwords';
import { postMail } from '@/lib/services/mail/post-mail';
import { ensureGoodPassword, keepPassword, namesAround } from '@/lib/services/people/keep-password';
import { recordEvent } from '@/lib/services/record/record-event';
import { revokeSessions } from './end-sessions';
import { provePassword } from './prove-password';

export const changePasswordInput = z.strictObject({
  currentPassword: z.string().min(1, 'Enter your present password.').max(1000),
  password: z.string().min(1, 'Choose a new password.').max(1000),
});

/**
 * Changes a person's own password, against the present one and under the same delay as signing in; ends their other
 * sessions, and writes to them.
 */
export async function changePassword(actor: Actor, input: z.infer<typeof changePasswordInput>): Promise<void> {
  if (actor.kind !== 'person') throw notFound();
  ensureGoodPassword(input.password, await db.atDoor((tx) => namesAround(tx, actor)));
  await provePassword(actor, input.currentPassword);
  const chosen = await hashPassword(input.password);
  await db.atDoor(async (tx) => {
    await keepPassword(tx, actor.id, chosen);
    await revokeSessions(tx, actor.id, actor.session);
    await postMail(tx, { kind: 'password-changed', user: actor.id });
    await recordEvent(tx, actor, 'password.changed', { details: { person: actor.id } });
  });
}
