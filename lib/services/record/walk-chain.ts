import type { System } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { faultsOf, origin, tailFaults, type ChainedEvent, type Fault, type Link } from '@/lib/workflow/chain';

const size = 1000;

type Head = { number: bigint; hash: string };
type Row = Omit<ChainedEvent, 'number' | 'at' | 'recordedAt'> & { number: bigint; at: Date; recordedAt: Date };

const linkOf = (head: Head | undefined): Link | null =>
  head ? { number: Number(head.number), hash: head.hash, recordedAt: 0 } : null;

/** The head of a chain and the next events after a number, in that order: the head was there before them. */
async function read(actor: System, chain: string, after: number): Promise<{ head: Link | null; rows: ChainedEvent[] }> {
  return db.as(actor, async (tx) => {
    const [head] = await tx.$queryRaw<Head[]>`select number, hash from event_chains where chain = ${chain}::uuid`;
    const rows = await tx.$queryRaw<Row[]>`
      select id, chain, number, at, recorded_at as "recordedAt", actor_id as "actorId", town_id as "townId",
        application_id as "applicationId", kind, details::text as details, previous, hash
      from events where chain = ${chain}::uuid and number > ${after} order by number limit ${size}`;
    return {
      head: linkOf(head),
      rows: rows.map((row) => ({
        ...row,
        number: Number(row.number),
        at: row.at.getTime(),
        recordedAt: row.recordedAt.getTime(),
      })),
    };
  });
}

/** Walks a chain from its first event to its head, a thousand at a time; returns how many events it has. */
export async function walkChain(
  actor: System,
  chain: string,
  told: boolean,
  found: (fault: Fault) => void,
): Promise<number> {
  let last = origin;
  let seen = 0;
  for (;;) {
    const { head, rows } = await read(actor, chain, last.number);
    for (const row of rows) {
      faultsOf(last, row, told).forEach(found);
      last = { number: row.number, hash: row.hash, recordedAt: row.recordedAt };
    }
    seen += rows.length;
    if (rows.length === size) continue;
    tailFaults(last, head, (await read(actor, chain, last.number)).head).forEach(found);
    return seen;
  }
}
