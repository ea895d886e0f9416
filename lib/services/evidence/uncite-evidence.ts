import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { recordEvent } from '@/lib/services/record/record-event';
import { openCitation } from './change-pinpoint';
import type { Cited } from './cite-evidence';

export const unciteEvidenceInput = z.strictObject({ citation: z.uuid() });

/** Detaches evidence from a step; it stays in the library, and the citation stays on record as ended. */
export async function unciteEvidence(actor: Actor, input: z.output<typeof unciteEvidenceInput>): Promise<Cited> {
  return db.as(actor, async (tx) => {
    const { citation, open, answer } = await openCitation(tx, actor, input.citation);
    await tx.citation.update({ where: { id: citation.id }, data: { removedAt: now() } });
    await recordEvent(tx, actor, 'evidence.uncited', {
      townId: open.townId,
      applicationId: open.applicationId,
      details: {
        evidence: citation.evidenceId,
        citation: citation.id,
        action: open.actionId,
        step: citation.step,
        slot: citation.slot,
      },
    });
    return answer;
  });
}
