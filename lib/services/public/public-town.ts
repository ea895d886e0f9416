import { now } from '@/lib/clock';
import type { Prisma } from '@/lib/db/generated/client';
import { isoDay } from '@/lib/words';
import type { PublicCertification, PublicTown } from '@/lib/workflow/public-views';

/** What anybody may read of a town: never its people, drafts or files. */
export const publicTown = {
  id: true,
  slug: true,
  name: true,
  county: true,
  council: true,
  fictional: true,
  registration: { select: { townId: true } },
  certifications: {
    orderBy: [{ awardedOn: 'desc' }, { id: 'desc' }],
    select: {
      endedAt: true,
      endedAs: true,
      id: true,
      level: true,
      year: true,
      points: true,
      awardedOn: true,
      until: true,
      applicationId: true,
    },
  },
} satisfies Prisma.TownSelect;

export type PublicTownRow = Prisma.TownGetPayload<{ select: typeof publicTown }>;

const dayOf = (date: Date) => date.toISOString().slice(0, 10);

export const certificationOf = (row: PublicTownRow['certifications'][number]): PublicCertification => ({
  level: row.level,
  points: row.points,
  awardedOn: dayOf(row.awardedOn),
  until: dayOf(row.until),
  ended: row.endedAt && row.endedAs ? { as: row.endedAs, on: isoDay(row.endedAt) } : null,
});

/** The certification in force today in Connecticut, if any: the one awarded last. */
export function inForce(rows: PublicTownRow['certifications']): PublicTownRow['certifications'][number] | null {
  const today = isoDay(now());
  return rows.find((row) => !row.endedAt && dayOf(row.awardedOn) <= today && dayOf(row.until) >= today) ?? null;
}

/** The public line of a town. */
export function publicTownOf(row: PublicTownRow): PublicTown {
  const held = inForce(row.certifications);
  return {
    slug: row.slug,
    name: row.name,
    council: row.council,
    fictional: row.fictional,
    standing: held ? 'certified' : row.registration ? 'registered' : 'no-record',
    held: held && certificationOf(held),
  };
}
