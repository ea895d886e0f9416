import { z } from 'zod';
import type { Arriving, Person } from '@/lib/access/actor';
import { publicActor } from '@/lib/auth';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { openSecret } from './factor-secret';
import { stepOfCode } from './one-time-code';
import { codeInput, proveCode } from './prove-code';
import { replaceRecoveryCodes } from './recovery-codes';

export const confirmSecondFactorInput = z.strictObject({
  code: codeInput,
  /** A code of the present app, asked where a new one takes its place. */
  currentCode: codeInput.optional(),
});

/**
 * Turns the second factor on, or moves it to another app, once a code shows that the app has the secret; ends the
 * person's other sessions and returns ten recovery codes, to be shown this once.
 */
export async function confirmSecondFactor(
  actor: Person | Arriving,
  input: z.infer<typeof confirmSecondFactorInput>,
): Promise<{ codes: string[] }> {
  if (actor.kind === 'arriving' && actor.needs === 'code') throw refuse('forbidden', 'Enter your code first.');
  const { id: userId, session } = actor;
  const at = now();
  const present = await db.atDoor((tx) => tx.secondFactor.findUnique({ where: { userId } }));
  if (present?.since) {
    if (!input.currentCode) throw refuse('invalid', 'Enter a code of the app you have used so far.', 'currentCode');
    await proveCode(actor, input.currentCode, { at: 'currentCode' });
  }
  return db.atDoor(async (tx) => {
    await tx.$queryRaw`select user_id from second_factors where user_id = ${userId}::uuid for update`;
    const factor = await tx.secondFactor.findUnique({ where: { userId }, include: { secrets: true } });
    const { offered, offeredTo } = factor?.secrets ?? {};
    const secret = offered && offeredTo === session ? openSecret(offered, actor) : null;
    if (!factor || !secret) throw refuse('forbidden', 'This page is no longer the latest. Reload it and scan anew.');
    if (Boolean(factor.since) !== Boolean(present?.since)) throw refuse('conflict', 'Reload this page and try again.');
    const step = stepOfCode(secret, input.code, at);
    if (step === null)
      throw refuse(
        'forbidden',
        'This code is not right. Check that the time of your device is, then try the next code.',
        'code',
      );
    const secrets = { update: { secret: offered, offered: null, offeredTo: null } };
    await tx.secondFactor.update({ where: { userId }, data: { since: at, lastStep: step, secrets } });
    await tx.session.updateMany({
      where: { userId, revokedAt: null, ...(session ? { id: { not: session } } : {}) },
      data: { revokedAt: at },
    });
    const codes = await replaceRecoveryCodes(tx, userId);
    await postMail(tx, { kind: 'second-factor-changed', user: userId, change: 'added' });
    await recordEvent(tx, actor.kind === 'person' ? actor : publicActor, 'second-factor.set-up', {
      details: { person: userId },
    });
    return { codes };
  });
}
