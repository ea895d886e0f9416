import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { log } from '@/lib/log';
import { ensure } from '@/lib/services/applications/ensure';
import { removeKept, storedFiles, type Kept } from '@/lib/storage/files';

/** What an upload has from its first byte to its row: an hour is far more than any takes. */
const grace = 60 * 60 * 1000;
const batch = 500;
/** Where all files, or more than this many and half of all, have no row, storage and database do not belong together. */
const suspicious = 20;

export type Swept = { files: number; orphans: number; removed: number; held: number };

/** The files of a batch that no row names. */
async function without(actor: Actor, files: readonly Kept[]): Promise<Kept[]> {
  const keys = files.flatMap(({ key }) => key ?? []);
  const rows = await db.as(actor, (tx) =>
    tx.evidence.findMany({ where: { storageKey: { in: keys } }, select: { storageKey: true } }),
  );
  const named = new Set(rows.map(({ storageKey }) => storageKey));
  return files.filter(({ key }) => key === null || !named.has(key));
}

/**
 * Removes bytes that no evidence names, once they are an hour old: what a crash left between storing them and writing
 * the row, or after a row let them go. When most of the storage has no rows nothing is removed, for then the database and
 * the storage do not belong together; `held` says how many files that were. Without `remove` it only counts.
 */
export async function sweepStorage(actor: Actor, input: { remove: boolean; graceMs?: number }): Promise<Swept> {
  ensure(can(actor, 'storage.keep'));
  // What was taken out of a library before bytes were let go with it.
  await db.as(actor, (tx) =>
    tx.evidence.updateMany({
      where: { removedAt: { not: null }, storageKey: { not: null } },
      data: { storageKey: null },
    }),
  );
  const before = now().getTime() - (input.graceMs ?? grace);
  const orphans: Kept[] = [];
  let [files, old] = [0, 0];
  let waiting: Kept[] = [];
  const settle = async () => {
    old += waiting.length;
    orphans.push(...(await without(actor, waiting)));
    waiting = [];
  };
  for await (const file of storedFiles()) {
    files += 1;
    if (file.changedAt.getTime() <= before) waiting.push(file);
    if (waiting.length >= batch) await settle();
  }
  await settle();
  const counts = { files, orphans: orphans.length };
  // No row at all may also mean that none can be seen by whom the database takes us for.
  const blind = orphans.length > 0 && orphans.length === old;
  if (blind || (orphans.length > suspicious && orphans.length > files / 2)) {
    log.error(counts, 'most stored files have no row: none was removed');
    return { ...counts, removed: 0, held: orphans.length };
  }
  if (!input.remove) return { ...counts, removed: 0, held: 0 };
  for (const orphan of orphans) await removeKept(orphan);
  if (orphans.length > 0) log.info(counts, 'stored files without a row were removed');
  return { ...counts, removed: orphans.length, held: 0 };
}
