import { createHash } from 'node:crypto';
import { addMinutes } from 'date-fns';
import { systemActor } from '@/lib/auth';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import type { LinkReason } from '@/lib/workflow/link-words';

/** What such a page would have held when it was submitted. */
const pageThen = (
  page: { title: string; extract: string; address: string | null },
  takenAt: Date,
  town: string,
  seed: string,
) => ({
  takenAt,
  address: page.address,
  title: page.title,
  text: [
    `Town of ${town}`,
    'Departments, boards, calendar, forms',
    page.extract,
    'Minutes and documents are kept at the town hall and shown on request, Monday to Thursday, 8:30 am to 4:00 pm.',
    'Last changed by the town clerk.',
  ].join('\n'),
  hash: createHash('sha256').update(seed).digest('hex'),
});

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
      const hash = number % 5 === 2 ? 'the page as it was before' : extract;
      const cited = await tx.application.findMany({
        where: {
          round: { gt: 0 },
          submissions: { some: { citations: { some: { evidenceId: id, removedAt: null } } } },
        },
        select: { id: true, townId: true, round: true, submittedAt: true },
      });
      await tx.keptPage.createMany({
        data: cited.map(({ id: applicationId, townId, round, submittedAt }) => ({
          applicationId,
          townId,
          evidenceId: id,
          round,
          askedAt: submittedAt ?? addedAt,
          ...(found.state === 'unsure' ? {} : pageThen(alive, addMinutes(submittedAt ?? addedAt, 2), town.name, hash)),
        })),
        skipDuplicates: true,
      });
      await tx.linkCheck.update({ where: { evidenceId: id }, data: { askedAt: checkedAt, checkedAt, ...found } });
    }
  });
}
