import type { Tx } from '@/lib/db/db';
import type { Rulebook } from '@/lib/rulebook/schema';
import { precedentsOf, type Precedent, type PrecedentLine } from '@/lib/workflow/precedents';

/**
 * How the steps of an application, or of one of its actions, were ruled for other towns: counts that name nobody, in one
 * query. Nothing to whoever does not review the application, nor of fewer than three towns.
 */
export async function ruledElsewhere(
  tx: Tx,
  application: { id: string; rulebook: { content: Rulebook } },
  action: string | null,
): Promise<Precedent[]> {
  const lines = await tx.$queryRaw<PrecedentLine[]>`
    select action_id as action, step, towns, first_year as first, last_year as last, kind, ruling, item, times
    from rulings_elsewhere(${application.id}::uuid, ${action}::text)`;
  return precedentsOf(lines, application.rulebook.content);
}
