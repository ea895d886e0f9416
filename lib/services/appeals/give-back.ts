import type { Tx } from '@/lib/db/db';

/**
 * Takes back the appeals that wait for a reviewer's ruling, of one town or of all, for a coordinator to give to somebody
 * else; answers how many. Part of declaring a conflict and of ending a role, which record.
 */
export async function giveBackAppeals(tx: Tx, of: { reviewerId: string; townId?: string }): Promise<number> {
  const { count } = await tx.appeal.updateMany({
    where: { ...of, outcome: null, withdrawnAt: null },
    data: { reviewerId: null, assignedAt: null, reviewBy: null },
  });
  return count;
}
