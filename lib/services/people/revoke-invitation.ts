import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';
import { ensureManages } from './people-scope';

export const revokeInvitationInput = z.strictObject({ invitation: z.uuid() });

/** Takes an invitation back: its link opens nothing from now on. Not-found once it was used. */
export async function revokeInvitation(
  actor: Actor,
  input: z.infer<typeof revokeInvitationInput>,
): Promise<{ email: string }> {
  return db.as(actor, async (tx) => {
    const invitation = await tx.invitation.findUnique({ where: { id: input.invitation } });
    if (!invitation) throw notFound();
    ensureManages(actor, invitation.townId);
    const { count } = await tx.invitation.deleteMany({ where: { id: invitation.id, usedAt: null } });
    if (count === 0) throw notFound();
    await recordEvent(tx, actor, 'invitation.revoked', {
      ...(invitation.townId ? { townId: invitation.townId } : {}),
      details: { role: invitation.role },
    });
    return { email: invitation.email };
  });
}
