import { createHash } from 'node:crypto';
import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { addJob } from '@/lib/jobs/add-job';
import { isReserved } from '@/lib/links/target';
import type { LinkReason } from '@/lib/workflow/link-words';

export type LinkRef = { id: string; townId: string; url: string | null };

/** One queue for each host, near enough: no site is asked for two pages at once, and there are not ever more queues. */
function queueOf(url: string): string {
  const [byte = 0] = createHash('sha256').update(new URL(url).hostname).digest();
  return `link-${byte % 64}`;
}

/**
 * Asks, in the caller's transaction, for a link to be looked at soon. A name reserved for examples leads nowhere, now and
 * later: nobody is asked, and what is known of it stays.
 */
export async function askForCheck(tx: Tx, { id, townId, url }: LinkRef): Promise<void> {
  if (!url) return;
  const askedAt = now();
  const known = await tx.linkCheck.findUnique({ where: { evidenceId: id }, select: { state: true } });
  const nowhere = isReserved(url);
  const found =
    nowhere && (known?.state ?? 'unchecked') === 'unchecked'
      ? { state: 'unsure' as const, reason: 'reserved-name' satisfies LinkReason, checkedAt: askedAt }
      : {};
  await tx.linkCheck.upsert({
    where: { evidenceId: id },
    create: { evidenceId: id, townId, askedAt, ...found },
    update: { askedAt, ...found },
  });
  if (!nowhere) await addJob(tx, 'check-link', { evidence: id }, { key: `check-link ${id}`, queue: queueOf(url) });
}
