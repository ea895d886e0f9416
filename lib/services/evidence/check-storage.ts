import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { log } from '@/lib/log';
import { ensure } from '@/lib/services/applications/ensure';
import { recordEvent } from '@/lib/services/record/record-event';
import { hashOf, sizeOf } from '@/lib/storage/files';

const batch = 200;

type Row = {
  id: string;
  townId: string;
  bytes: number | null;
  sha256: string | null;
  storageKey: string | null;
  missingAt: Date | null;
};
const columns = { id: true, townId: true, bytes: true, sha256: true, storageKey: true, missingAt: true } as const;

export type Checked = {
  files: number;
  hashed: number;
  /** Evidence whose bytes are gone, and whose bytes are not what was uploaded. */
  missing: string[];
  changed: string[];
  /** Evidence that was missing and is whole again. */
  back: string[];
};

async function stateOf(row: Row, hashed: boolean): Promise<'whole' | 'missing' | 'changed'> {
  const size = row.storageKey ? await sizeOf(row.storageKey) : null;
  if (!row.storageKey || size === null) return 'missing';
  if (size !== row.bytes) return 'changed';
  return !hashed || (await hashOf(row.storageKey)) === row.sha256 ? 'whole' : 'changed';
}

async function mark(tx: Tx, actor: Actor, row: Row, whole: boolean, hashed: boolean): Promise<void> {
  const { count } = await tx.evidence.updateMany({
    // Unless another upload has brought the bytes back meanwhile.
    where: { id: row.id, storageKey: row.storageKey },
    data: { missingAt: whole ? null : (row.missingAt ?? now()), ...(hashed ? { checkedAt: now() } : {}) },
  });
  if (!whole && !row.missingAt && count > 0)
    await recordEvent(tx, actor, 'evidence.missing', { townId: row.townId, details: { evidence: row.id } });
}

/**
 * Compares the rows of evidence with the stored bytes: all by their length, and `hash` of them, the longest unchecked
 * first, by their SHA-256. A row is never removed: it is marked, and asks the town to upload the file again.
 */
export async function checkStorage(actor: Actor, input: { hash: number; signal?: AbortSignal }): Promise<Checked> {
  ensure(can(actor, 'storage.keep'));
  const result: Checked = { files: 0, hashed: 0, missing: [], changed: [], back: [] };
  const due = await db.as(actor, (tx) =>
    tx.evidence.findMany({
      where: { kind: 'file', removedAt: null, storageKey: { not: null } },
      select: { id: true },
      orderBy: [{ checkedAt: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
      take: input.hash,
    }),
  );
  const toHash = new Set(due.map(({ id }) => id));
  let after = '';
  for (;;) {
    const rows: Row[] = await db.as(actor, (tx) =>
      tx.evidence.findMany({
        where: { kind: 'file', removedAt: null, scan: { not: 'infected' }, ...(after ? { id: { gt: after } } : {}) },
        select: columns,
        orderBy: { id: 'asc' },
        take: batch,
      }),
    );
    for (const row of rows) {
      if (input.signal?.aborted) return result;
      // What was found changed once is whole only when its hash says so.
      const hashed = toHash.has(row.id) || row.missingAt !== null;
      const state = await stateOf(row, hashed);
      result.files += 1;
      if (hashed) result.hashed += 1;
      if (state !== 'whole') result[state].push(row.id);
      else if (row.missingAt) result.back.push(row.id);
      if (hashed || state !== 'whole') await db.as(actor, (tx) => mark(tx, actor, row, state === 'whole', hashed));
    }
    const last = rows.at(-1);
    if (rows.length < batch || !last) break;
    after = last.id;
  }
  const { missing, changed } = result;
  if (missing.length + changed.length > 0) log.error({ missing, changed }, 'stored files are missing or changed');
  return result;
}
