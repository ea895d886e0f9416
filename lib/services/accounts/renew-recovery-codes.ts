import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { codeInput, proveCode } from './prove-code';
import { replaceRecoveryCodes } from './recovery-codes';

export const renewRecoveryCodesInput = z.strictObject({ code: codeInput });

/** Ten new recovery codes against a code; the old ones open nothing any more. */
export async function renewRecoveryCodes(
  actor: Actor,
  input: z.infer<typeof renewRecoveryCodesInput>,
): Promise<{ codes: string[] }> {
  if (actor.kind !== 'person') throw notFound();
  await proveCode(actor, input.code);
  return db.atDoor(async (tx) => {
    const codes = await replaceRecoveryCodes(tx, actor.id);
    await postMail(tx, { kind: 'second-factor-changed', user: actor.id, change: 'codes-renewed' });
    await recordEvent(tx, actor, 'second-factor.codes-renewed', { details: { person: actor.id } });
    return { codes };
  });
}
