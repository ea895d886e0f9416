import { townsOf, type Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import type { QueuedApplication } from '@/lib/workflow/queue';
import { givenOf, mine, waits } from './queue-rows';

/**
 * The applications that wait for a reviewer's rulings or readings, or to be sent, the longest wait first: what letters tell
 * of the queue. One statement; empty for everybody else.
 */
export async function listQueued(actor: Actor): Promise<QueuedApplication[]> {
  if (actor.kind !== 'person') return [];
  return db.as(
    actor,
    (tx) => tx.$queryRaw<QueuedApplication[]>`
      with ${givenOf(actor.id, townsOf(actor), now())},
      each as (
        select application_id as id, count(*) filter (where ${waits})::int as left
        from ${mine} m group by application_id
      )
      select a.id as application, a.round, a.submitted_at as "submittedAt", o.review_by as "reviewBy", e.left,
        json_build_object('id', t.id, 'slug', t.slug, 'name', t.name, 'fictional', t.fictional) as town
      from each e join applications a on a.id = e.id join towns t on t.id = a.town_id
        left join rounds o on o.cycle_id = a.cycle_id and o.number = a.round
      where e.left > 0 or (
        not exists (select from submitted_steps s where s.application_id = a.id and s.round = a.round and not s.ruled)
        and exists (select from rulings r join submissions s on s.id = r.submission_id
          where s.application_id = a.id and r.sent_at is null))
      order by a.submitted_at, a.id`,
  );
}
