import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { emailInput } from './email';
import { keepInvitation, shownLink } from './invitation-token';
import { ensureManages, lockPeople, peopleScope } from './people-scope';
import { isTownRole, roles } from './roles';

export const invitePersonInput = z.strictObject({
  /** Slug of the town; absent for the program's own people. */
  town: z.string().max(80).optional(),
  email: emailInput,
  role: z.enum(roles, 'Choose a role.'),
});

/** `link`: the single-use link, readable this once, where the mail with it may not arrive by itself. */
export type Invited = { link: string | null; email: string; expiresAt: Date };

/**
 * Invites somebody to a role by a mail with a single-use link. An open invitation of the same address and role is
 * replaced. Refused when the role does not belong there or is held already.
 */
export async function invitePerson(actor: Actor, input: z.infer<typeof invitePersonInput>): Promise<Invited> {
  return db.as(actor, async (tx) => {
    const town = await peopleScope(tx, actor, input.town);
    const townId = town?.id ?? null;
    ensureManages(actor, townId);
    if (isTownRole(input.role) !== (town !== null))
      throw refuse('invalid', town ? 'Choose a role in the town.' : 'Choose reviewer or coordinator.', 'role');
    await lockPeople(tx, townId);
    const held = await tx.membership.findFirst({
      where: { townId, role: input.role, user: { email: { address: input.email } } },
      select: { id: true },
    });
    if (held) throw refuse('conflict', 'This person has that role already.', 'email');
    await tx.invitation.deleteMany({ where: { townId, role: input.role, email: input.email, usedAt: null } });
    const { id, link, expiresAt } = await keepInvitation(tx, now(), {
      email: input.email,
      role: input.role,
      townId,
      invitedById: actor.kind === 'person' ? actor.id : null,
    });
    await recordEvent(tx, actor, 'person.invited', {
      ...(townId ? { townId } : {}),
      details: { role: input.role },
    });
    await postMail(tx, { kind: 'invitation', invitation: id });
    return { link: shownLink(link), email: input.email, expiresAt };
  });
}
