import { holds, townRoles, type Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { db, type Tx } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { subjectOf, type ApplicationRows } from '@/lib/services/applications/load-application';
import type { Verdict } from '@/lib/verdict';
import { threadsOf, type ThreadView } from '@/lib/workflow/comments';

/** What is said beside the steps of a submission, as far as the actor reads it: of a town's people never an internal note. */
export async function commentsOn(
  tx: Tx,
  actor: Actor,
  submission: Pick<ApplicationRows['submissions'][number], 'id' | 'townId'>,
): Promise<ThreadView[]> {
  if (actor.kind !== 'person') return [];
  const ofTown = holds(actor, townRoles, submission.townId);
  // Whoever still has to read a step a second time reads it without what others note among themselves.
  const blind = await tx.secondReading.findMany({
    where: { submissionId: submission.id, readerId: actor.id, givenAt: null },
    select: { step: true },
  });
  const rows = await tx.comment.findMany({
    where: {
      submissionId: submission.id,
      NOT: { audience: 'internal', step: { in: blind.map(({ step }) => step) } },
      ...(ofTown ? { audience: 'shared' } : {}),
    },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    include: { author: { select: { name: true } }, resolvedBy: { select: { name: true } } },
  });
  return threadsOf(
    rows.map(({ id, step, audience, text, author, authorId, fromTown, at, parentId, resolvedAt, resolvedBy }) => ({
      id,
      step,
      audience,
      text,
      author: author.name,
      fromTown,
      at,
      parent: parentId,
      settles: !ofTown || authorId === actor.id,
      resolved: resolvedAt && resolvedBy ? { by: resolvedBy.name, at: resolvedAt } : null,
    })),
  );
}

/** The comments on one action of an application, for the town's own pages, and whether the reader can write one. */
export async function listComments(
  actor: Actor,
  application: string,
  action: string,
): Promise<{ threads: ThreadView[]; share: Verdict }> {
  return db.as(actor, async (tx) => {
    const found = await tx.submission.findFirst({
      where: { applicationId: application, actionId: action },
      include: { application: { include: { assignments: true, secondReadings: true, appeals: true } } },
    });
    if (!found || can(actor, 'application.read', subjectOf(found.application)).ok !== true) throw notFound();
    return {
      threads: await commentsOn(tx, actor, found),
      share: can(actor, 'comment.share', subjectOf(found.application)),
    };
  });
}
