import { z } from 'zod';
import { isCoordinator, type Actor, type Role } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { emailOf } from '@/lib/db/email-of';
import { notFound } from '@/lib/errors';
import { unreachedOf, type Unreached } from '@/lib/services/mail/unreached';

export const personInput = z.strictObject({ person: z.uuid() });

export type PersonView = {
  id: string;
  name: string;
  email: string;
  since: Date;
  disabledAt: Date | null;
  secondFactor: Date | null;
  roles: { role: Role; town: { name: string; slug: string } | null }[];
  self: boolean;
  unreached: Unreached | null;
  /** The program's only coordinator whose account is open. */
  lastCoordinator: boolean;
};

/** A person's account as coordinators see it; not-found for anybody else. */
export async function getPerson(actor: Actor, input: z.infer<typeof personInput>): Promise<PersonView> {
  if (!isCoordinator(actor)) throw notFound();
  return db.as(actor, async (tx) => {
    const user = await tx.user.findUnique({
      where: { id: input.person },
      include: {
        email: true,
        secondFactor: { select: { since: true } },
        unreached: true,
        memberships: { include: { town: { select: { name: true, slug: true } } }, orderBy: { createdAt: 'asc' } },
      },
    });
    if (!user) throw notFound();
    const others = await tx.user.count({
      where: { disabledAt: null, id: { not: user.id }, memberships: { some: { role: 'coordinator' } } },
    });
    return {
      id: user.id,
      name: user.name,
      email: emailOf(user),
      since: user.createdAt,
      disabledAt: user.disabledAt,
      secondFactor: user.secondFactor?.since ?? null,
      roles: user.memberships.map(({ role, town }) => ({ role, town })),
      self: actor.kind === 'person' && actor.id === user.id,
      unreached: unreachedOf(user),
      lastCoordinator: others === 0,
    };
  });
}
