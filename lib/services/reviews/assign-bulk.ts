import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import type { Prisma } from '@/lib/db/generated/client';
import { notFound, Refusal, refuse } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';
import type { AssignPreview, BatchSummary } from '@/lib/workflow/assign-views';
import { possible } from '@/lib/workflow/application';
import { planAssignments, planMark, type Parcel, type Plan } from '@/lib/workflow/assign-plan';
import { loadReviewers, type ReviewerRow } from './assign-people';
import { loadOpen, lockAssigning, parcelsOf, readersFor, wholeParcels, type OpenAction } from './assign-open';
import { ruledSince } from './ruled-since';
import { tellReviewers } from './tell-reviewers';

const many = z.union([z.uuid().transform((one) => [one]), z.array(z.uuid()).max(2000)]);

/** What is to be shared out: of which applications (none: all), to whom, and of which category or action. */
export const assignRequest = z.strictObject({
  applications: many.default([]),
  /** Empty: by the table of topics. */
  reviewer: z.union([z.uuid(), z.literal('')]).default(''),
  /** `category:5`, `action:dark-skies`, or empty for all of it. */
  scope: z
    .string()
    .regex(/^$|^category:\d{1,2}$|^action:[a-z0-9-]{1,80}$/, 'Choose a category or an action from the list.')
    .default(''),
});
export type AssignRequest = z.output<typeof assignRequest>;
export const assignInBulkInput = assignRequest.extend({
  /** The mark of the plan that was previewed. */
  mark: z.string().max(40),
});
export const undoBatchInput = z.strictObject({ batch: z.uuid() });

type Made = { plan: Plan; open: OpenAction[]; reviewers: ReviewerRow[] };

function wanted(open: OpenAction[], request: AssignRequest): Parcel[] {
  const [kind, value] = request.scope.split(':');
  const chosen = new Set(request.applications);
  const named = open.filter((one) => chosen.size === 0 || chosen.has(one.application));
  if (kind === 'action')
    return named
      .filter((one) => one.action === value && one.readers.length === 0)
      .map((one) => ({ ...one, town: one.town.id, actions: [one.action] }));
  if (!kind) return request.reviewer ? wholeParcels(named) : parcelsOf(named);
  return parcelsOf(named).filter((one) => one.category === Number(value));
}

/** What the request would do, as things are now. */
async function planFor(tx: Tx, request: AssignRequest): Promise<Made> {
  const open = await loadOpen(tx);
  const reviewers = await loadReviewers(tx);
  const readers = readersFor(reviewers, open);
  const able = request.reviewer
    ? readers.filter((one) => one.id === request.reviewer).map((one) => ({ ...one, topics: 'all' as const }))
    : readers.filter((one) => one.topics.length > 0);
  if (request.reviewer && able.length === 0) throw refuse('invalid', 'Choose a reviewer from the list.', 'reviewer');
  return { open, reviewers, plan: planAssignments(wanted(open, request), able) };
}

function ensureAssigns(actor: Actor): string {
  const allowed = can(actor, 'application.assign');
  if (allowed.ok !== true || actor.kind !== 'person')
    throw new Refusal('forbidden', allowed.ok === false ? allowed.reasons : []);
  return actor.id;
}

/** Exactly what a bulk assignment would do now: who gets what, what stays without a reader and why, loads before and after. */
export async function previewAssignments(actor: Actor, request: AssignRequest): Promise<AssignPreview> {
  if (can(actor, 'application.assign').ok !== true) throw notFound();
  return db.as(actor, async (tx) => {
    const { plan, open, reviewers } = await planFor(tx, request);
    const nameOf = new Map(reviewers.map((one) => [one.id, one.name]));
    const applicationOf = new Map(open.map((one) => [one.application, one]));
    const actionOf = new Map(open.map((one) => [one.action, one.name]));
    const told = ({ application, category, actions, steps }: Parcel) => {
      const { town, year } = applicationOf.get(application)!;
      return { application, town, year, category, actions: actions.map((id) => actionOf.get(id) ?? id), steps };
    };
    return {
      mark: planMark(plan),
      given: plan.given.map(({ parcel, reader }) => ({ ...told(parcel), reviewer: nameOf.get(reader) ?? '' })),
      left: plan.left.map(({ parcel, why }) => ({ ...told(parcel), why })),
      loads: plan.loads.map(({ reader, ...load }) => ({ reviewer: nameOf.get(reader) ?? '', ...load })),
    };
  });
}

const scopesOf = ({ category, actions }: Parcel) =>
  actions.length > 0 ? actions.map((actionId) => ({ category: null, actionId })) : [{ category, actionId: null }];

/**
 * Makes the bulk assignment that was previewed, and nothing else: refused when anything it rests on has changed since. What
 * it gave can be taken back as one, see undoBatch.
 */
export async function assignInBulk(
  actor: Actor,
  { mark, ...request }: z.output<typeof assignInBulkInput>,
): Promise<{ batch: string; given: number; applications: string[] }> {
  const by = ensureAssigns(actor);
  return db.as(actor, async (tx) => {
    await lockAssigning(tx);
    await tx.$queryRaw`select id from applications where status in ('submitted', 'in_review') order by id for update`;
    const { plan } = await planFor(tx, request);
    if (planMark(plan) !== mark)
      throw refuse(
        'conflict',
        'Something changed since the preview, so nothing was assigned. Look at the new preview.',
      );
    if (plan.given.length === 0) throw refuse('not-ready', 'There is nothing to assign. Nothing was changed.');
    const summary: BatchSummary = {
      steps: plan.given.reduce((sum, one) => sum + one.parcel.steps, 0),
      applications: new Set(plan.given.map((one) => one.parcel.application)).size,
      left: plan.left.reduce((sum, one) => sum + one.parcel.steps, 0),
      loads: plan.loads.filter((one) => one.after > one.before),
    };
    const batch = await tx.assignmentBatch.create({
      data: {
        kind: request.reviewer ? 'chosen' : 'rule',
        summary: summary satisfies Prisma.InputJsonObject,
        madeById: by,
        madeAt: now(),
      },
    });
    await tx.assignment.createMany({
      data: plan.given.flatMap(({ parcel, reader }) =>
        scopesOf(parcel).map((scope) => ({
          ...scope,
          applicationId: parcel.application,
          townId: parcel.town,
          reviewerId: reader,
          assignedById: by,
          assignedAt: now(),
          batchId: batch.id,
        })),
      ),
      skipDuplicates: true,
    });
    await recordEach(tx, actor, plan.given, batch.id, false);
    await tellReviewers(
      tx,
      'reviews-assigned',
      plan.given.map((one) => [one.reader, one.parcel.application]),
    );
    return { batch: batch.id, given: plan.given.length, applications: applicationsOf(plan.given) };
  });
}

type Given = { parcel: Pick<Parcel, 'application' | 'town'> };
const applicationsOf = (given: readonly Given[]) => [...new Set(given.map((one) => one.parcel.application))];

/** One event in the record of each application. */
async function recordEach(tx: Tx, actor: Actor, given: readonly Given[], batch: string, released: boolean) {
  const towns = new Map(given.map(({ parcel }) => [parcel.application, parcel.town]));
  for (const [applicationId, townId] of towns)
    await recordEvent(tx, actor, 'application.assigned', {
      townId,
      applicationId,
      details: { batch, ...(released ? { released: true } : {}) },
    });
}

/** Whoever has nothing of an application any more has nothing to hand over either. */
async function settleHandovers(tx: Tx, taken: readonly { applicationId: string }[]): Promise<void> {
  await tx.$executeRaw`
    update handovers h set settled_at = ${now()}
    where h.settled_at is null and h.application_id = any (${taken.map((one) => one.applicationId)}::uuid[])
      and not exists (select from assignments g
        where g.application_id = h.application_id and g.reviewer_id = h.reviewer_id)`;
}

/**
 * Takes back what a bulk assignment gave and nobody changed since, of applications that have not ended. Refused, naming them,
 * where its reviewers have ruled on what it gave them: rulings stay with who made them, so those are handed over instead.
 */
export async function undoBatch(
  actor: Actor,
  { batch: id }: z.output<typeof undoBatchInput>,
): Promise<{ batch: string; taken: number; applications: string[] }> {
  const by = ensureAssigns(actor);
  return db.as(actor, async (tx) => {
    await tx.$queryRaw`select id from assignment_batches where id = ${id}::uuid for update`;
    const batch = await tx.assignmentBatch.findUnique({ where: { id } });
    if (!batch) throw notFound();
    if (batch.undoneAt) return { batch: id, taken: 0, applications: [] };
    await tx.$queryRaw`select id from applications where id in
      (select application_id from assignments where batch_id = ${id}::uuid) order by id for update`;
    const given = await tx.assignment.findMany({
      where: { batchId: id },
      include: { application: { select: { status: true } } },
    });
    const open = given.filter(({ application }) => possible(application.status, 'assign'));
    if (open.length === 0 && given.length > 0)
      throw refuse(
        'conflict',
        'Every application of this bulk assignment has ended; their reviewers stay on the record as they are.',
      );
    const ruled = (await ruledSince(tx, [id])).get(id);
    if (ruled)
      throw refuse(
        'conflict',
        `Rulings were made since: ${ruled}. Nothing was undone. Hand over what is to move instead.`,
      );
    await tx.assignment.deleteMany({ where: { id: { in: open.map((one) => one.id) } } });
    await settleHandovers(tx, open);
    await tx.assignmentBatch.update({ where: { id }, data: { undoneAt: now(), undoneById: by } });
    const taken = open.map((one) => ({ parcel: { application: one.applicationId, town: one.townId } }));
    await recordEach(tx, actor, taken, id, true);
    await tellReviewers(
      tx,
      'reviews-released',
      open.map((one) => [one.reviewerId, one.applicationId]),
    );
    return { batch: id, taken: taken.length, applications: applicationsOf(taken) };
  });
}
