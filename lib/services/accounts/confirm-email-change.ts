import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { Prisma } from '@/lib/db/generated/client';
import { refuse } from '@/lib/errors';
import { postMail } from '@/lib/services/mail/post-mail';
import { tokenHash } from '@/lib/services/people/link-token';
import { recordEvent } from '@/lib/services/record/record-event';
import { revokeSessions } from './end-sessions';

export const confirmEmailChangeInput = z.strictObject({ token: z.string().min(1).max(200) });

const closed = () => refuse('not-found', 'This link was used already or has expired. Ask for a new one.');
const taken = () => refuse('conflict', 'Another account has this address by now. Nothing was changed.');

/** The open change of a token and whose it is; not-found once it was used, taken back or has expired. */
async function openChange(tx: Tx, token: string) {
  const change = await tx.emailChange.findUnique({
    where: { tokenHash: tokenHash('email', token), usedAt: null, expiresAt: { gt: now() } },
    include: { user: { select: { id: true, name: true, email: true, disabledAt: true } } },
  });
  if (!change || change.user.disabledAt || change.user.email?.address !== change.oldEmail) throw closed();
  return change;
}

export type EmailChangeView = { name: string; email: string; expiresAt: Date };

/** Whose account gets which address by a link, and until when; not-found once it does not. Looking uses nothing up. */
export async function findEmailChange(_actor: Actor, token: string): Promise<EmailChangeView> {
  return db.atDoor(async (tx) => {
    const { user, newEmail, expiresAt } = await openChange(tx, token);
    return { name: user.name, email: newEmail, expiresAt };
  });
}

async function change(tx: Tx, actor: Actor, token: string): Promise<{ own: boolean }> {
  const { id, user, newEmail } = await openChange(tx, token);
  const at = now();
  const used = await tx.emailChange.updateMany({ where: { id, usedAt: null }, data: { usedAt: at } });
  if (used.count === 0) throw closed();
  if (await tx.email.findUnique({ where: { address: newEmail } })) throw taken();
  await tx.email.update({ where: { userId: user.id }, data: { address: newEmail } });
  // A link to a new password lies in the mailbox that was just left.
  await tx.passwordReset.updateMany({ where: { userId: user.id, usedAt: null }, data: { usedAt: at } });
  const own = actor.kind === 'person' && actor.id === user.id;
  await revokeSessions(tx, user.id, own ? actor.session : null);
  await postMail(tx, { kind: 'email-changed', change: id });
  await recordEvent(tx, actor, 'email.changed', { details: { person: user.id } });
  return { own };
}

/**
 * Gives an account the address its single-use link was sent to, ends its sessions but the one this comes from, and tells
 * the old address. Signs nobody in. Of two posts at the same time, and of two accounts after one address, one is refused.
 */
export async function confirmEmailChange(
  actor: Actor,
  { token }: z.infer<typeof confirmEmailChangeInput>,
): Promise<{ own: boolean }> {
  try {
    return await db.atDoor((tx) => change(tx, actor, token));
  } catch (error) {
    throw error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002' ? taken() : error;
  }
}
