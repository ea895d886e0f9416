import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import type { ScanState } from '@/lib/db/generated/client';
import { recordEvent } from '@/lib/services/record/record-event';
import { has, type Stored } from '@/lib/storage/files';
import { allowAdding, openPlace, type Added } from './add-link';
import { cite, person, type Place } from './cite-evidence';
import { ensureRoom } from './open-step';
import { ensureSpace, holdLibrary } from './town-space';
import { refuseFile } from './upload-fields';

export type NewFile = {
  town: string;
  stored: Stored;
  scan: Exclude<ScanState, 'infected'>;
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
  await db.as(actor, async (tx) => {
    await ensureSpace(tx, town, 1);
    if (!place) return;
    await openPlace(tx, actor, town, place);
    await ensureRoom(tx, place);
  });
}

type Known = { id: string; scan: ScanState; storageKey: string | null; missingAt: Date | null };

const scanned = (scan: ScanState) => ({ scan, scannedAt: scan === 'not_scanned' ? null : now() });

/** Whether the bytes of known evidence are gone, changed, or were let go. */
const needsBytes = async ({ storageKey, missingAt }: Known): Promise<boolean> =>
  missingAt !== null || storageKey === null || !(await has(storageKey));

/** Gives known evidence its bytes back where they are needed, and what is newly known of them. */
async function mend(tx: Tx, known: Known, { stored, scan, acknowledgedPeople }: NewFile, kept: boolean): Promise<void> {
  if (known.scan === 'infected' && scan !== 'clean') throw refuseFile('infected');
  await tx.evidence.update({
    where: { id: known.id },
    data: {
      ...(kept ? { storageKey: stored.key, missingAt: null, checkedAt: null } : {}),
      ...(scan === 'clean' ? scanned(scan) : {}),
      ...(acknowledgedPeople ? { acknowledgedPeople } : {}),
    },
  });
}

const create = (tx: Tx, actor: Actor, file: NewFile): Promise<{ id: string }> =>
  tx.evidence.create({
    data: {
      townId: file.town,
      kind: 'file',
      title: file.title,
      fileName: file.fileName,
      mediaType: file.mediaType,
      bytes: file.stored.bytes,
      sha256: file.stored.sha256,
      storageKey: file.stored.key,
      ...scanned(file.scan),
      acknowledgedPeople: file.acknowledgedPeople,
      addedById: person(actor).id,
      addedAt: now(),
    },
    select: { id: true },
  });

/**
 * Adds stored bytes to the town's library, and cites them when a place is named. The same bytes in the same library are
 * one piece of evidence: then the one that is there is used, and `kept` says that the new bytes are not needed.
 */
export async function addFile(actor: Actor, file: NewFile): Promise<Added & { kept: boolean }> {
  allowAdding(actor, file.town);
  return db.as(actor, async (tx) => {
    const { stored, place } = file;
    const open = place && (await openPlace(tx, actor, file.town, place));
    // Uploads of one town wait for each other here: the second of one file finds the first, and the last place is one.
    await holdLibrary(tx, file.town);
    const known = await tx.evidence.findFirst({
      where: { townId: file.town, kind: 'file', sha256: stored.sha256, removedAt: null },
      select: { id: true, scan: true, storageKey: true, missingAt: true },
    });
    const kept = !known || (await needsBytes(known));
    if (known) await mend(tx, known, file, kept);
    else await ensureSpace(tx, file.town, stored.bytes);
    const evidence = known ?? (await create(tx, actor, file));
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
