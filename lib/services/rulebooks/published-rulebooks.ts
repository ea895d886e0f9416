import type { Tx } from '@/lib/db/db';
import type { Rulebook } from '@/lib/rulebook/schema';
import { knownRulebook, rulebookOf } from '@/lib/services/applications/facts';

/** A rulebook as its row names it. */
export type RulebookRow = { id: string; hash: string };

/** What the rulebooks say, in the order given. Each is read from the database once, since what is published never changes. */
export async function contentsOf(tx: Tx, rows: readonly RulebookRow[]): Promise<Rulebook[]> {
  const unread = rows.filter(({ hash }) => !knownRulebook(hash)).map(({ id }) => id);
  const read = unread.length > 0 ? await tx.rulebook.findMany({ where: { id: { in: unread } } }) : [];
  for (const row of read) rulebookOf(row);
  return rows.map(({ hash }) => rulebookOf({ hash, content: null }));
}

/** Every rulebook that is published, newest first. */
export async function publishedRulebooks(tx: Tx): Promise<Rulebook[]> {
  const rows = await tx.rulebook.findMany({
    where: { publishedAt: { not: null } },
    orderBy: [{ year: 'desc' }, { version: 'desc' }],
    select: { id: true, hash: true },
  });
  return contentsOf(tx, rows);
}
