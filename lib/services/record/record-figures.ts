import type { System } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';

/** What the metrics say of the record: whether it was whole when last verified, and seconds since that and since the last seal. */
export async function recordFigures(actor: System): Promise<Record<string, number>> {
  const checks = await db.as(
    actor,
    (tx) => tx.$queryRaw<{ kind: string; at: Date; ok: boolean }[]>`
      select distinct on (kind) kind, at, ok from audit_checks order by kind, at desc, id desc`,
  );
  const at = now().getTime();
  return Object.fromEntries(
    checks.flatMap(({ kind, at: then, ok }) => {
      const seconds = (at - then.getTime()) / 1000;
      if (kind === 'seal') return [['record_sealed_seconds', seconds]];
      return [
        ['record_verified_seconds', seconds],
        ['record_whole', ok ? 1 : 0],
      ];
    }),
  );
}
