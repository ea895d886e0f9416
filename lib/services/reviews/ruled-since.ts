import type { Tx } from '@/lib/db/db';
import { count, list } from '@/lib/words';

/**
 * What reviewers have ruled on of what bulk assignments gave them, in words, for each of those of which anything was: "Rita made
 * 2 rulings for Aldbrook". Such an assignment is not undone any more.
 */
export async function ruledSince(tx: Tx, batches: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ batch: string; town: string; reviewer: string; rulings: number }[]>`
    select g.batch_id as batch, t.name as town, u.name as reviewer, count(distinct r.id)::int as rulings
    from assignments g
    join rulings r on r.reviewer_id = g.reviewer_id and r.at >= g.assigned_at
    join submitted_steps s on s.submission_id = r.submission_id and s.step = r.step and s.round = r.round
      and s.application_id = g.application_id
      and (g.action_id = s.action_id or g.action_id is null and (g.category is null or g.category = s.category))
    join towns t on t.id = g.town_id join users u on u.id = g.reviewer_id
    where g.batch_id = any (${batches}::uuid[]) group by g.batch_id, t.name, u.name order by t.name, u.name`;
  const words = new Map<string, string[]>();
  for (const { batch, town, reviewer, rulings } of rows)
    words.set(batch, [...(words.get(batch) ?? []), `${reviewer} made ${count(rulings, 'ruling')} for ${town}`]);
  return new Map([...words].map(([batch, each]) => [batch, list(each)]));
}
