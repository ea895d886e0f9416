import type { Tx } from '@/lib/db/db';
import { env } from '@/lib/env';
import type { Space } from '@/lib/workflow/evidence';
import { refuseFile } from './upload-fields';

/** How many bytes the files of a town take up, and how many they may. Files let go count no more. */
export async function spaceOf(tx: Tx, townId: string): Promise<Space> {
  const { _sum } = await tx.evidence.aggregate({
    where: { townId, storageKey: { not: null } },
    _sum: { bytes: true },
  });
  return { used: _sum.bytes ?? 0, most: env().TOWN_QUOTA_MB * 1024 * 1024 };
}

/** Makes changes of one town's library wait for each other, until the transaction ends. */
export async function holdLibrary(tx: Tx, townId: string): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`library/${townId}`}, 0))::text`;
}

/** Refuses bytes that the town's library has no room for. It holds against others only while the library is held. */
export async function ensureSpace(tx: Tx, townId: string, bytes: number): Promise<void> {
  const { used, most } = await spaceOf(tx, townId);
  if (used + bytes > most) throw refuseFile('library-full');
}
