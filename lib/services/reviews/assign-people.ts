import { townRoles } from '@/lib/access/actor';
import type { Tx } from '@/lib/db/db';
import { refuse } from '@/lib/errors';

/** Towns a reviewer may have nothing to do with, and why: they belong to it, or a conflict was declared. */
export type Shut = { townId: string; why: 'member' | 'declared' };
export type ReviewerRow = { id: string; name: string; topics: number[]; shut: Shut[] };

/** The active reviewers by name, or one of them, with their topics and the towns that are shut to them. For coordinators. */
export async function loadReviewers(tx: Tx, id?: string): Promise<ReviewerRow[]> {
  const users = await tx.user.findMany({
    where: { ...(id ? { id } : {}), disabledAt: null, memberships: { some: { role: 'reviewer' } } },
    select: {
      id: true,
      name: true,
      topics: { select: { category: true }, orderBy: { category: 'asc' } },
      memberships: { where: { role: { in: [...townRoles] } }, select: { townId: true } },
      conflicts: { where: { liftedAt: null }, select: { townId: true } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return users.map(({ topics, memberships, conflicts, ...user }) => ({
    ...user,
    topics: topics.map((one) => one.category),
    shut: [
      ...memberships.flatMap(({ townId }) => (townId ? [{ townId, why: 'member' as const }] : [])),
      ...conflicts.map(({ townId }) => ({ townId, why: 'declared' as const })),
    ],
  }));
}

/** The reviewer with this id, who may be given something of the town; refused in words otherwise. */
export async function reviewerFor(tx: Tx, id: string, town: { id: string; name: string }): Promise<ReviewerRow> {
  const [reviewer] = await loadReviewers(tx, id);
  if (!reviewer) throw refuse('invalid', 'Choose a reviewer from the list.', 'reviewer');
  const shut = reviewer.shut.find((one) => one.townId === town.id);
  if (shut?.why === 'member')
    throw refuse(
      'invalid',
      `${reviewer.name} belongs to ${town.name}. Choose somebody from outside the town.`,
      'reviewer',
    );
  if (shut)
    throw refuse(
      'invalid',
      `${reviewer.name} has a conflict of interest with ${town.name}. Choose somebody else.`,
      'reviewer',
    );
  return reviewer;
}
