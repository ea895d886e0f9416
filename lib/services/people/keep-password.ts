import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';

/** Keeps the hash of a person's new password in the place of the old one. At the door: nobody else reaches passwords. */
export async function keepPassword(tx: Tx, userId: string, hash: string): Promise<void> {
  const kept = { hash, setAt: now() };
  await tx.password.upsert({ where: { userId }, create: { userId, ...kept }, update: kept });
}
