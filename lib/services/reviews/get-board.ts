import { z } from 'zod';
import { can } from '@/lib/access/can';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { loadApplications } from '@/lib/services/applications/load-application';
import { scored } from '@/lib/services/applications/view-parts';
import { townLine, townShape } from '@/lib/services/towns/town-line';
import type { Board } from '@/lib/workflow/program-views';
import { openRound } from '@/lib/workflow/rounds';
import type { ApplicationSummary } from '@/lib/workflow/views';

const word = z.string().trim().max(100).catch('');

/** The board's filter as it stands in the address; anything odd is read as no filter. */
export const boardFilter = z.object({
  year: z.coerce.number().int().min(2000).max(2199).optional().catch(undefined),
  town: word.default(''),
  council: word.default(''),
  /** The status in words, as the table shows it. */
  status: word.default(''),
  next: z.enum(['', 'town', 'reviewers', 'coordinator', 'nobody']).catch('').default(''),
});
export type BoardFilter = z.output<typeof boardFilter>;

const ended = ['decided', 'withdrawn'];

/** Open work first, the longest unchanged at its head; what has ended comes last, newest first. */
function byWait(a: ApplicationSummary, b: ApplicationSummary): number {
  const [endedA, endedB] = [ended.includes(a.status), ended.includes(b.status)];
  if (endedA !== endedB) return endedA ? 1 : -1;
  return (a.since.getTime() - b.since.getTime()) * (endedA ? -1 : 1);
}

const matches = (filter: BoardFilter) => (line: ApplicationSummary) =>
  line.town.name.toLowerCase().includes(filter.town.toLowerCase()) &&
  (!filter.council || line.council === filter.council) &&
  (!filter.status || line.view.staff === filter.status) &&
  (!filter.next || line.view.next === filter.next);

/**
 * Every town and every application of one cycle, scored as staff see them. The number of queries does not grow with
 * towns, applications or answers. Coordinators only.
 */
export async function getBoard(actor: Actor, filter: BoardFilter): Promise<Board> {
  if (can(actor, 'board.read').ok !== true) throw notFound();
  const at = now();
  return db.as(actor, async (tx) => {
    const cycles = await tx.cycle.findMany({ orderBy: { year: 'desc' }, include: { rounds: true } });
    const cycle = cycles.find((c) => c.year === filter.year) ?? cycles[0] ?? null;
    const towns = await tx.town.findMany({ include: townShape, orderBy: { name: 'asc' } });
    const rows = cycle
      ? await loadApplications(tx, actor, {
          where: { cycleId: cycle.id },
          orderBy: [{ statusSince: 'asc' }, { id: 'asc' }],
        })
      : [];
    const all = rows.map((row) => scored(actor, row, at).summary).sort(byWait);
    return {
      cycle: cycle && { id: cycle.id, year: cycle.year, name: cycle.name, closed: cycle.closed },
      years: cycles.map((c) => c.year),
      openRound: cycle && !cycle.closed ? openRound(cycle.rounds, [], 0, at) : null,
      towns: towns.map(townLine),
      all,
      shown: all.filter(matches(filter)),
      at,
    };
  });
}
