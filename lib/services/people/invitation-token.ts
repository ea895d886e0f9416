import { addDays } from 'date-fns';
import type { Role } from '@/lib/access/actor';
import type { Tx } from '@/lib/db/db';
import { env } from '@/lib/env';
import { mailGoesToFiles } from '@/lib/mail/send';
import { linkOf, newToken } from './link-token';

const invitationDays = 7;

type Invitation = { email: string; role: Role; townId?: string | null; invitedById?: string | null };

/**
 * Keeps a new invitation, and apart from it what its link is proved by. Returns its id, until when it is open, and the link
 * to hand over.
 */
export async function keepInvitation(
  tx: Tx,
  at: Date,
  invitation: Invitation,
): Promise<{ id: string; expiresAt: Date; link: string }> {
  const token = newToken('invitation');
  const { id, tokenHash: hash } = token;
  const expiresAt = addDays(at, invitationDays);
  await tx.invitation.create({ data: { id, ...invitation, createdAt: at, expiresAt } });
  // Whoever invites may not read it back.
  await tx.invitationToken.createMany({ data: [{ invitationId: id, hash }] });
  return { id, expiresAt, link: linkOf('invitation', token)! };
}

/** The link as the page may show it: only where no mail server brings it, and in a demonstration. */
export const shownLink = (link: string): string | null => (mailGoesToFiles() || env().DEMO === 'on' ? link : null);
