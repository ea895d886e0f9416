import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';
import type { LetterGroup } from '@/lib/workflow/letter-choices';
import { setWay } from './choose-letters';
import { readWayOut } from './way-out';

export const stopLettersInput = z.strictObject({ token: z.string().max(200) });
type Input = z.infer<typeof stopLettersInput>;

/** Which letters a link stops; whose they are stays with its holder. Not-found for a link that was not sent. */
export async function findStopped(_actor: Actor, input: Input): Promise<{ group: LetterGroup }> {
  const found = readWayOut(input.token);
  if (!found) throw notFound();
  return { group: found.group };
}

/**
 * Stops one group of letters from coming by mail, for whoever holds the link in one of them, signed in or not. It does
 * nothing else, and doing it twice changes nothing; the letters stay in the portal.
 */
export async function stopLetters(actor: Actor, input: Input): Promise<{ group: LetterGroup }> {
  const found = readWayOut(input.token);
  if (!found) throw notFound();
  const { user, group } = found;
  return db.atDoor(async (tx) => {
    const person = await tx.user.findUnique({ where: { id: user }, select: { id: true } });
    if (!person) throw notFound();
    const before = await tx.letterChoice.findUnique({ where: { userId_group: { userId: user, group } } });
    if (before?.way === 'portal') return { group };
    await setWay(tx, user, group, 'portal');
    await recordEvent(tx, actor, 'letters.chosen', { details: { person: user, group } });
    return { group };
  });
}
