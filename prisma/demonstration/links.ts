import { createHash } from 'node:crypto';
import { addMinutes } from 'date-fns';
import { systemActor } from '@/lib/auth';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import type { LinkReason } from '@/lib/workflow/link-words';

/**
 * Tells what the checks of the demonstration's links would have found, were there anything at their addresses. Nobody is
 * asked: every one of them is on a name reserved for examples.
 */
export async function tellLinks(): Promise<void> {
  await db.as(systemActor, async (tx) => {
    const links = await tx.evidence.findMany({
      where: { kind: 'link', url: { contains: '.example/' } },
      select: { id: true, url: true, title: true, addedAt: true, town: { select: { name: true } } },
      orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
    });
    for (const [number, { id, url, title, addedAt, town }] of links.entries()) {
      const checkedAt = addMinutes(addedAt, 2);
      const extract = `${title}. Posted by the town clerk of ${town.name}.`;
      const alive = {
        status: 200,
        aliveAt: checkedAt,
        address: url,
        title: `${title} | Town of ${town.name}`,
        extract,
        hash: createHash('sha256').update(extract).digest('hex'),
      };
      const lost = { checkedAt: now(), reason: 'no-such-page' satisfies LinkReason, status: 404 };
      const shut = { reason: 'asks-who' satisfies LinkReason, status: 403 };
      const found =
        number % 11 === 7
          ? { ...alive, ...lost, state: 'gone' as const }
          : number % 11 === 3
            ? { ...shut, state: 'unsure' as const }
            : { ...alive, reason: null, state: 'alive' as const };
      await tx.linkCheck.update({ where: { evidenceId: id }, data: { askedAt: checkedAt, checkedAt, ...found } });
    }
  });
}
