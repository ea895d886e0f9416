import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { readEntries, type RecordEntry, type RecordFilter } from './list-record';

const size = 1000;

async function* pages(actor: Actor, filter: RecordFilter): AsyncGenerator<RecordEntry[]> {
  let after: string | undefined;
  for (;;) {
    const from = after;
    const entries = await db.as(actor, (tx) => readEntries(tx, filter, from, size));
    if (entries.length > 0) yield entries;
    if (entries.length < size) return;
    after = entries.at(-1)?.id;
  }
}

/** The record, narrowed as asked, a thousand entries at a time, so that its length costs no memory. Coordinators only. */
export function exportRecord(actor: Actor, filter: RecordFilter): AsyncGenerator<RecordEntry[]> {
  if (can(actor, 'record.read').ok !== true) throw notFound();
  return pages(actor, filter);
}
