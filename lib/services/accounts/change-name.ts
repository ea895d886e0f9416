import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/db';
import { notFound } from '@/lib/errors';
import { recordEvent } from '@/lib/services/record/record-event';

export const changeNameInput = z.strictObject({
  name: z.string().trim().min(1, 'Enter your name.').max(120, 'Enter a shorter name.'),
});

/** Changes a person's own name, as it stands beside everything they did. */
export async function changeName(actor: Actor, input: z.infer<typeof changeNameInput>): Promise<void> {
  if (actor.kind !== 'person') throw notFound();
  await db.as(actor, async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: actor.id, name: { not: input.name } },
      data: { name: input.name },
    });
    if (count > 0) await recordEvent(tx, actor, 'person.renamed', { details: { person: actor.id } });
  });
}
