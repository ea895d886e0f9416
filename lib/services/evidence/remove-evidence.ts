import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { notFound, refuse } from '@/lib/errors';
import { remove } from '@/lib/storage/files';
import { recordEvent } from '@/lib/services/record/record-event';
import { allowAdding, titleInput } from './add-link';
import { holdLibrary } from './town-space';

export const removeEvidenceInput = z.strictObject({ evidence: z.uuid() });
export const renameEvidenceInput = z.strictObject({
  evidence: z.uuid(),
  title: titleInput.min(1, 'Give it a title that says what it shows.'),
});

type CitedWhen = {
  citedAt: Date;
  removedAt: Date | null;
  submission: { application: { snapshots: readonly { takenAt: Date }[] } };
};

/** Whether a citation stood at the instant of a submission: then the evidence belongs to the record. */
export const keptOnRecord = (citations: readonly CitedWhen[]): boolean =>
  citations.some(({ citedAt, removedAt, submission }) =>
    submission.application.snapshots.some(
      ({ takenAt }) => takenAt >= citedAt && (removedAt === null || removedAt > takenAt),
    ),
  );

/** Evidence of a library the actor may change, held until the transaction ends. */
async function openEvidence(tx: Tx, actor: Actor, id: string) {
  // Held like an upload, which may find this very file while it goes.
  const where = await tx.evidence.findUnique({ where: { id }, select: { townId: true } });
  if (where) await holdLibrary(tx, where.townId);
  await tx.$queryRaw`select id from evidence where id = ${id}::uuid for update`;
  const found = await tx.evidence.findUnique({
    where: { id, removedAt: null },
    select: {
      id: true,
      townId: true,
      title: true,
      storageKey: true,
      _count: { select: { appeals: true } },
      citations: {
        select: {
          citedAt: true,
          removedAt: true,
          submission: {
            select: {
              application: { select: { snapshots: { where: { kind: 'submitted' }, select: { takenAt: true } } } },
            },
          },
        },
      },
    },
  });
  if (!found) throw notFound();
  allowAdding(actor, found.townId);
  return found;
}

/** Takes evidence out of the library, and lets its bytes go. What was part of a submission stays; what is cited is detached first. */
export async function removeEvidence(
  actor: Actor,
  input: z.output<typeof removeEvidenceInput>,
): Promise<{ town: string }> {
  const { town, storageKey } = await db.as(actor, async (tx) => {
    const found = await openEvidence(tx, actor, input.evidence);
    if (keptOnRecord(found.citations))
      throw refuse('conflict', 'This was part of a submitted application, so it stays on record.');
    if (found._count.appeals > 0) throw refuse('conflict', 'An appeal points to this, so it stays on record.');
    if (found.citations.some((citation) => !citation.removedAt))
      throw refuse('conflict', 'Detach it from the steps that cite it, then remove it.');
    await tx.evidence.update({ where: { id: found.id }, data: { removedAt: now(), storageKey: null } });
    await recordEvent(tx, actor, 'evidence.removed', { townId: found.townId, details: { evidence: found.id } });
    return { town: found.townId, storageKey: found.storageKey };
  });
  // After the commit: what a crash leaves here, the sweep of the storage takes.
  if (storageKey) await remove(storageKey);
  return { town };
}

/** Gives evidence another title; the file's own name stays. */
export async function renameEvidence(
  actor: Actor,
  input: z.output<typeof renameEvidenceInput>,
): Promise<{ town: string }> {
  return db.as(actor, async (tx) => {
    const found = await openEvidence(tx, actor, input.evidence);
    if (found.title === input.title) return { town: found.townId };
    await tx.evidence.update({ where: { id: found.id }, data: { title: input.title } });
    await recordEvent(tx, actor, 'evidence.renamed', { townId: found.townId, details: { evidence: found.id } });
    return { town: found.townId };
  });
}
