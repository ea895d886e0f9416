import type { System } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { readSeals, type SealedHead } from '@/lib/storage/seals';
import { programChain } from '@/lib/workflow/chain';
import { walkChain } from './walk-chain';

/** What is wrong with the record, and where: a town's name, "the program", or "the seals". */
export type Finding = { chain: string; number: number; what: string };
export type Verified = { events: number; chains: number; seals: number; findings: Finding[]; more: number };

/** As many as a person reads; the rest is counted. */
const most = 200;
const batch = 500;

type Found = (chain: string, number: number, what: string) => void;
type Kept = SealedHead & { sealedAt: string };

/** Compares sealed heads with the events they sealed; a chain that lost one is named once. */
async function compare(actor: System, heads: Kept[], lost: Set<string>, found: Found): Promise<void> {
  const rows = await db.as(
    actor,
    (tx) => tx.$queryRaw<{ chain: string; number: bigint; hash: string }[]>`
      select e.chain, e.number, e.hash
      from unnest(${heads.map((h) => h.chain)}::uuid[], ${heads.map((h) => h.number)}::bigint[]) as s (chain, number)
      join events e on e.chain = s.chain and e.number = s.number`,
  );
  const hashes = new Map(rows.map((row) => [`${row.chain} ${row.number}`, row.hash]));
  for (const head of heads) {
    const hash = hashes.get(`${head.chain} ${head.number}`);
    if (hash === head.hash || lost.has(head.chain)) continue;
    lost.add(head.chain);
    const what =
      hash === undefined
        ? `it was sealed on ${head.sealedAt} and is gone: the tail was cut off, or the database is older than the seals.`
        : `it is not the entry that was sealed on ${head.sealedAt}: the chain was rewritten.`;
    found(head.chain, head.number, what);
  }
}

async function checkSeals(actor: System, found: Found): Promise<number> {
  const lost = new Set<string>();
  let lines = 0;
  let heads: Kept[] = [];
  for await (const { line, seal, fault } of readSeals()) {
    lines = line;
    if (fault) found('the seals', line, fault);
    heads.push(...(seal?.heads ?? []).map((head) => ({ ...head, sealedAt: seal!.at })));
    if (heads.length < batch) continue;
    await compare(actor, heads, lost, found);
    heads = [];
  }
  if (heads.length > 0) await compare(actor, heads, lost, found);
  return lines;
}

/**
 * Walks every chain of the record and compares it with the seals, in memory that does not grow with either. `told` leaves
 * dates out, for a demonstration, whose stories have dates of their own.
 */
export async function verifyRecord(actor: System, { told }: { told: boolean }): Promise<Verified> {
  const { chains, towns } = await db.as(actor, async (tx) => ({
    chains: await tx.$queryRaw<{ chain: string }[]>`
      select chain from event_chains
      union select id from towns where exists (select from events where chain = towns.id)
      union select ${programChain}::uuid order by 1`,
    towns: await tx.town.findMany({ select: { id: true, name: true } }),
  }));
  const names = new Map([
    ...towns.map((town) => [town.id, town.name] as const),
    [programChain, 'the program'] as const,
  ]);
  const verified: Verified = { events: 0, chains: 0, seals: 0, findings: [], more: 0 };
  const found: Found = (chain, number, what) => {
    if (verified.findings.length < most) verified.findings.push({ chain: names.get(chain) ?? chain, number, what });
    else verified.more += 1;
  };
  for (const { chain } of chains) {
    const events = await walkChain(actor, chain, told, ({ number, what }) => found(chain, number, what));
    verified.events += events;
    if (events > 0) verified.chains += 1;
  }
  verified.seals = await checkSeals(actor, found);
  if (verified.seals === 0 && verified.events > 0)
    found('the seals', 1, 'there are none: a cut tail would not be noticed. Seal the record now (npm run audit:seal).');
  await db.as(actor, (tx) =>
    tx.auditCheck.create({
      data: {
        kind: 'verify',
        at: now(),
        ok: verified.findings.length === 0,
        events: BigInt(verified.events),
        finding: verified.findings[0] ? sentence(verified.findings[0]) : null,
      },
    }),
  );
  return verified;
}

/** A finding in a sentence: which chain, which entry, what is wrong. */
export const sentence = ({ chain, number, what }: Finding): string =>
  chain === 'the seals' ? `The seals, line ${number}: ${what}` : `The record of ${chain}, entry ${number}: ${what}`;
