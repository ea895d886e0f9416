import type { Person } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { noteRefusedProof } from '@/lib/observe/refused-proof';
import { passwordMatches } from '@/lib/passwords';
import { countTry, forgetTries } from '@/lib/services/people/throttle';

/** Refuses unless this is the present password of the person asking, under the same delay as signing in. */
export async function provePassword(actor: Person, password: string): Promise<void> {
  const tried = await countTry(actor, { what: 'sign-in', account: actor.email });
  const stored = await db.atDoor((tx) => tx.password.findUnique({ where: { userId: actor.id } }));
  if (!(await passwordMatches(stored?.hash ?? null, password))) {
    noteRefusedProof({ what: 'sign-in', why: 'wrong', person: actor.id });
    throw refuse('forbidden', 'This is not your present password. Nothing was changed.', 'currentPassword');
  }
  await forgetTries(actor, tried);
}
