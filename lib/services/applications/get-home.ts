import { holds, townRoles, townsOf, type Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { no } from '@/lib/verdict';
import { instant } from '@/lib/words';
import { applicationHref } from '@/lib/workflow/links';
import { openRound } from '@/lib/workflow/rounds';
import { applicationStates } from '@/lib/workflow/status';
import type { ApplicationSummary, DueItem, HomeTown, HomeView } from '@/lib/workflow/views';
import { heldAt } from './facts';
import { loadApplications } from './load-application';
import { certificationRef, scored, townRef } from './view-parts';

/** What an application asks of its town now, if anything. */
function dueOf(a: ApplicationSummary): DueItem | null {
  const stranded = a.view.staff === applicationStates.stranded.staff;
  if (a.view.next !== 'town' && !stranded) return null;
  const href = applicationHref(a.id);
  const base = { town: a.town, by: a.view.by, href };
  if (!a.openRound)
    return {
      ...base,
      text: `${a.town.name}, ${a.year}: every round is closed. Ask the coordinator about an extension.`,
    };
  const until = `round ${a.openRound.number} closes ${instant(a.openRound.deadline)}`;
  return a.status === 'returned'
    ? { ...base, text: `${a.town.name}, ${a.year}: fix what the reviewers returned and submit again; ${until}.` }
    : { ...base, text: `${a.town.name}, ${a.year}: finish and submit; ${until}.` };
}

async function loadTowns(tx: Tx, ids: string[], at: Date) {
  const towns = await tx.town.findMany({
    where: { id: { in: ids } },
    orderBy: { name: 'asc' },
    include: {
      registration: { select: { townId: true } },
      certifications: { where: { endedAt: null } },
      extensions: { include: { round: { select: { number: true, cycleId: true } } } },
    },
  });
  const cycles = await tx.cycle.findMany({
    where: { closed: false, opensAt: { lte: at }, rulebook: { publishedAt: { not: null } } },
    orderBy: { year: 'desc' },
    include: { rounds: true },
  });
  return { towns, cycles };
}

/** The towns of the reader with their applications, what is due and who acts next. Empty for staff and the public. */
export async function getHome(actor: Actor): Promise<HomeView> {
  const ids = townsOf(actor);
  if (ids.length === 0) return { towns: [], due: [] };
  const at = now();
  return db.as(actor, async (tx) => {
    const { towns, cycles } = await loadTowns(tx, ids, at);
    const all = await loadApplications(tx, actor, {
      where: { townId: { in: ids } },
      orderBy: [{ cycle: { year: 'desc' } }],
    });
    const summaries = all.map((rows) => ({ cycleId: rows.cycleId, ...scored(actor, rows, at).summary }));
    const views = towns.map((town): HomeTown => {
      const own = summaries.filter((s) => s.town.id === town.id);
      const held = heldAt(town.certifications, at);
      const startable = cycles.flatMap((cycle) => {
        if (own.some((s) => s.cycleId === cycle.id)) return [];
        const extensions = town.extensions
          .filter((e) => e.round.cycleId === cycle.id)
          .map((e) => ({ round: e.round.number, deadline: e.deadline, grantedAt: e.grantedAt }));
        const round = openRound(cycle.rounds, extensions, 0, at);
        return round ? [{ id: cycle.id, year: cycle.year, name: cycle.name, round }] : [];
      });
      const allowed = can(actor, 'application.start', { townId: town.id });
      return {
        town: townRef(town),
        council: town.council,
        roles: townRoles.filter((role) => holds(actor, [role], town.id)),
        registered: town.registration !== null,
        held: held ? certificationRef(held) : null,
        applications: own.map(({ cycleId: _, ...summary }) => summary),
        startable,
        canStart: allowed.ok === true ? canStart(town.name, town.registration !== null, startable.length) : allowed,
      };
    });
    const due = summaries.flatMap((s) => dueOf(s) ?? []);
    due.sort((a, b) => (a.by?.getTime() ?? Infinity) - (b.by?.getTime() ?? Infinity));
    return { towns: views, due };
  });
}

function canStart(town: string, registered: boolean, cycles: number) {
  if (!registered)
    return no({
      code: 'not-registered',
      message: `${town} is not registered yet. A coordinator records the resolution, the contact and the Sustainability Team.`,
    });
  if (cycles === 0) return no({ code: 'no-cycle', message: `No open cycle is without an application of ${town}.` });
  return { ok: true } as const;
}
