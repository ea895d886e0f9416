import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import type { MailOutcome } from '@/lib/db/generated/client';
import { notFound } from '@/lib/errors';
import { readKept, type KeptLetter } from './kept-letter';
import { readable } from './list-letters';

export const letterInput = z.strictObject({ letter: z.uuid() });

export type LetterView = {
  id: string;
  subject: string;
  at: Date;
  read: boolean;
  letter: KeptLetter;
  /** What became of it as a mail; null while it is on its way. */
  outcome: MailOutcome | null;
};

/** A letter as it was written to the person who asks; not-found for anybody else's. */
export async function getLetter(actor: Actor, input: z.infer<typeof letterInput>): Promise<LetterView> {
  if (actor.kind !== 'person') throw notFound();
  return db.as(actor, async (tx) => {
    const row = await tx.mail.findFirst({ where: { id: input.letter, ...readable(actor.id) } });
    if (!row) throw notFound();
    const { id, subject, createdAt: at, readAt, outcome } = row;
    return { id, subject: subject ?? '', at, read: readAt !== null, letter: readKept(row.body), outcome };
  });
}
