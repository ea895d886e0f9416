import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';

const key = z.string().regex(/^\d{1,15}_[0-9a-f-]{36}$/);

export const listLettersInput = z.strictObject({
  unread: z.boolean().default(false),
  /** The `next` of the page before; anything odd is the first page. */
  after: key.optional().catch(undefined),
});

export type LetterLine = { id: string; subject: string; at: Date; read: boolean };
export type LetterList = { letters: LetterLine[]; next: string | null };

const pageSize = 50;

/** What becomes of a letter's row once it is somebody's to read. */
export const readable = (userId: string) => ({ userId, subject: { not: null } });

function before(after: string | undefined) {
  if (!after) return {};
  const [time, id] = after.split('_') as [string, string];
  const createdAt = new Date(Number(time));
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}

/** A page of the letters a person was sent, newest first; letters older than three months are forgotten. */
export async function listLetters(actor: Actor, input: z.input<typeof listLettersInput> = {}): Promise<LetterList> {
  if (actor.kind !== 'person') throw notFound();
  const { unread, after } = listLettersInput.parse(input);
  return db.as(actor, async (tx) => {
    const rows = await tx.mail.findMany({
      where: { AND: [readable(actor.id), unread ? { readAt: null } : {}, before(after)] },
      select: { id: true, subject: true, createdAt: true, readAt: true },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: pageSize + 1,
    });
    const last = rows.length > pageSize ? rows[pageSize - 1] : undefined;
    return {
      letters: rows.slice(0, pageSize).map(({ id, subject, createdAt, readAt }) => ({
        id,
        subject: subject ?? '',
        at: createdAt,
        read: readAt !== null,
      })),
      next: last ? `${last.createdAt.getTime()}_${last.id}` : null,
    };
  });
}

/** How many letters a person has not read yet. */
export async function countUnread(actor: Actor): Promise<number> {
  if (actor.kind !== 'person') return 0;
  return db.as(actor, (tx) => tx.mail.count({ where: { ...readable(actor.id), readAt: null } }));
}
