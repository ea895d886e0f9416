import type { Actor } from '@/lib/access/actor';
import { db, type Tx } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import type { Rulebook } from '@/lib/rulebook/schema';
import { rulebookOf } from '@/lib/services/applications/facts';

const newest = [{ year: 'desc' }, { version: 'desc' }] as const;

/** The published rulebook with the latest year and version; not-found in a portal without one. */
export async function loadRulebookInForce(tx: Tx): Promise<Rulebook> {
  const row = await tx.rulebook.findFirst({ where: { publishedAt: { not: null } }, orderBy: [...newest] });
  if (!row) throw notFound();
  return rulebookOf(row);
}

/** Year and version of the rulebook in force, or null before any is published. */
export async function rulebookInForce(actor: Actor): Promise<{ year: number; version: number } | null> {
  return db.as(actor, (tx) =>
    tx.rulebook.findFirst({
      where: { publishedAt: { not: null } },
      orderBy: [...newest],
      select: { year: true, version: true },
    }),
  );
}
