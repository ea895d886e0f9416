import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import type { CycleLine } from '@/lib/workflow/program-views';
import { openRound } from '@/lib/workflow/rounds';
import { ensureReadsCycles } from './load-cycle';

/** Every cycle, latest year first, in two queries. Coordinators only. */
export async function listCycles(actor: Actor): Promise<CycleLine[]> {
  return db.as(actor, async (tx) => {
    ensureReadsCycles(actor);
    const cycles = await tx.cycle.findMany({
      orderBy: { year: 'desc' },
      include: {
        rounds: true,
        rulebook: { select: { year: true, version: true } },
        _count: { select: { applications: true } },
      },
    });
    return cycles.map((cycle) => ({
      id: cycle.id,
      year: cycle.year,
      name: cycle.name,
      closed: cycle.closed,
      rulebook: `Rulebook ${cycle.rulebook.year}, version ${cycle.rulebook.version}`,
      rounds: cycle.rounds.length,
      openRound: cycle.closed ? null : openRound(cycle.rounds, [], 0, now()),
      applications: cycle._count.applications,
    }));
  });
}
