import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { openRoundOf } from '@/lib/services/applications/view-parts';
import { addressOf } from '@/lib/services/people/link-token';
import { contact, type Composed, type Of } from './addressees';
import { deadlineLetter } from './letters-of-work';
import { calendarDays } from './reminder-moments';

/** Nothing once the town has submitted or withdrawn, the round has ended or its end was moved. */
export async function deadlineNear(tx: Tx, mail: Of<'deadline-near'>): Promise<Composed> {
  const at = now();
  const found = await contact(tx, mail);
  const rows = await tx.application.findUnique({
    where: { id: mail.application, status: { in: ['draft', 'returned'] } },
    select: { townId: true, status: true, round: true, cycle: { select: { id: true, rounds: true } } },
  });
  if (!found || !rows) return null;
  const extensions = await tx.extension.findMany({
    where: { townId: rows.townId, round: { cycleId: rows.cycle.id } },
    select: { deadline: true, grantedAt: true, round: { select: { number: true } } },
  });
  const open = openRoundOf({ ...rows, extensions }, at);
  if (open?.deadline.toISOString() !== mail.deadline) return null;
  const letter = deadlineLetter({
    ...found.about,
    link: addressOf(`/applications/${mail.application}`),
    round: open.number,
    deadline: open.deadline,
    days: calendarDays(at, open.deadline),
    returned: rows.status === 'returned',
  });
  return { to: found.to, letter };
}
