import { z } from 'zod';
import type { Actor, Role } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { tokenHash } from './link-token';

export const tokenInput = z.string().min(1).max(200);

/** The open invitation of a token; refused as not-found once it was used, taken back or has expired. */
export async function openInvitation(tx: Tx, token: string) {
  const { invitation } =
    (await tx.invitationToken.findUnique({
      where: { hash: tokenHash('invitation', token) },
      select: { invitation: { include: { town: { select: { name: true, slug: true } } } } },
    })) ?? {};
  if (!invitation || invitation.usedAt || invitation.expiresAt <= now())
    throw refuse('not-found', 'This link was used already or has expired. Ask for a new one.');
  return invitation;
}

/** What the page of an invitation shows. `email` is null in the first coordinator's link; `hasAccount`: they sign in to join. */
export type InvitationView = {
  email: string | null;
  role: Role;
  town: string | null;
  expiresAt: Date;
  hasAccount: boolean;
};

/** The invitation a link stands for, for whoever holds the link. Not-found as `openInvitation`. */
export async function findInvitation(_actor: Actor, token: string): Promise<InvitationView> {
  return db.atDoor(async (tx) => {
    const { email, role, town, expiresAt } = await openInvitation(tx, token);
    const account = email && (await tx.email.findUnique({ where: { address: email } }));
    return { email: email || null, role, town: town?.name ?? null, expiresAt, hasAccount: Boolean(account) };
  });
}
