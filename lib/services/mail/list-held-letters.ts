import type { System } from '@/lib/access/actor';
import { db } from '@/lib/db/db';

export type HeldLetter = { id: string; kind: string; createdAt: Date };

/** The letters a restore holds, oldest first: a mail server's log knows them by their ids, which begin the Message-ID. */
export async function listHeldLetters(actor: System): Promise<HeldLetter[]> {
  return db.as(actor, (tx) =>
    tx.mail.findMany({
      where: { heldAt: { not: null }, outcome: null },
      select: { id: true, kind: true, createdAt: true },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
  );
}
