import type { System } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { newYorkClock } from '@/lib/services/cycles/wall-clock';
import { postMail } from './post-mail';
import { digestTime } from './reminder-moments';

/**
 * Puts the day's digests on their way, once a day: in the morning, or as soon after as a worker is there. A day on which
 * none was there is left out.
 */
export async function writeDigests(actor: System): Promise<void> {
  const at = now();
  const { day, time } = newYorkClock(at);
  if (time < digestTime) return;
  await db.as(actor, async (tx) => {
    const row = { day: new Date(`${day}T00:00:00Z`), writtenAt: at };
    const { count } = await tx.digestDay.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) return;
    const people = await tx.user.findMany({
      where: {
        disabledAt: null,
        letterChoices: { none: { group: 'digest', way: 'portal' } },
        OR: [
          { memberships: { some: { role: { in: ['reviewer', 'coordinator'] } } } },
          { letters: { some: { outcome: 'digest', digestId: null } } },
        ],
      },
      select: { id: true },
      orderBy: { id: 'asc' },
    });
    for (const { id: user } of people)
      await postMail(tx, { kind: 'daily-digest', user, day }, `daily-digest ${user} ${day}`);
  });
}
