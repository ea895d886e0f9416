import { isCoordinator, isReviewer, type Actor } from '@/lib/access/actor';
import { can, type ApplicationSubject } from '@/lib/access/can';
import type { Tx } from '@/lib/db/db';
import { Prisma } from '@/lib/db/generated/client';
import { notFound } from '@/lib/errors';

const shape = {
  town: { include: { designations: true, credits: true, certifications: true } },
  cycle: { include: { rounds: { orderBy: { number: 'asc' } } } },
  rulebook: true,
  certification: true,
  assignments: { include: { reviewer: { select: { name: true } } } },
  submissions: {
    orderBy: { createdAt: 'asc' },
    include: {
      citations: {
        where: { removedAt: null },
        orderBy: { citedAt: 'asc' },
        include: { evidence: { include: { addedBy: { select: { name: true } } } } },
      },
      rulings: { orderBy: { at: 'asc' }, include: { reviewer: { select: { name: true } } } },
    },
  },
} satisfies Prisma.ApplicationInclude;

export type ApplicationRows = Prisma.ApplicationGetPayload<{ include: typeof shape }> & {
  extensions: { deadline: Date; grantedAt: Date; reason: string; round: { number: number } }[];
};

/** What the access rules need to know of an application. */
export const subjectOf = (rows: Pick<ApplicationRows, 'townId' | 'status' | 'assignments'>): ApplicationSubject => ({
  townId: rows.townId,
  status: rows.status,
  reviewers: rows.assignments.map((a) => ({ reviewerId: a.reviewerId, categories: a.categories })),
});

/** Whether the actor reads rulings before they are sent to the town. */
export const seesUnsent = (actor: Actor): boolean => isCoordinator(actor) || isReviewer(actor);

/**
 * An application with all that scoring and its pages need, in the actor's scope; not-found when the actor may not read
 * it. `lock` holds the application's row until the transaction ends: every change of status takes it first.
 */
export async function loadApplication(
  tx: Tx,
  actor: Actor,
  id: string,
  options: { lock?: boolean } = {},
): Promise<ApplicationRows> {
  if (options.lock) await tx.$queryRaw`select id from applications where id = ${id}::uuid for update`;
  const rows = await tx.application.findUnique({ where: { id }, include: shape });
  if (!rows) throw notFound();
  if (can(actor, 'application.read', subjectOf(rows)).ok !== true) throw notFound();
  const extensions = await tx.extension.findMany({
    where: { townId: rows.townId, round: { cycleId: rows.cycleId } },
    select: { deadline: true, grantedAt: true, reason: true, round: { select: { number: true } } },
  });
  return { ...rows, extensions };
}
