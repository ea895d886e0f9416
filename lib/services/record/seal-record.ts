import type { System } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { appendSeal, readSeals } from '@/lib/storage/seals';

type Head = { chain: string; number: bigint; hash: string };

/** What the last seals say of each chain, and the signature of the newest. */
async function sealed(): Promise<{ numbers: Map<string, number>; mac?: string }> {
  const numbers = new Map<string, number>();
  let mac: string | undefined;
  for await (const { seal } of readSeals()) {
    seal?.heads.forEach((head) => numbers.set(head.chain, head.number));
    mac = seal?.mac ?? mac;
  }
  return { numbers, mac };
}

/**
 * Signs the heads of the chains that moved since the last seal, and appends them to a file outside the database: from
 * here on a tail cut off before them is found. One at a time, however many servers. Returns how many chains were sealed.
 */
export async function sealRecord(actor: System): Promise<number> {
  return db.as(actor, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('town green seals', 0))`;
    const { numbers, mac } = await sealed();
    const heads = await tx.$queryRaw<
      Head[]
    >`select chain, number, hash from event_chains where number > 0 order by chain`;
    const moved = heads
      .map(({ chain, number, hash }) => ({ chain, number: Number(number), hash }))
      .filter((head) => (numbers.get(head.chain) ?? 0) < head.number);
    const at = now();
    if (moved.length > 0) await appendSeal(at, moved, mac);
    const events = heads.reduce((sum, head) => sum + head.number, 0n);
    await tx.auditCheck.create({ data: { kind: 'seal', at, ok: true, events } });
    return moved.length;
  });
}
