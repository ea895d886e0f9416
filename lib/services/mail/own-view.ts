import { z } from 'zod';
import { isCoordinator, type Actor, type Person } from '@/lib/access/actor';
import { actorOf } from '@/lib/auth';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { loadApplications, underWay } from '@/lib/services/applications/load-application';
import { scored } from '@/lib/services/applications/view-parts';
import { listOwnAppeals } from '@/lib/services/appeals/list-appeals';
import { listQueued } from '@/lib/services/reviews/list-queued';
import type { AppealView } from '@/lib/workflow/appeals';
import type { QueuedApplication } from '@/lib/workflow/queue';
import type { ApplicationSummary } from '@/lib/workflow/views';

export const ownViewInput = z.strictObject({ mail: z.uuid() });

/** What a member of the staff sees of their work: the applications they review, and for coordinators all the program works on. */
export type OwnView = {
  person: Person;
  queue: QueuedApplication[];
  /** The appeals that wait for their ruling. */
  appeals: AppealView[];
  reviews: ApplicationSummary[];
};

const kinds = ['reviews-assigned', 'reviews-released', 'review-due', 'reviews-late', 'daily-digest'];

async function reviewsOf(actor: Person): Promise<ApplicationSummary[]> {
  if (!isCoordinator(actor)) return [];
  const at = now();
  const find = { where: underWay, orderBy: [] };
  const rows = await db.as(actor, (tx) => loadApplications(tx, actor, find));
  return rows
    .map((one) => scored(actor, one, at).summary)
    .sort((a, b) => a.since.getTime() - b.since.getTime() || (a.id < b.id ? -1 : 1));
}

/**
 * What the addressee of a letter sees of their work now, read with their own rights and no more; null for letters that do
 * not speak of it.
 */
export async function ownView(actor: Actor, input: z.infer<typeof ownViewInput>): Promise<OwnView | null> {
  const row = await db.as(actor, (tx) =>
    tx.mail.findUnique({
      where: { id: input.mail, outcome: null, handedAt: null, kind: { in: kinds } },
      select: { parameters: true },
    }),
  );
  const { user } = z.object({ user: z.uuid().optional() }).parse(row?.parameters ?? {});
  const person = user ? await actorOf(user) : null;
  return (
    person && {
      person,
      queue: await listQueued(person),
      appeals: await listOwnAppeals(person),
      reviews: await reviewsOf(person),
    }
  );
}
