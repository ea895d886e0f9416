import { z } from 'zod';
import type { System } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { addJob } from '@/lib/jobs/add-job';

export const releaseLettersInput = z.strictObject({
  /** Else they are given up. */
  send: z.boolean(),
  /** Single letters; without it all that are held. */
  mails: z.array(z.uuid()).optional(),
});

/** Ends the holding of letters after a restore: they go out as if just posted, or never. Returns how many there were. */
export async function releaseLetters(actor: System, input: z.infer<typeof releaseLettersInput>): Promise<number> {
  return db.as(actor, async (tx) => {
    const ended = await tx.mail.updateManyAndReturn({
      where: { heldAt: { not: null }, outcome: null, id: input.mails && { in: input.mails } },
      data: input.send ? { heldAt: null, tries: 0 } : { outcome: 'given_up', endedAt: now(), problem: 'held' },
      select: { id: true },
    });
    if (input.send) for (const { id } of ended) await addJob(tx, 'send-mail', { mail: id });
    return ended.length;
  });
}
