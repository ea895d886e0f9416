import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import type { Tx } from '@/lib/db/db';
import { notFound, Refusal } from '@/lib/errors';

/** Refuses everybody but coordinators, and answers who is asking. */
export function ensureTowns(actor: Actor): string {
  const allowed = can(actor, 'towns.manage');
  if (allowed.ok !== true || actor.kind !== 'person')
    throw new Refusal('forbidden', allowed.ok === false ? allowed.reasons : []);
  return actor.id;
}

/** What is not open to you does not exist: the register of towns is for coordinators. */
export function ensureReadsTowns(actor: Actor): void {
  if (can(actor, 'towns.manage').ok !== true) throw notFound();
}

/** A town's row, locked until the transaction ends; not-found when there is none. */
export async function lockTown(tx: Tx, id: string): Promise<{ id: string; slug: string; name: string }> {
  const [town] = await tx.$queryRaw<{ id: string; slug: string; name: string }[]>`
    select id, slug, name from towns where id = ${id}::uuid for update`;
  if (!town) throw notFound();
  return town;
}
