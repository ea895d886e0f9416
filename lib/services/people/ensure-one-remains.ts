import type { Role } from '@/lib/access/actor';
import type { Tx } from '@/lib/db/db';
import { refuse } from '@/lib/errors';

/** Refuses to take the role of a town's last contact or of the last coordinator. Call it under `lockPeople`. */
export async function ensureOneRemains(
  tx: Tx,
  membership: { id: string; role: Role; townId: string | null },
): Promise<void> {
  const { id, role, townId } = membership;
  if (role !== 'contact' && role !== 'coordinator') return;
  const others = await tx.membership.count({ where: { role, townId, id: { not: id }, user: { disabledAt: null } } });
  if (others > 0) return;
  throw refuse(
    'conflict',
    role === 'contact'
      ? 'A town needs at least one contact. Invite another contact first.'
      : 'The program needs at least one coordinator. Invite another one first.',
  );
}
