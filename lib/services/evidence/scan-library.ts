import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { env } from '@/lib/env';
import { ensure } from '@/lib/services/applications/ensure';
import { recordEvent } from '@/lib/services/record/record-event';
import { has, remove } from '@/lib/storage/files';
import { scanStored } from './scan-stored';

const most = { files: 500, failures: 3 };
type Waiting = { id: string; townId: string; storageKey: string | null };

/** Keeps what the scanner said. Infected bytes are let go with the commit; the row stays and says so. */
async function keep(actor: Actor, { id, townId, storageKey }: Waiting, scan: 'clean' | 'infected' | 'failed') {
  await db.as(actor, async (tx) => {
    const infected = scan === 'infected';
    const { count } = await tx.evidence.updateMany({
      // Another upload of the same bytes may have replaced them meanwhile.
      where: { id, storageKey },
      data: { scan, scannedAt: now(), ...(infected ? { storageKey: null } : {}) },
    });
    if (infected && count > 0) await recordEvent(tx, actor, 'evidence.infected', { townId, details: { evidence: id } });
  });
  if (scan === 'infected' && storageKey) await remove(storageKey);
}

/**
 * Has the scanner look at files it has not seen or could not read, those that waited longest first; a scanner that does
 * not answer is left alone until the next time. Nothing happens where none is set up.
 */
export async function scanLibrary(
  actor: Actor,
  signal?: AbortSignal,
): Promise<{ clean: number; infected: number; failed: number }> {
  ensure(can(actor, 'storage.keep'));
  const counts = { clean: 0, infected: 0, failed: 0 };
  if (!env().CLAMD_URL) return counts;
  const waiting = await db.as(actor, (tx) =>
    tx.evidence.findMany({
      where: { scan: { in: ['not_scanned', 'failed'] }, storageKey: { not: null } },
      select: { id: true, townId: true, storageKey: true },
      orderBy: [{ scannedAt: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
      take: most.files,
    }),
  );
  let inARow = 0;
  for (const row of waiting) {
    if (signal?.aborted) break;
    if (!row.storageKey || !(await has(row.storageKey))) continue;
    const scan = await scanStored(row.storageKey);
    if (scan === 'not_scanned') break;
    await keep(actor, row, scan);
    counts[scan] += 1;
    inARow = scan === 'failed' ? inARow + 1 : 0;
    if (inARow >= most.failures) break;
  }
  return counts;
}
