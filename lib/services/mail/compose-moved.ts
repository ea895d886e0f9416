import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { addressOf } from '@/lib/services/people/link-token';
import { possible } from '@/lib/workflow/application';
import { deadlineFor, mayExtend } from '@/lib/workflow/rounds';
import { account, type Composed, type Of } from './addressees';
import type { Mail } from './kinds';
import { movedLetter } from './letters-of-work';
import { waitingTowns } from './waiting-towns';

type Moved = Of<'deadline-moved'>;

/** Of a round that ends at another time for every town: the towns it is open for and whose own deadline moved with it. */
async function townsMoved(tx: Tx, mail: Moved): Promise<Moved[]> {
  const round = await tx.round.findUnique({ where: { id: mail.round } });
  if (round?.deadline.toISOString() !== mail.deadline) return [];
  const waiting = await waitingTowns(tx, now(), round.cycleId);
  return waiting.flatMap(({ application, townId: town, extensions, open }): Moved[] => {
    if (open?.number !== round.number) return [];
    const from = deadlineFor({ number: round.number, deadline: new Date(mail.from) }, extensions).toISOString();
    const deadline = open.deadline.toISOString();
    return from === deadline ? [] : [{ ...mail, town, application, from, deadline }];
  });
}

/** One letter for each contact of each town that a moved deadline is told to. Three statements, however many towns. */
export async function toMoved(tx: Tx, mail: Moved): Promise<Mail[]> {
  const towns = mail.town ? [mail] : await townsMoved(tx, mail);
  const contacts = await tx.membership.findMany({
    where: { role: 'contact', townId: { in: towns.flatMap(({ town }) => town ?? []) }, user: { disabledAt: null } },
    select: { userId: true, townId: true },
    orderBy: { id: 'asc' },
  });
  return towns.flatMap((one) =>
    contacts.filter(({ townId }) => townId === one.town).map(({ userId: user }): Moved => ({ ...one, user })),
  );
}

/** Nothing when the deadline was moved again, has passed, or there is nothing left to submit by it. */
export async function deadlineMoved(tx: Tx, mail: Moved): Promise<Composed> {
  const townId = mail.town;
  const belongs = mail.user && townId && { userId: mail.user, townId, role: 'contact' as const };
  if (!belongs || !(await tx.membership.findFirst({ where: belongs, select: { id: true } }))) return null;
  const person = await account(tx, belongs.userId);
  const town = await tx.town.findUnique({ where: { id: townId }, select: { name: true } });
  const round = await tx.round.findUnique({
    where: { id: mail.round },
    include: {
      movedBy: { select: { name: true } },
      cycle: { include: { applications: { where: { townId }, select: { id: true, status: true, round: true } } } },
      extensions: {
        where: { townId },
        orderBy: { grantedAt: 'desc' },
        take: 1,
        include: { grantedBy: { select: { name: true } } },
      },
    },
  });
  if (!person || !town || !round) return null;
  const [application] = round.cycle.applications;
  const [granted] = round.extensions;
  const deadline = deadlineFor(round, granted ? [{ ...granted, round: round.number }] : []);
  if (deadline.toISOString() !== mail.deadline || deadline < now()) return null;
  if (!mayExtend(round.cycle.closed, application?.status)) return null;
  if (application && (application.round >= round.number || !possible(application.status, 'assign'))) return null;
  const own = granted?.deadline.toISOString() === mail.deadline ? granted : null;
  const letter = movedLetter({
    name: person.name,
    town: town.name,
    cycle: round.cycle.name,
    link: addressOf(application ? `/applications/${application.id}` : '/home'),
    round: round.number,
    by: own ? own.grantedBy.name : (round.movedBy?.name ?? null),
    because: own ? own.reason : (round.movedBecause ?? ''),
    forAll: !own,
    from: new Date(mail.from),
    deadline,
    status: application?.status ?? null,
  });
  return { to: person.to, letter };
}
