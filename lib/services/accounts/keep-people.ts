import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { notFound, refuse } from '@/lib/errors';
import { postMail } from '@/lib/services/mail/post-mail';
import { lockPeople } from '@/lib/services/people/people-scope';
import { recordEvent } from '@/lib/services/record/record-event';
import { endReviewing } from '@/lib/services/reviews/end-reviewing';
import type { EventKind } from '@/lib/workflow/event-words';

export const keepPersonInput = z.strictObject({
  person: z.uuid(),
  reason: z.string().trim().min(1, 'Say why. The reason stays on the record.').max(1000, 'Give a shorter reason.'),
});

type Input = z.infer<typeof keepPersonInput>;
type Kept = { id: string; name: string; disabledAt: Date | null };

/** What a coordinator does to another person's account: one at a time for all of them, on the record with its reason. */
async function keep(actor: Actor, input: Input, kind: EventKind, work: (tx: Tx, person: Kept) => Promise<void>) {
  return db.as(actor, async (tx) => {
    if (can(actor, 'towns.manage').ok !== true) throw notFound();
    await lockPeople(tx, null);
    const person = await tx.user.findUnique({
      where: { id: input.person },
      select: { id: true, name: true, disabledAt: true },
    });
    if (!person) throw notFound();
    if (actor.kind === 'person' && actor.id === person.id)
      throw refuse('forbidden', 'This is your own account. Ask another coordinator.');
    await work(tx, person);
    await recordEvent(tx, actor, kind, { details: { person: person.id, reason: input.reason } });
    return { name: person.name };
  });
}

/** Ends the sessions of another person, whose ids coordinators do not read; says how many. */
async function endSessionsOf(tx: Tx, person: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ ended: number }[]>`select end_sessions_of(${person}::uuid, ${now()}) as ended`;
  return row!.ended;
}

/**
 * Closes a person's account and ends their sessions, from their next request on; what they had to review waits for somebody
 * else. Refused for oneself and the last coordinator.
 */
export async function disablePerson(actor: Actor, input: Input): Promise<{ name: string }> {
  return keep(actor, input, 'person.disabled', async (tx, person) => {
    if (person.disabledAt) throw refuse('conflict', `The account of ${person.name} is closed already.`);
    const coordinators = { some: { role: 'coordinator' as const } };
    const others = await tx.user.count({
      where: { disabledAt: null, id: { not: person.id }, memberships: coordinators },
    });
    if (others === 0) throw refuse('conflict', 'The program needs at least one coordinator. Invite another one first.');
    await tx.user.update({ where: { id: person.id }, data: { disabledAt: now() } });
    await endSessionsOf(tx, person.id);
    await endReviewing(tx, actor, { reviewerId: person.id });
  });
}

/** Opens a closed account again; its person signs in anew. */
export async function enablePerson(actor: Actor, input: Input): Promise<{ name: string }> {
  return keep(actor, input, 'person.enabled', async (tx, person) => {
    if (!person.disabledAt) throw refuse('conflict', `The account of ${person.name} is open already.`);
    await tx.user.update({ where: { id: person.id }, data: { disabledAt: null } });
  });
}

/** Ends every session of a person whose device was lost or left open; they may sign in anew at once. */
export async function signPersonOut(actor: Actor, input: Input): Promise<{ name: string }> {
  return keep(actor, input, 'person.signed-out', async (tx, person) => {
    const ended = person.disabledAt ? 0 : await endSessionsOf(tx, person.id);
    if (ended === 0) throw refuse('conflict', `${person.name} is not signed in anywhere.`);
  });
}

/** Takes away the second factor of a person who lost it and ends their sessions; they set it up again when they sign in. */
export async function resetSecondFactor(actor: Actor, input: Input): Promise<{ name: string }> {
  return keep(actor, input, 'second-factor.reset', async (tx, person) => {
    const { count } = await tx.secondFactor.deleteMany({ where: { userId: person.id, NOT: { since: null } } });
    if (count === 0) throw refuse('conflict', `${person.name} has no second step to take away.`);
    await endSessionsOf(tx, person.id);
    await postMail(tx, { kind: 'second-factor-changed', user: person.id, change: 'removed' });
  });
}
