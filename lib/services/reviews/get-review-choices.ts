import { townRoles, type Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { db } from '@/lib/db/db';
import type { ReviewChoice } from '@/lib/workflow/program-views';

/** Reviewers who could be assigned to an application: active, and not of its town. Empty for all but coordinators. */
export async function getReviewChoices(actor: Actor, application: string): Promise<ReviewChoice[]> {
  if (can(actor, 'application.assign').ok !== true) return [];
  return db.as(actor, async (tx) => {
    const found = await tx.application.findUnique({ where: { id: application }, select: { townId: true } });
    if (!found) return [];
    return tx.user.findMany({
      where: {
        disabledAt: null,
        memberships: {
          some: { role: 'reviewer' },
          none: { townId: found.townId, role: { in: [...townRoles] } },
        },
      },
      select: { id: true, name: true },
      orderBy: { name: 'asc' },
    });
  });
}
