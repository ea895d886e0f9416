import type { Prisma } from './generated/client';

type Tx = Prisma.TransactionClient;
type Row = Prisma.EventCreateManyInput;

const waiting = new WeakMap<Tx, Row[]>();

/** Makes room for the events of a transaction; `db.as` does, and nobody else. */
export const expectEvents = (tx: Tx): void => void waiting.set(tx, []);

/** Keeps an event until its transaction is about to commit. */
export function keepEvent(tx: Tx, row: Row): void {
  const rows = waiting.get(tx);
  if (!rows) throw new Error('An event belongs into a transaction of db.as');
  rows.push(row);
}

/**
 * Writes the events of a transaction as its last statement, so that the head of a chain is locked as briefly as can be and
 * after everything else; several heads in one order, so that two transactions never wait for each other.
 */
export async function writeEvents(tx: Tx): Promise<void> {
  const rows = (waiting.get(tx) ?? []).splice(0);
  if (rows.length === 0) return;
  const chain = (row: Row) => row.townId ?? '';
  await tx.event.createMany({ data: rows.sort((a, b) => (chain(a) < chain(b) ? -1 : chain(a) > chain(b) ? 1 : 0)) });
}
