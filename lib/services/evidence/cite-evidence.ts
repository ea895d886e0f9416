import { z } from 'zod';
import type { Actor, Person } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { notFound, refuse } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';
import { ensureRoom, openStep, pinpointInput, placeInput, type OpenStep } from './open-step';

export const citeEvidenceInput = z.strictObject({
  ...placeInput,
  evidence: z.uuid('Choose a piece of evidence from the list.'),
  pinpoint: pinpointInput,
});

export type Place = { submission: string; step: string; slot: string; row: string | null };
/** What a change of a step's evidence answers: ids for the pages that show it. */
export type Cited = { citation: string; application: string; action: string; town: string };

/** The person asking; refused as unauthenticated otherwise. */
export function person(actor: Actor): Person {
  if (actor.kind !== 'person') throw refuse('unauthenticated', 'Sign in to go on.');
  return actor;
}

/** Writes the citation in a held step, or finds the same one standing there; not-found outside the town's library. */
export async function cite(
  tx: Tx,
  actor: Actor,
  open: OpenStep,
  place: Place & { evidence: string; pinpoint: string | null },
): Promise<Cited> {
  // Held, so that it cannot leave the library meanwhile.
  const held = await tx.$queryRaw<
    { id: string }[]
  >`select id from evidence where id = ${place.evidence}::uuid and town_id = ${open.townId}::uuid and removed_at is null for share`;
  if (held.length === 0) throw notFound();
  const key = { submissionId: place.submission, evidenceId: place.evidence, step: place.step, slot: place.slot };
  const same = await tx.citation.findFirst({
    where: { ...key, row: place.row, removedAt: null, ...(place.pinpoint ? { pinpoint: place.pinpoint } : {}) },
  });
  const answer = { application: open.applicationId, action: open.actionId, town: open.townId };
  if (same) return { citation: same.id, ...answer };
  await ensureRoom(tx, place);
  const { id } = await tx.citation.create({
    data: {
      ...key,
      row: place.row,
      pinpoint: place.pinpoint,
      townId: open.townId,
      citedById: person(actor).id,
      citedAt: now(),
    },
  });
  await recordEvent(tx, actor, 'evidence.cited', {
    townId: open.townId,
    applicationId: open.applicationId,
    details: { evidence: place.evidence, citation: id, action: open.actionId, step: place.step, slot: place.slot },
  });
  return { citation: id, ...answer };
}

/** Cites evidence of the town's library for a slot of a step. */
export async function citeEvidence(actor: Actor, input: z.output<typeof citeEvidenceInput>): Promise<Cited> {
  return db.as(actor, async (tx) => {
    const open = await openStep(tx, actor, input);
    return cite(tx, actor, open, input);
  });
}
