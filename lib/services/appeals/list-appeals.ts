import { isCoordinator, townRoles, type Actor } from '@/lib/access/actor';
import { db, type Tx } from '@/lib/db/db';
import type { Prisma } from '@/lib/db/generated/client';
import { actionName, findAction, findStep } from '@/lib/rulebook/published';
import type { Rulebook } from '@/lib/rulebook/schema';
import { knownRulebook, rulebookOf } from '@/lib/services/applications/facts';
import { townRef } from '@/lib/services/applications/view-parts';
import { evidenceView, withAuthor } from '@/lib/services/evidence/evidence-view';
import { appealStatus, withoutReviewer, type AppealView } from '@/lib/workflow/appeals';

const shape = {
  town: { select: { id: true, slug: true, name: true, fictional: true } },
  filedBy: { select: { name: true } },
  reviewer: {
    select: { name: true, memberships: { where: { role: { in: [...townRoles] } }, select: { townId: true } } },
  },
  ruling: { select: { points: true } },
  evidence: { orderBy: { evidenceId: 'asc' }, include: { evidence: { include: withAuthor } } },
  submission: { select: { actionId: true } },
  application: {
    select: { cycle: { select: { year: true } }, rulebook: { select: { id: true, hash: true } } },
  },
} satisfies Prisma.AppealInclude;
type Row = Prisma.AppealGetPayload<{ include: typeof shape }>;

/** The rulebooks of the appeals by their hashes, each read at most once by a process. */
async function rulebooksOf(tx: Tx, rows: readonly Row[]): Promise<(hash: string) => Rulebook> {
  const unread = rows.filter((row) => !knownRulebook(row.application.rulebook.hash));
  const ids = [...new Set(unread.map((row) => row.application.rulebook.id))];
  const read = ids.length > 0 ? await tx.rulebook.findMany({ where: { id: { in: ids } } }) : [];
  for (const one of read) rulebookOf(one);
  return (hash) => rulebookOf({ hash, content: null });
}

function viewOf(found: Row, rulebook: Rulebook): AppealView {
  // Whoever belongs to the town by now does not rule on it.
  const own = found.reviewer?.memberships.some(({ townId }) => townId === found.townId);
  const row = own ? withoutReviewer(found) : found;
  const action = findAction(rulebook, row.submission.actionId);
  return {
    id: row.id,
    application: row.applicationId,
    town: townRef(row.town),
    year: row.application.cycle.year,
    submission: row.submissionId,
    actionId: row.submission.actionId,
    action: action ? actionName(action) : row.submission.actionId,
    step: row.step,
    title: (action && findStep(action, row.step)?.title) ?? '',
    status: appealStatus(row),
    reason: row.reason,
    by: row.filedBy.name,
    filedAt: row.filedAt,
    evidence: row.evidence.map((one) => evidenceView(one.evidence)),
    reviewer: row.reviewerId ? (row.reviewer?.name ?? null) : null,
    reviewBy: row.reviewBy,
    outcome: row.outcome,
    because: row.because,
    ruledAt: row.ruledAt,
    points: row.ruling?.points ?? null,
    withdrawnAt: row.withdrawnAt,
  };
}

/** The appeals the condition names, as far as the actor may read them, the oldest first; a constant number of queries. */
export async function appealViews(tx: Tx, where: Prisma.AppealWhereInput): Promise<AppealView[]> {
  const rows = await tx.appeal.findMany({
    where,
    include: shape,
    orderBy: [{ filedAt: 'asc' }, { id: 'asc' }],
    take: 500,
  });
  const rulebook = await rulebooksOf(tx, rows);
  return rows.map((row) => viewOf(row, rulebook(row.application.rulebook.hash)));
}

const waiting = { outcome: null, withdrawnAt: null };

/** Every appeal of an application, for its town and the program. */
export async function listAppeals(actor: Actor, application: string): Promise<AppealView[]> {
  return db.as(actor, (tx) => appealViews(tx, { applicationId: application }));
}

/** The appeals that wait to be given to somebody or for a ruling, for coordinators; none for others. */
export async function listWaitingAppeals(actor: Actor): Promise<AppealView[]> {
  if (!isCoordinator(actor)) return [];
  return db.as(actor, (tx) => appealViews(tx, waiting));
}

/** The appeals that wait for the actor's ruling, the first due at the head. */
export async function listOwnAppeals(actor: Actor): Promise<AppealView[]> {
  if (actor.kind !== 'person') return [];
  const own = await db.as(actor, (tx) => appealViews(tx, { ...waiting, reviewerId: actor.id }));
  return own.sort((a, b) => (a.reviewBy?.getTime() ?? 0) - (b.reviewBy?.getTime() ?? 0));
}
