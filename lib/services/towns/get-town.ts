import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { isoDate } from '@/lib/services/applications/facts';
import type { TownView } from '@/lib/workflow/program-views';
import { ensureReadsTowns } from './ensure-towns';
import { townLine, townShape } from './town-line';

/** One town with its registration, designation, contacts and history. Coordinators only. */
export async function getTown(actor: Actor, slug: string): Promise<TownView> {
  return db.as(actor, async (tx) => {
    ensureReadsTowns(actor);
    const recordedBy = { select: { name: true } };
    const row = await tx.town.findUnique({
      where: { slug },
      include: {
        ...townShape,
        registration: { include: { recordedBy } },
        designations: { where: { kind: 'climate-leader' }, include: { recordedBy } },
        certifications: { where: { endedAt: null }, orderBy: { awardedOn: 'desc' } },
        memberships: {
          where: { role: 'contact', user: { disabledAt: null } },
          select: { user: { select: { name: true } } },
        },
        invitations: { where: { role: 'contact', usedAt: null, expiresAt: { gt: now() } } },
      },
    });
    if (!row) throw notFound();
    const designation = row.designations[0];
    return {
      ...townLine(row),
      registration: row.registration && {
        resolutionPassed: isoDate(row.registration.resolutionPassed),
        teamSize: row.registration.teamSize,
        recordedBy: row.registration.recordedBy.name,
        recordedAt: row.registration.recordedAt,
      },
      climateLeader: designation
        ? {
            held: designation.held,
            note: designation.note,
            recordedBy: designation.recordedBy.name,
            recordedAt: designation.recordedAt,
          }
        : null,
      contactNames: row.memberships.map((m) => m.user.name).sort(),
      invited: row.invitations.map(({ email, expiresAt }) => ({ email, expiresAt })),
      certifications: row.certifications.map((c) => ({
        level: c.level,
        year: c.year,
        awardedOn: isoDate(c.awardedOn),
        until: isoDate(c.until),
        points: c.points,
      })),
      applications: row.applications.map((a) => ({ id: a.id, year: a.cycle.year })).sort((a, b) => b.year - a.year),
    };
  });
}
