import { z } from 'zod';
import type { Arriving, Person } from '@/lib/access/actor';
import { publicActor } from '@/lib/auth';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { noteRefusedProof } from '@/lib/observe/refused-proof';
import { postMail } from '@/lib/services/mail/post-mail';
import { safePath } from '@/lib/services/people/safe-path';
import { countTry, forgetTries } from '@/lib/services/people/throttle';
import { recordEvent } from '@/lib/services/record/record-event';
import { isOfDemonstration, openSecret } from './factor-secret';
import { stepOfCode } from './one-time-code';
import { recoveryHash } from './recovery-codes';

/** Six digits of an app, or a recovery code; spaces and dashes as people type them. */
export const codeInput = z
  .string()
  .max(60, 'Enter a code.')
  .transform((text) => text.replace(/[\s-]/g, ''))
  .pipe(z.string().min(1, 'Enter a code.'));

async function takeAppCode(tx: Tx, actor: Person | Arriving, code: string): Promise<boolean> {
  const factor = await tx.secondFactor.findUnique({ where: { userId: actor.id }, include: { secrets: true } });
  const secret = factor?.since && factor.secrets?.secret ? openSecret(factor.secrets.secret, actor) : null;
  if (!factor || !secret) return false;
  const step = stepOfCode(secret, code, now());
  if (step === null) return false;
  // Visitors of the demonstration share its people and are shown their codes: several may come in the same half minute.
  if (isOfDemonstration(actor)) return true;
  // Of two posts with the same code, or an earlier one, the second finds its step taken.
  const where = { userId: actor.id, lastStep: { lt: step } };
  return (await tx.secondFactor.updateMany({ where, data: { lastStep: step } })).count === 1;
}

async function takeRecoveryCode(tx: Tx, actor: Person | Arriving, code: string): Promise<boolean> {
  const where = { userId: actor.id, hash: recoveryHash(actor.id, code), usedAt: null };
  const { count } = await tx.recoveryCode.updateMany({ where, data: { usedAt: now() } });
  if (count === 0) return false;
  await postMail(tx, { kind: 'second-factor-changed', user: actor.id, change: 'code-used' });
  await recordEvent(tx, actor.kind === 'person' ? actor : publicActor, 'second-factor.recovered', {
    details: { person: actor.id },
  });
  return true;
}

/**
 * Takes a code of the person's authenticator app, or one of their recovery codes; each works once. Refused otherwise,
 * with a growing delay after three wrong ones, and after many from one network. `at` is the field that is to blame.
 */
export async function proveCode(
  actor: Person | Arriving,
  code: string,
  { at = 'code', from }: { at?: string; from?: string } = {},
): Promise<void> {
  const tried = await countTry(publicActor, { what: 'code', account: actor.id, from });
  const taken = await db.atDoor(async (tx) =>
    /^\d{6}$/.test(code) ? takeAppCode(tx, actor, code) : takeRecoveryCode(tx, actor, code),
  );
  if (!taken) {
    noteRefusedProof({ what: 'code', why: 'wrong', person: actor.id });
    throw refuse(
      'forbidden',
      'This code is not right, or was used already. Enter the next one your app shows, or another recovery code.',
      at,
    );
  }
  await forgetTries(publicActor, tried);
}

export const proveSecondFactorInput = z.strictObject({ code: codeInput, next: z.string().max(2000).optional() });

/** The second step of signing in; returns where to go on to. */
export async function proveSecondFactor(
  actor: Arriving,
  input: z.infer<typeof proveSecondFactorInput> & { from?: string },
): Promise<{ next: string }> {
  if (actor.needs !== 'code') throw refuse('not-ready', 'Set up your second step first.');
  await proveCode(actor, input.code, { from: input.from });
  return { next: safePath(input.next) };
}
