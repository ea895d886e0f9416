import { subDays } from 'date-fns';
import type { System } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';

const keptDays = { letters: 90, links: 7 };

/** Forgets letters that ended, or have been held, for three months, and links to passwords and addresses over for a week. */
export async function forgetOldLetters(actor: System): Promise<void> {
  const at = now();
  await db.as(actor, async (tx) => {
    const long = { lt: subDays(at, keptDays.letters) };
    await tx.mail.deleteMany({ where: { OR: [{ endedAt: long }, { heldAt: long }] } });
    const over = { where: { expiresAt: { lt: subDays(at, keptDays.links) } } };
    await tx.passwordReset.deleteMany(over);
    await tx.emailChange.deleteMany(over);
  });
}
