import { systemActor } from '@/lib/auth';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { keepInvitation } from '@/lib/services/people/invitation-token';

/**
 * A single-use link for the first coordinator, as long as there is none; an earlier one stops working. Null once somebody
 * coordinates.
 */
export async function firstLink(): Promise<string | null> {
  return db.as(systemActor, async (tx) => {
    const coordinators = await tx.membership.count({ where: { role: 'coordinator', user: { disabledAt: null } } });
    await tx.invitation.deleteMany({ where: { email: '', role: 'coordinator', usedAt: null } });
    if (coordinators > 0) return null;
    return (await keepInvitation(tx, now(), { email: '', role: 'coordinator' })).link;
  });
}
