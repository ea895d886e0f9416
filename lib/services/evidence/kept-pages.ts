import { subDays, subYears } from 'date-fns';
import type { System } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import type { Visit } from '@/lib/links/visit';
import type { KeptPageView } from '@/lib/workflow/link-words';

/** A page that can be read within so many days of the submission still counts as what it held then. */
const grace = 14;

/** Notes that what these links hold is to be kept for the round an application went to. Asked twice, nothing more happens. */
export async function awaitPages(
  tx: Tx,
  application: string,
  links: readonly { id: string; townId: string }[],
): Promise<void> {
  const { round } = await tx.application.findUniqueOrThrow({ where: { id: application }, select: { round: true } });
  if (round === 0) return;
  const of = { applicationId: application, round, askedAt: now() };
  await tx.keptPage.createMany({
    data: links.map(({ id, townId }) => ({ ...of, evidenceId: id, townId })),
    skipDuplicates: true,
  });
}

/** Keeps what a visit read, for every round that waits for it. A page that was kept stays as it was read. */
export async function keepPage(tx: Tx, evidence: string, visit: Visit): Promise<void> {
  if (visit.state !== 'alive') return;
  const { address, page } = visit;
  const takenAt = now();
  await tx.keptPage.updateMany({
    where: { evidenceId: evidence, takenAt: null, askedAt: { gt: subDays(takenAt, grace) } },
    data: { takenAt, address, title: page?.title ?? null, text: page?.text ?? null, hash: page?.hash ?? null },
  });
}

/** What the links of an application held when it last went to a round with them, by evidence. */
export async function keptPages(
  tx: Tx,
  application: string,
  evidence: readonly string[],
): Promise<Record<string, KeptPageView>> {
  const rows = await tx.keptPage.findMany({
    where: { applicationId: application, evidenceId: { in: [...evidence] } },
    orderBy: { round: 'asc' },
    select: { evidenceId: true, round: true, takenAt: true, address: true, title: true, text: true, hash: true },
  });
  return Object.fromEntries(rows.map(({ evidenceId, ...page }) => [evidenceId, page]));
}

/** Forgets the texts of pages a year after their application was decided or withdrawn; that they were read stays known. */
export async function forgetPages(actor: System): Promise<void> {
  const over = { status: { in: ['decided' as const, 'withdrawn' as const] }, statusSince: { lt: subYears(now(), 1) } };
  await db.as(actor, async (tx) => {
    await tx.keptPage.updateMany({
      where: { application: over, text: { not: null } },
      data: { title: null, text: null },
    });
  });
}
