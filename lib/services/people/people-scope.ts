import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import type { Tx } from '@/lib/db/db';
import { notFound, Refusal } from '@/lib/errors';
import type { Verdict } from '@/lib/verdict';

/** Whose people: a town's, or (null) the program's own reviewers and coordinators. */
export type PeopleScope = { id: string; slug: string; name: string; fictional: boolean } | null;

const readVerdict = (actor: Actor, townId: string | null): Verdict =>
  townId ? can(actor, 'people.read', { townId }) : can(actor, 'towns.manage');

export const manageVerdict = (actor: Actor, townId: string | null): Verdict =>
  townId ? can(actor, 'people.manage', { townId }) : can(actor, 'towns.manage');

/** The town with this slug whose people the actor may read, or null for the program's own; not-found otherwise. */
export async function peopleScope(tx: Tx, actor: Actor, slug: string | undefined): Promise<PeopleScope> {
  const town = slug
    ? await tx.town.findUnique({ where: { slug }, select: { id: true, slug: true, name: true, fictional: true } })
    : null;
  if (slug && !town) throw notFound();
  if (readVerdict(actor, town?.id ?? null).ok !== true) throw notFound();
  return town;
}

/** Refuses unless the actor may change who takes part; not-found when they may not even read it. */
export function ensureManages(actor: Actor, townId: string | null): void {
  if (readVerdict(actor, townId).ok !== true) throw notFound();
  const verdict = manageVerdict(actor, townId);
  if (verdict.ok === false) throw new Refusal('forbidden', verdict.reasons);
}

/**
 * Takes the lock under which a scope's memberships change, so that two people cannot each remove the other and leave
 * nobody. Held until the transaction ends.
 */
export async function lockPeople(tx: Tx, townId: string | null): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`people ${townId ?? 'program'}`}, 0))`;
}
