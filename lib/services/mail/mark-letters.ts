import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { readable } from './list-letters';

export const markLetterInput = z.strictObject({ letter: z.uuid(), read: z.enum(['yes', 'no']) });

/** Notes that a person has read a letter of theirs, or will again. */
export async function markLetter(actor: Actor, input: z.infer<typeof markLetterInput>): Promise<void> {
  if (actor.kind !== 'person') throw notFound();
  await db.as(actor, async (tx) => {
    const { count } = await tx.mail.updateMany({
      where: { id: input.letter, ...readable(actor.id) },
      data: { readAt: input.read === 'yes' ? now() : null },
    });
    if (count === 0) throw notFound();
  });
}

/** Notes that a person has read every letter they have. */
export async function markAllRead(actor: Actor): Promise<void> {
  if (actor.kind !== 'person') throw notFound();
  await db.as(actor, (tx) =>
    tx.mail.updateMany({ where: { ...readable(actor.id), readAt: null }, data: { readAt: now() } }),
  );
}
