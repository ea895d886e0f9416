import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { emailOf } from '@/lib/db/email-of';
import { notFound, refuse } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';

export const unreachedInput = z.strictObject({ person: z.uuid() });

/** An address that letters do not reach: since when, and whether the mail server said so or a coordinator. */
export type Unreached = { since: Date; marked: boolean };
type Row = { email: string; since: Date; markedById: string | null };

/** What is known of the address a person has now; a note about an earlier one says nothing. */
export const unreachedOf = (user: { email: { address: string } | null; unreached: Row | null }): Unreached | null =>
  user.unreached && user.unreached.email === user.email?.address
    ? { since: user.unreached.since, marked: user.unreached.markedById !== null }
    : null;

/** Notes what a mail server answered: refused for good since now, or, taken again, what it refused before is forgotten. */
export async function noteAnswer(tx: Tx, userId: string, email: string, taken: boolean): Promise<void> {
  // A letter may go to an address that is not theirs yet, or any more: that says nothing of the one they have.
  const theirs = (await tx.email.count({ where: { userId, address: email } })) > 0;
  if (taken) await tx.unreachedAddress.deleteMany({ where: { userId, email, markedById: null } });
  else if (theirs) await markAddress(tx, userId, email, null);
}

async function markAddress(tx: Tx, userId: string, email: string, markedById: string | null): Promise<boolean> {
  const before = await tx.unreachedAddress.findUnique({ where: { userId } });
  if (before?.email === email) return false;
  const data = { email, since: now(), markedById };
  await tx.unreachedAddress.upsert({ where: { userId }, create: { userId, ...data }, update: data });
  return true;
}

async function person(tx: Tx, actor: Actor, id: string) {
  if (can(actor, 'towns.manage').ok !== true || actor.kind !== 'person') throw notFound();
  const found = await tx.user.findUnique({ where: { id }, select: { id: true, name: true, email: true } });
  if (!found) throw notFound();
  return { ...found, email: emailOf(found), by: actor.id };
}

/** A coordinator says that letters do not reach a person at their address. */
export async function markUnreached(actor: Actor, input: z.infer<typeof unreachedInput>): Promise<{ name: string }> {
  return db.as(actor, async (tx) => {
    const { id, name, email, by } = await person(tx, actor, input.person);
    if (!(await markAddress(tx, id, email, by)))
      throw refuse('conflict', `The address of ${name} is marked as not reached already.`);
    await recordEvent(tx, actor, 'address.unreached', { details: { person: id } });
    return { name };
  });
}

/** A coordinator says that letters reach a person again. */
export async function markReached(actor: Actor, input: z.infer<typeof unreachedInput>): Promise<{ name: string }> {
  return db.as(actor, async (tx) => {
    const { id, name } = await person(tx, actor, input.person);
    const { count } = await tx.unreachedAddress.deleteMany({ where: { userId: id } });
    if (count === 0) throw refuse('conflict', `The address of ${name} is not marked.`);
    await recordEvent(tx, actor, 'address.reached', { details: { person: id } });
    return { name };
  });
}
