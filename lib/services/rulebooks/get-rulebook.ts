import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import type { Rulebook } from '@/lib/rulebook/schema';
import { rulebookOf } from '@/lib/services/applications/facts';

export const getRulebookInput = z.strictObject({ id: z.uuid() });

/** A rulebook with where it is used. `applications` counts those pinned to it. */
export type RulebookView = {
  id: string;
  hash: string;
  publishedAt: Date | null;
  content: Rulebook;
  cycles: { id: string; year: number; name: string }[];
  applications: number;
};

/** One rulebook, whole; coordinators only, not-found for everyone else. */
export async function getRulebook(actor: Actor, input: { id: string }): Promise<RulebookView> {
  const parsed = getRulebookInput.safeParse(input);
  if (!parsed.success || can(actor, 'rulebooks.read').ok !== true) throw notFound();
  return db.as(actor, async (tx) => {
    const row = await tx.rulebook.findUnique({
      where: { id: parsed.data.id },
      include: {
        cycles: { select: { id: true, year: true, name: true }, orderBy: { year: 'desc' } },
        _count: { select: { applications: true } },
      },
    });
    if (!row) throw notFound();
    return {
      id: row.id,
      hash: row.hash,
      publishedAt: row.publishedAt,
      content: rulebookOf(row),
      cycles: row.cycles,
      applications: row._count.applications,
    };
  });
}

export type RulebookLine = Omit<RulebookView, 'content'> & {
  program: string;
  year: number;
  version: number;
  title: string;
  actions: number;
};

/** Every rulebook, newest first; coordinators only, not-found for everyone else. */
export async function listRulebooks(actor: Actor): Promise<RulebookLine[]> {
  if (can(actor, 'rulebooks.read').ok !== true) throw notFound();
  return db.as(actor, async (tx) => {
    const rows = await tx.rulebook.findMany({
      orderBy: [{ year: 'desc' }, { version: 'desc' }],
      include: {
        cycles: { select: { id: true, year: true, name: true }, orderBy: { year: 'desc' } },
        _count: { select: { applications: true } },
      },
    });
    return rows.map((row) => {
      const content = rulebookOf(row);
      return {
        id: row.id,
        hash: row.hash,
        publishedAt: row.publishedAt,
        program: row.program,
        year: row.year,
        version: row.version,
        title: content.title,
        actions: content.actions.length,
        cycles: row.cycles,
        applications: row._count.applications,
      };
    });
  });
}
