import type { Tx } from '@/lib/db/db';
import { wayOf, type LetterGroup, type LetterWay } from '@/lib/workflow/letter-choices';

/** How letters of a group reach a person: as they chose, or as is usual for their roles. */
export async function chosenWay(tx: Tx, userId: string, group: LetterGroup): Promise<LetterWay> {
  const choice = await tx.letterChoice.findUnique({ where: { userId_group: { userId, group } } });
  const memberships = await tx.membership.findMany({ where: { userId }, select: { role: true } });
  return wayOf(
    group,
    memberships.map(({ role }) => role),
    choice?.way,
  );
}
