import type { Tx } from '@/lib/db/db';

/** The actions that went along in any round of an application, read from its snapshots. */
export async function submittedActions(tx: Tx, application: string): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ action: string }[]>`
    select distinct line->>'action' as action
    from snapshots s, jsonb_array_elements(s.score->'actions') as line
    where s.application_id = ${application}::uuid and s.kind = 'submitted'
      and (line->>'begun')::boolean and not (line->>'leftOut')::boolean`;
  return new Set(rows.map((row) => row.action));
}
