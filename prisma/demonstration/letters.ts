import { addMinutes, subDays } from 'date-fns';
import type { Person } from '@/lib/access/actor';
import { systemActor } from '@/lib/auth';
import { holdClock } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { newYorkClock, newYorkInstant } from '@/lib/services/cycles/wall-clock';
import { chooseLetters } from '@/lib/services/mail/choose-letters';
import { deliverMail } from '@/lib/services/mail/deliver-mail';
import { digestTime } from '@/lib/services/mail/reminder-moments';
import { writeDigests } from '@/lib/services/mail/write-digests';
import type { Calendar } from './calendar';
import type { Stage } from './settle';

/*
 * The letters of the stories. They are written into the inboxes of the demonstration as they would have come; what goes by
 * mail goes nowhere, as its addresses belong to nobody.
 */

async function deliver(): Promise<void> {
  for (;;) {
    const waiting = await db.as(systemActor, (tx) =>
      tx.mail.findMany({
        where: { outcome: null },
        select: { id: true },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      }),
    );
    if (waiting.length === 0) return;
    for (const { id } of waiting) await deliverMail(systemActor, { mail: id });
  }
}

/** Two of the reviewers want to know at once what they were given; told before anything is. */
export async function chooseWays({ opens }: Calendar, { actors }: Stage): Promise<void> {
  holdClock(addMinutes(opens, 20));
  const way = { assignments: 'at_once' } as const;
  for (const who of [actors.jo, actors.samir] satisfies Person[]) await chooseLetters(who, way);
}

/** Brings the letters of all stories into their inboxes, and writes the digests of the latest morning. */
export async function tellLetters({ now }: Calendar): Promise<void> {
  const morning = [now, subDays(now, 1)]
    .map((day) => addMinutes(newYorkInstant(newYorkClock(day).day, digestTime)!, 2))
    .find((at) => at <= now)!;
  holdClock(morning);
  await deliver();
  await writeDigests(systemActor);
  await deliver();
}
