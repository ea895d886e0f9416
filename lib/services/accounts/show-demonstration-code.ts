import type { Arriving, Person } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { isOfDemonstration, openSecret } from './factor-secret';
import { codeAt } from './one-time-code';

/**
 * The present code of one of the demonstration's people, who have no phones: of the app they use, or of the one they are
 * setting up. Null for anybody else, and anywhere else.
 */
export async function showDemonstrationCode(
  actor: Person | Arriving,
  app: 'used' | 'offered' = 'used',
): Promise<string | null> {
  if (!isOfDemonstration(actor)) return null;
  const factor = await db.atDoor((tx) =>
    tx.secondFactor.findUnique({ where: { userId: actor.id }, include: { secrets: true } }),
  );
  const stored = app === 'offered' ? factor?.secrets?.offered : factor?.since && factor.secrets?.secret;
  const secret = stored && openSecret(stored, actor);
  return secret ? codeAt(secret, now()) : null;
}
