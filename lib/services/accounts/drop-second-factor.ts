import { z } from 'zod';
import { mustHaveSecondFactor, type Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { notFound, refuse } from '@/lib/errors';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { codeInput, proveCode } from './prove-code';

export const dropSecondFactorInput = z.strictObject({ code: codeInput });

/** Turns a person's own second factor off, against a code; refused for whoever works for the program. */
export async function dropSecondFactor(actor: Actor, input: z.infer<typeof dropSecondFactorInput>): Promise<void> {
  if (actor.kind !== 'person') throw notFound();
  if (mustHaveSecondFactor(actor))
    throw refuse('forbidden', 'Reviewers and coordinators always sign in with a second step. It cannot be turned off.');
  await proveCode(actor, input.code);
  await db.as(actor, async (tx) => {
    const { count } = await tx.secondFactor.deleteMany({ where: { userId: actor.id } });
    if (count === 0) return;
    await postMail(tx, { kind: 'second-factor-changed', user: actor.id, change: 'removed' });
    await recordEvent(tx, actor, 'second-factor.dropped', { details: { person: actor.id } });
  });
}
