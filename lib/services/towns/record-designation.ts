import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { recordEvent } from '@/lib/services/record/record-event';
import { ensureTowns, lockTown } from './ensure-towns';

export const recordDesignationInput = z.strictObject({
  town: z.uuid(),
  held: z
    .enum(['yes', 'no'], { error: 'Choose whether the town holds the designation.' })
    .transform((v) => v === 'yes'),
  note: z
    .string()
    .trim()
    .min(1, 'Say where this comes from, such as the list and its date.')
    .max(500, 'Keep the note under 500 characters.'),
});

/** Records whether a town is a Climate Leader, with its source. Without a record it is not known. */
export async function recordDesignation(
  actor: Actor,
  input: z.output<typeof recordDesignationInput>,
): Promise<{ town: string; slug: string }> {
  return db.as(actor, async (tx) => {
    const recordedById = ensureTowns(actor);
    const town = await lockTown(tx, input.town);
    const kind = 'climate-leader';
    const data = { held: input.held, note: input.note, recordedById, recordedAt: now() };
    await tx.designation.upsert({
      where: { townId_kind: { townId: town.id, kind } },
      update: data,
      create: { ...data, townId: town.id, kind },
    });
    await recordEvent(tx, actor, 'designation.recorded', { townId: town.id, details: { kind, held: input.held } });
    return { town: town.id, slug: town.slug };
  });
}
