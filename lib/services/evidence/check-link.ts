import { addMinutes, subDays } from 'date-fns';
import type { System } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { env } from '@/lib/env';
import { addJob } from '@/lib/jobs/add-job';
import { visitLink, type Visit } from '@/lib/links/visit';
import { recordEvent } from '@/lib/services/record/record-event';
import { askForCheck } from './ask-for-check';
import { awaitPages, keepPage } from './kept-pages';

/** A name that is not found is looked for once more before its page counts as gone. */
const secondLook = 10;
/** The most links that are asked for in one round of looking again. */
const perRound = 100;

type Looks = (url: string, options: { signal: AbortSignal }) => Promise<Visit>;

const present = (tx: Tx, id: string) =>
  tx.evidence.findUnique({
    where: { id, kind: 'link', removedAt: null },
    select: { id: true, townId: true, url: true, linkCheck: true },
  });
type Present = NonNullable<Awaited<ReturnType<typeof present>>>;

/** What a visit changes; what was there when the page was last alive stays. */
function changes(visit: Visit, before: Present['linkCheck']) {
  const checkedAt = now();
  if (visit.state === 'alive') {
    const { address, status, page } = visit;
    const held = { title: page?.title ?? null, extract: page?.extract ?? null, hash: page?.hash ?? null };
    return { state: visit.state, reason: null, status, checkedAt, aliveAt: checkedAt, address, ...held };
  }
  const { reason, status } = visit;
  const again = reason === 'name-not-found' && before?.reason === reason;
  return { state: again ? ('gone' as const) : visit.state, reason, status, checkedAt };
}

/**
 * Looks whether the page of a link is still there and keeps what was found, with an event when that is news. Changes no
 * points. The visit itself holds no transaction open.
 */
export async function checkLink(
  actor: System,
  input: { evidence: string },
  signal: AbortSignal,
  looks: Looks = visitLink,
): Promise<void> {
  if (env().LINK_CHECKS === 'off') return;
  const found = await db.as(actor, (tx) => present(tx, input.evidence));
  if (!found?.url) return;
  const visit = await looks(found.url, { signal });
  await db.as(actor, async (tx) => {
    const { townId, linkCheck: before } = (await present(tx, found.id)) ?? {};
    // Taken out of the library meanwhile.
    if (!townId) return;
    const data = changes(visit, before ?? null);
    await tx.linkCheck.upsert({
      where: { evidenceId: found.id },
      create: { evidenceId: found.id, townId, askedAt: data.checkedAt, ...data },
      update: data,
    });
    await keepPage(tx, found.id, visit);
    if (data.state === 'unsure' && data.reason === 'name-not-found') {
      const runAt = addMinutes(data.checkedAt, secondLook);
      await addJob(tx, 'check-link', { evidence: found.id }, { key: `check-link ${found.id}`, runAt });
    }
    if (before?.state === data.state && before.reason === data.reason) return;
    const details = { evidence: found.id, state: data.state, reason: data.reason, status: data.status };
    await recordEvent(tx, actor, 'evidence.link-checked', { townId, details });
  });
}

/** Asks for each link that an application cites now, and for what it holds to be kept for the round it went to. */
export async function checkApplicationLinks(actor: System, input: { application: string }): Promise<void> {
  await db.as(actor, async (tx) => {
    const links = await tx.evidence.findMany({
      where: {
        kind: 'link',
        removedAt: null,
        citations: { some: { removedAt: null, submission: { applicationId: input.application } } },
      },
      select: { id: true, townId: true, url: true },
      orderBy: { id: 'asc' },
    });
    await awaitPages(tx, input.application, links);
    for (const link of links) await askForCheck(tx, link);
  });
}

/** Asks again, from time to time, for the links that are cited: weekly, and daily where the last look told nothing. */
export async function recheckLinks(actor: System): Promise<void> {
  const at = now();
  await db.as(actor, async (tx) => {
    const links = await tx.evidence.findMany({
      where: {
        kind: 'link',
        removedAt: null,
        citations: { some: { removedAt: null } },
        OR: [
          { linkCheck: null },
          { linkCheck: { state: { in: ['unchecked', 'unsure'] }, askedAt: { lt: subDays(at, 1) } } },
          { linkCheck: { askedAt: { lt: subDays(at, 7) } } },
        ],
      },
      select: { id: true, townId: true, url: true },
      orderBy: [{ linkCheck: { askedAt: 'asc' } }, { id: 'asc' }],
      take: perRound,
    });
    for (const link of links) await askForCheck(tx, link);
  });
}
