import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { newInvitationToken, shownLink } from './invitation-token';
import type { Invited } from './invite-person';
import { ensureManages } from './people-scope';

export const resendInvitationInput = z.strictObject({ invitation: z.uuid() });

/** Sends an invitation again with a new link and a new term; the link sent before opens nothing any more. */
export async function resendInvitation(actor: Actor, input: z.infer<typeof resendInvitationInput>): Promise<Invited> {
  return db.as(actor, async (tx) => {
    const old = await tx.invitation.findUnique({ where: { id: input.invitation } });
    if (!old?.email) throw notFound();
    ensureManages(actor, old.townId);
    const { count } = await tx.invitation.deleteMany({ where: { id: old.id, usedAt: null } });
    if (count === 0) throw notFound();
    const at = now();
    const { row, link } = newInvitationToken(at);
    const { email, role, townId, invitedById } = old;
    await tx.invitation.create({ data: { ...row, email, role, townId, invitedById, createdAt: at } });
    await recordEvent(tx, actor, 'invitation.resent', { ...(townId ? { townId } : {}), details: { role } });
    await postMail(tx, { kind: 'invitation', invitation: row.id });
    return { link: shownLink(link), email, expiresAt: row.expiresAt };
  });
}
