import { z } from 'zod';
import { isCoordinator, type Actor, type Role } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { emailOf } from '@/lib/db/email-of';
import { unreachedOf, type Unreached } from '@/lib/services/mail/unreached';
import type { Verdict } from '@/lib/verdict';
import { manageVerdict, peopleScope, type PeopleScope } from './people-scope';
import { roles } from './roles';

export const listPeopleInput = z.strictObject({ town: z.string().max(80).optional() });

export type MemberView = {
  membership: string;
  person: string;
  name: string;
  email: string;
  role: Role;
  since: Date;
  self: boolean;
  last: boolean;
  /** Letters do not reach them, for whoever may know it. */
  unreached: Unreached | null;
};
export type OpenInvitationView = { id: string; email: string; role: Role; invitedBy: string | null; expiresAt: Date };
export type PeopleView = {
  town: PeopleScope;
  members: MemberView[];
  invitations: OpenInvitationView[];
  /** Closed accounts, for coordinators, who may open them again. */
  closed: { person: string; name: string; email: string }[];
  manage: Verdict;
};

/**
 * Who takes part in a town (by slug), or without one the program's reviewers and coordinators; with the invitations still
 * open for those who may manage them. Not-found for others.
 */
export async function listPeople(actor: Actor, input: z.infer<typeof listPeopleInput>): Promise<PeopleView> {
  return db.as(actor, async (tx) => {
    const town = await peopleScope(tx, actor, input.town);
    const townId = town?.id ?? null;
    const manage = manageVerdict(actor, townId);
    const memberships = await tx.membership.findMany({
      where: { townId, user: { disabledAt: null } },
      include: { user: { select: { id: true, name: true, email: true, unreached: true } } },
      orderBy: { user: { name: 'asc' } },
      take: 500,
    });
    const invitations =
      manage.ok === true
        ? await tx.invitation.findMany({
            where: { townId, usedAt: null, expiresAt: { gt: now() }, email: { not: '' } },
            include: { invitedBy: { select: { name: true } } },
            orderBy: { createdAt: 'desc' },
            take: 200,
          })
        : [];
    const closed = isCoordinator(actor)
      ? await tx.user.findMany({
          where: { disabledAt: { not: null }, memberships: { some: { townId } } },
          select: { id: true, name: true, email: true },
          orderBy: { name: 'asc' },
          take: 200,
        })
      : [];
    const holders = (role: Role) => memberships.filter((m) => m.role === role).length;
    const members = memberships.map((m) => ({
      membership: m.id,
      person: m.user.id,
      name: m.user.name,
      email: emailOf(m.user),
      role: m.role,
      since: m.createdAt,
      self: actor.kind === 'person' && m.user.id === actor.id,
      last: (m.role === 'contact' || m.role === 'coordinator') && holders(m.role) === 1,
      unreached: manage.ok === true ? unreachedOf(m.user) : null,
    }));
    members.sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
    return {
      town,
      members,
      invitations: invitations.map((i) => ({
        id: i.id,
        email: i.email,
        role: i.role,
        invitedBy: i.invitedBy?.name ?? null,
        expiresAt: i.expiresAt,
      })),
      closed: closed.map((user) => ({ person: user.id, name: user.name, email: emailOf(user) })),
      manage,
    };
  });
}
