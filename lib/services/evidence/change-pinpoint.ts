import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { db, type Tx } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';
import type { Cited } from './cite-evidence';
import { openStep, pinpointInput } from './open-step';

export const changePinpointInput = z.strictObject({ citation: z.uuid(), pinpoint: pinpointInput });

/** A standing citation and its held step, or not-found. */
export async function openCitation(tx: Tx, actor: Actor, id: string) {
  const found = await tx.citation.findUnique({ where: { id } });
  if (!found) throw notFound();
  const open = await openStep(tx, actor, { submission: found.submissionId, step: found.step, slot: found.slot });
  // Read again now that the step is held: it may have been detached meanwhile.
  const citation = await tx.citation.findUnique({ where: { id, removedAt: null } });
  if (!citation) throw notFound();
  const answer: Cited = { citation: id, application: open.applicationId, action: open.actionId, town: open.townId };
  return { citation, open, answer };
}

/** Says anew where in the evidence a reviewer should look. */
export async function changePinpoint(actor: Actor, input: z.output<typeof changePinpointInput>): Promise<Cited> {
  return db.as(actor, async (tx) => {
    const { citation, open, answer } = await openCitation(tx, actor, input.citation);
    if (citation.pinpoint === input.pinpoint) return answer;
    await tx.citation.update({ where: { id: citation.id }, data: { pinpoint: input.pinpoint } });
    await recordEvent(tx, actor, 'evidence.pinpoint-changed', {
      townId: open.townId,
      applicationId: open.applicationId,
      details: { citation: citation.id, action: open.actionId, step: citation.step, slot: citation.slot },
    });
    return answer;
  });
}
