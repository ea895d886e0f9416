import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { recordEvent } from '@/lib/services/record/record-event';
import { has, type Stored } from '@/lib/storage/files';
import { allowAdding, openPlace, type Added } from './add-link';
import { cite, person, type Place } from './cite-evidence';
import { ensureRoom } from './open-step';

export type NewFile = {
  town: string;
  stored: Stored;
  fileName: string;
  mediaType: string;
  title: string;
  acknowledgedPeople: boolean;
  place: Place | null;
  pinpoint: string | null;
};

/** Refuses, before a byte is stored, what adding the file would refuse anyhow: no right, a locked step, a full step. */
export async function ensureAddable(actor: Actor, town: string, place: Place | null): Promise<void> {
  allowAdding(actor, town);
  if (!place) return;
  await db.as(actor, async (tx) => {
    await openPlace(tx, actor, town, place);
    await ensureRoom(tx, place);
  });
}

/**
 * Adds stored bytes to the town's library, and cites them when a place is named. The same bytes in the same library are
 * one piece of evidence: then the one that is there is used, and `kept` says that the new bytes are not needed.
 */
export async function addFile(actor: Actor, file: NewFile): Promise<Added & { kept: boolean }> {
  allowAdding(actor, file.town);
  return db.as(actor, async (tx) => {
    const { stored, place } = file;
    const open = place && (await openPlace(tx, actor, file.town, place));
    // Two uploads of one file at once wait for each other here, so that the second finds the first.
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`${file.town}/${stored.sha256}`}, 0))::text`;
    const known = await tx.evidence.findFirst({
      where: { townId: file.town, kind: 'file', sha256: stored.sha256, removedAt: null },
      select: { id: true, storageKey: true },
    });
    let kept = !known;
    if (known && !(known.storageKey && (await has(known.storageKey)))) {
      await tx.evidence.update({ where: { id: known.id }, data: { storageKey: stored.key } });
      kept = true;
    }
    if (known && file.acknowledgedPeople)
      await tx.evidence.update({ where: { id: known.id }, data: { acknowledgedPeople: true } });
    const evidence =
      known ??
      (await tx.evidence.create({
        data: {
          townId: file.town,
          kind: 'file',
          title: file.title,
          fileName: file.fileName,
          mediaType: file.mediaType,
          bytes: stored.bytes,
          sha256: stored.sha256,
          storageKey: stored.key,
          acknowledgedPeople: file.acknowledgedPeople,
          addedById: person(actor).id,
          addedAt: now(),
        },
        select: { id: true },
      }));
    if (!known)
      await recordEvent(tx, actor, 'evidence.added', {
        townId: file.town,
        details: { evidence: evidence.id, kind: 'file', bytes: stored.bytes, acknowledged: file.acknowledgedPeople },
      });
    const cited =
      open && place && (await cite(tx, actor, open, { ...place, evidence: evidence.id, pinpoint: file.pinpoint }));
    return { evidence: evidence.id, town: file.town, reused: known !== null, kept, cited };
  });
}
