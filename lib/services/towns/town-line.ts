import { now } from '@/lib/clock';
import type { Prisma } from '@/lib/db/generated/client';
import { newYorkDate } from '@/lib/rulebook/dates';
import { isoDate } from '@/lib/services/applications/facts';
import type { TownLine } from '@/lib/workflow/program-views';
import { townStanding } from '@/lib/workflow/town-standing';

export const townShape = {
  registration: true,
  certifications: { where: { endedAt: null }, select: { level: true, awardedOn: true, until: true } },
  applications: { select: { id: true, status: true, cycle: { select: { year: true } } } },
  _count: { select: { memberships: { where: { role: 'contact', user: { disabledAt: null } } } } },
} satisfies Prisma.TownInclude;

type Row = Prisma.TownGetPayload<{ include: typeof townShape }>;

const ended = ['decided', 'withdrawn'];

/** A town's line on the present day in Connecticut. */
export function townLine(row: Row): TownLine {
  const { id, slug, name, fictional, county, council } = row;
  const open = row.applications.find((a) => !ended.includes(a.status));
  return {
    town: { id, slug, name, fictional },
    county,
    council,
    standing: townStanding(
      {
        registered: row.registration !== null,
        applications: row.applications,
        certifications: row.certifications.map((c) => ({
          level: c.level,
          awardedOn: isoDate(c.awardedOn),
          until: isoDate(c.until),
        })),
      },
      newYorkDate(now().toISOString()),
    ),
    application: open ? { id: open.id, year: open.cycle.year } : null,
    contacts: row._count.memberships,
  };
}
