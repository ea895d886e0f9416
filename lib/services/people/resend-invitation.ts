import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { keepInvitation, shownLink } from './invitation-token';
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
    const { email, role, townId, invitedById } = old;
    const { id, link, expiresAt } = await keepInvitation(tx, now(), { email, role, townId, invitedById });
    await recordEvent(tx, actor, 'invitation.resent', { ...(townId ? { townId } : {}), details: { role } });
    await postMail(tx, { kind: 'invitation', invitation: id });
    return { link: shownLink(link), email, expiresAt };
  });
}
