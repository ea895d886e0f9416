import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import type { CycleView } from '@/lib/workflow/program-views';
import { mayExtend, openRound } from '@/lib/workflow/rounds';
import { ensureReadsCycles } from './load-cycle';
import { newYorkClock } from './wall-clock';

/** One cycle with its rounds, extensions and the towns that can be given more time. Coordinators only. */
export async function getCycle(actor: Actor, id: string): Promise<CycleView> {
  return db.as(actor, async (tx) => {
    ensureReadsCycles(actor);
    if (!z.uuid().safeParse(id).success) throw notFound();
    const cycle = await tx.cycle.findUnique({
      where: { id },
      include: {
        rulebook: { select: { id: true, year: true, version: true } },
        rounds: {
          orderBy: { number: 'asc' },
          include: {
            movedBy: { select: { name: true } },
            extensions: { include: { town: { select: { name: true } }, grantedBy: { select: { name: true } } } },
          },
        },
        _count: { select: { applications: true } },
      },
    });
    if (!cycle) throw notFound();
    const towns = await tx.town.findMany({
      where: { OR: [{ registration: { isNot: null } }, { applications: { some: { cycleId: id } } }] },
      select: { id: true, name: true, applications: { where: { cycleId: id }, select: { status: true } } },
      orderBy: { name: 'asc' },
    });
    const at = now();
    return {
      id: cycle.id,
      year: cycle.year,
      name: cycle.name,
      closed: cycle.closed,
      opensAt: cycle.opensAt,
      appealDays: cycle.appealDays,
      rulebook: { id: cycle.rulebook.id, name: `Rulebook ${cycle.rulebook.year}, version ${cycle.rulebook.version}` },
      openRound: cycle.closed ? null : (openRound(cycle.rounds, [], 0, at)?.number ?? null),
      rounds: cycle.rounds.map(({ number, deadline, reviewBy, movedBy, movedBecause }) => ({
        number,
        deadline,
        reviewBy,
        past: deadline < at,
        moved: movedBy && { by: movedBy.name, because: movedBecause ?? '' },
        form: { ...newYorkClock(deadline), reviewBy: reviewBy ? newYorkClock(reviewBy).day : '' },
      })),
      extensions: cycle.rounds
        .flatMap((round) => round.extensions.map((e) => ({ ...e, round: round.number })))
        .sort((a, b) => b.grantedAt.getTime() - a.grantedAt.getTime())
        .map(({ id: extension, town, round, deadline, reason, grantedBy, grantedAt }) => ({
          id: extension,
          town: town.name,
          round,
          deadline,
          reason,
          grantedBy: grantedBy.name,
          grantedAt,
        })),
      applications: cycle._count.applications,
      towns: towns
        .filter(({ applications }) => mayExtend(cycle.closed, applications[0]?.status))
        .map(({ id: town, name }) => ({ id: town, name })),
    };
  });
}
