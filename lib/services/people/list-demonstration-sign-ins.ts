import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { env } from '@/lib/env';
import { demonstrationSignIns, type DemonstrationSignIn } from './demonstration';

/** The demonstration's sign-ins that exist in this database; none unless the portal runs as a demonstration. */
export async function listDemonstrationSignIns(_actor: Actor): Promise<DemonstrationSignIn[]> {
  if (env().DEMO !== 'on') return [];
  const emails = demonstrationSignIns.map((one) => one.email);
  const found = await db.atDoor((tx) =>
    tx.email.findMany({ where: { address: { in: emails }, user: { disabledAt: null } } }),
  );
  return demonstrationSignIns.filter((one) => found.some(({ address }) => address === one.email));
}
