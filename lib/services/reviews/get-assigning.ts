import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { ApplicationStatus } from '@/lib/db/generated/client';
import { notFound } from '@/lib/errors';
import { categoryNames } from '@/lib/rulebook/category-names';
import { townRef } from '@/lib/services/applications/view-parts';
import { contentsOf, publishedRulebooks, type RulebookRow } from '@/lib/services/rulebooks/published-rulebooks';
import type {
  AssigningView,
  BatchSummary,
  BatchView,
  HandoverView,
  ReviewerLine,
  UnreadView,
} from '@/lib/workflow/assign-views';
import { possible } from '@/lib/workflow/application';
import { isoDay, shortDay } from '@/lib/words';
import { loadOpen, loadsOf, type OpenAction } from './assign-open';
import { loadReviewers } from './assign-people';
import { ruledSince } from './ruled-since';

type ConflictRow = { id: string; reviewerId: string; townId: string; reason: string; declaredAt: Date; by: string };

const assignable = Object.values(ApplicationStatus).filter((status) => possible(status, 'assign'));

/** Bulk assignments the page lists, newest first. */
const batchesShown = 10;

const conflictsOf = async (tx: Tx): Promise<ConflictRow[]> =>
  (
    await tx.conflict.findMany({
      where: { liftedAt: null },
      orderBy: [{ declaredAt: 'asc' }, { id: 'asc' }],
      include: { declaredBy: { select: { name: true } } },
    })
  ).map(({ declaredBy, ...one }) => ({ ...one, by: declaredBy.name }));

/** Applications with steps nobody reads, the longest wait first; with the conflicts of their town that may be why. */
function unreadOf(open: readonly OpenAction[], ended: (town: string) => string[]): UnreadView[] {
  const found = new Map<string, UnreadView>();
  for (const one of open) {
    const { application, town, year, round, submittedAt } = one;
    const line =
      found.get(application) ??
      ({ application, town, year, round, submittedAt, steps: 0, without: 0, categories: [], ended: [] } as UnreadView);
    line.steps += one.steps;
    if (one.readers.length === 0) {
      line.without += one.steps;
      if (!line.categories.includes(one.category)) line.categories.push(one.category);
    }
    found.set(application, line);
  }
  return [...found.values()]
    .filter((line) => line.without > 0)
    .map((line) => ({ ...line, ended: ended(line.town.id) }));
}

/** Categories as the applications under review know them; before there are any, as the newest rulebook does. */
async function categoriesOf(tx: Tx): Promise<AssigningView['categories']> {
  const rows = await tx.$queryRaw<RulebookRow[]>`
    select id, hash from rulebooks
    where id in (select rulebook_id from applications where status in ('submitted', 'in_review'))
    order by year desc, version desc`;
  const rulebooks = rows.length > 0 ? await contentsOf(tx, rows) : (await publishedRulebooks(tx)).slice(0, 1);
  return [...categoryNames(rulebooks)].map(([number, name]) => ({ number, name })).sort((a, b) => a.number - b.number);
}

async function handoversOf(tx: Tx, open: readonly OpenAction[]): Promise<HandoverView[]> {
  const rows = await tx.handover.findMany({
    where: { settledAt: null, application: { status: { in: assignable } } },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
    include: { town: true, reviewer: { select: { id: true, name: true } }, application: { include: { cycle: true } } },
  });
  return rows.map(({ id, applicationId, town, reviewer, reason, askedAt, application }) => ({
    id,
    application: applicationId,
    town: townRef(town),
    year: application.cycle.year,
    reviewer,
    reason,
    askedAt,
    steps: open
      .filter((one) => one.application === applicationId && one.readers.includes(reviewer.id))
      .reduce((sum, one) => sum + one.steps, 0),
  }));
}

async function batchesOf(tx: Tx): Promise<BatchView[]> {
  const rows = await tx.assignmentBatch.findMany({
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
    take: batchesShown,
    include: {
      madeBy: { select: { name: true } },
      assignments: { where: { application: { status: { in: assignable } } }, select: { id: true }, take: 1 },
      _count: { select: { assignments: true } },
    },
  });
  const ruled = await ruledSince(
    tx,
    rows.map((one) => one.id),
  );
  return rows.map(({ id, kind, madeBy, madeAt, undoneAt, summary, assignments, _count }) => ({
    id,
    kind: kind === 'rule' ? 'rule' : 'chosen',
    madeBy: madeBy.name,
    madeAt,
    undoneAt,
    summary: summary as BatchSummary,
    stands: _count.assignments,
    ended: _count.assignments > 0 && assignments.length === 0,
    ruled: ruled.get(id) ?? null,
  }));
}

/**
 * What a coordinator assigns by: what nobody reads, who reads what and how much waits with them, conflicts, requests to hand
 * over and the latest bulk assignments. A constant number of statements. Not-found for everybody else.
 */
export async function getAssigning(actor: Actor): Promise<AssigningView> {
  if (can(actor, 'application.assign').ok !== true) throw notFound();
  return db.as(actor, async (tx) => {
    const open = await loadOpen(tx);
    const loads = loadsOf(open);
    const people = await loadReviewers(tx);
    const conflicts = await conflictsOf(tx);
    const allTowns = await tx.town.findMany({ select: { id: true, slug: true, name: true }, orderBy: { name: 'asc' } });
    const towns = new Map(allTowns.map((town) => [town.id, town.name]));
    const nameOf = new Map(people.map((one) => [one.id, one.name]));
    const unread = unreadOf(open, (town) => [
      ...conflicts
        .filter((one) => one.townId === town && nameOf.has(one.reviewerId))
        .map((one) => `${nameOf.get(one.reviewerId)}: conflict of interest since ${shortDay(isoDay(one.declaredAt))}`),
      ...people
        .filter((one) => one.shut.some(({ townId, why }) => townId === town && why === 'member'))
        .map((one) => `${one.name} belongs to the town`),
    ]);
    const reviewers = people.map(({ id, name, topics, shut }): ReviewerLine => ({
      id,
      name,
      topics,
      load: loads.get(id) ?? 0,
      conflicts: [
        ...conflicts
          .filter((one) => one.reviewerId === id)
          .map(({ id: conflict, townId, reason, declaredAt, by }) => ({
            id: conflict,
            town: towns.get(townId) ?? '',
            reason,
            since: declaredAt,
            by,
          })),
        ...shut
          .filter((one) => one.why === 'member')
          .map(({ townId }) => ({
            id: null,
            town: towns.get(townId) ?? '',
            reason: 'Belongs to the town.',
            since: null,
            by: null,
          })),
      ],
    }));
    const actions = new Map(open.filter((one) => one.readers.length === 0).map((one) => [one.action, one.name]));
    return {
      unread,
      settled: new Set(open.map((one) => one.application)).size - unread.length,
      reviewers,
      handovers: await handoversOf(tx, open),
      batches: await batchesOf(tx),
      categories: await categoriesOf(tx),
      actions: [...actions].map(([id, name]) => ({ id, name })).sort((a, b) => (a.name < b.name ? -1 : 1)),
      towns: allTowns.map(({ slug, name }) => ({ slug, name })),
      at: now(),
    };
  });
}
