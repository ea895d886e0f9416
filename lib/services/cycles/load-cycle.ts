import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import type { Tx } from '@/lib/db/db';
import { notFound, Refusal, refuse } from '@/lib/errors';

/** Refuses everybody but coordinators. */
export function ensureCycles(actor: Actor): string {
  const allowed = can(actor, 'cycles.manage');
  if (allowed.ok !== true || actor.kind !== 'person')
    throw new Refusal('forbidden', allowed.ok === false ? allowed.reasons : []);
  return actor.id;
}

/** What is not open to you does not exist: cycles are kept by coordinators. */
export function ensureReadsCycles(actor: Actor): void {
  if (can(actor, 'cycles.manage').ok !== true) throw notFound();
}

/** A cycle with its rounds, locked until the transaction ends. */
export async function loadCycle(tx: Tx, id: string) {
  await tx.$queryRaw`select id from cycles where id = ${id}::uuid for update`;
  const cycle = await tx.cycle.findUnique({ where: { id }, include: { rounds: { orderBy: { number: 'asc' } } } });
  if (!cycle) throw notFound();
  return cycle;
}

/** The same of an open cycle; refused when it was closed. */
export async function loadOpenCycle(tx: Tx, id: string) {
  const cycle = await loadCycle(tx, id);
  if (cycle.closed) throw refuse('conflict', `The ${cycle.year} cycle is closed; its rounds stay as they are.`);
  return cycle;
}
