import { z } from 'zod';
import { holds, isCoordinator, isReviewer, townRoles, townsOf, type Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import type { Prisma } from '@/lib/db/generated/client';
import type { ApplicationList } from '@/lib/workflow/views';
import { givenTo, loadApplications } from './load-application';
import { scored } from './view-parts';

const statuses = ['draft', 'submitted', 'in_review', 'returned', 'decided', 'withdrawn'] as const;
const key = z.string().regex(/^\d{1,15}_[0-9a-f-]{36}$/);

export const listApplicationsInput = z.strictObject({
  year: z.coerce.number().int().optional(),
  status: z.enum(statuses).optional(),
  town: z.uuid().optional(),
  /** Part of a town's name. */
  search: z.string().trim().max(100).optional(),
  /** The `next` of the page before. */
  after: key.optional(),
  size: z.coerce.number().int().min(1).max(100).default(50),
});
export type ListApplicationsInput = z.input<typeof listApplicationsInput>;

/** The rows an actor may read, as a condition: a coordinator's all, a reviewer's assigned ones, a town's own. */
function readable(actor: Actor): Prisma.ApplicationWhereInput {
  if (isCoordinator(actor)) return {};
  const towns = townsOf(actor).filter((town) => holds(actor, townRoles, town));
  const own: Prisma.ApplicationWhereInput[] = [{ townId: { in: towns } }];
  if (actor.kind === 'person' && isReviewer(actor))
    own.push({ status: { not: 'draft' }, townId: { notIn: towns }, ...givenTo(actor.id) });
  return { OR: own };
}

function afterKey(after: string | undefined): Prisma.ApplicationWhereInput {
  if (!after) return {};
  const [since, id] = after.split('_') as [string, string];
  const statusSince = new Date(Number(since));
  return { OR: [{ statusSince: { gt: statusSince } }, { statusSince, id: { gt: id } }] };
}

/**
 * A page of the applications the actor may read, the longest unchanged first, scored as the actor sees them; with counts
 * by status. Pages by key; the number of queries does not grow with the number of applications.
 */
export async function listApplications(actor: Actor, input: ListApplicationsInput = {}): Promise<ApplicationList> {
  const filter = listApplicationsInput.parse(input);
  const at = now();
  const mine = readable(actor);
  return db.as(actor, async (tx) => {
    const rows = await loadApplications(tx, actor, {
      where: {
        AND: [
          mine,
          afterKey(filter.after),
          {
            ...(filter.status ? { status: filter.status } : {}),
            ...(filter.town ? { townId: filter.town } : {}),
            ...(filter.year ? { cycle: { year: filter.year } } : {}),
            ...(filter.search ? { town: { name: { contains: filter.search, mode: 'insensitive' } } } : {}),
          },
        ],
      },
      orderBy: [{ statusSince: 'asc' }, { id: 'asc' }],
      take: filter.size + 1,
    });
    const groups = await tx.application.groupBy({ by: ['status'], where: mine, _count: { _all: true } });
    const counts = Object.fromEntries(statuses.map((status) => [status, 0])) as ApplicationList['counts'];
    for (const group of groups) counts[group.status] = group._count._all;
    const page = rows.slice(0, filter.size);
    const last = page.at(-1);
    return {
      items: page.map((row) => scored(actor, row, at).summary),
      next: rows.length > page.length && last ? `${last.statusSince.getTime()}_${last.id}` : null,
      counts,
    };
  });
}
