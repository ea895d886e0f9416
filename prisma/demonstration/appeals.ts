import type { Person } from '@/lib/access/actor';
import { holdClock } from '@/lib/clock';
import { splitDate } from '@/lib/date-parts';
import { assignAppeal } from '@/lib/services/appeals/assign-appeal';
import { fileAppeal } from '@/lib/services/appeals/file-appeal';
import { ruleAppeal } from '@/lib/services/appeals/rule-appeal';
import { addDays } from 'date-fns';
import { isoDay } from '@/lib/words';
import { workday } from './calendar';
import type { Bid } from './hand';

type Told = { place: { action: string; step: string }; reason: string };

/** Appeals the ruling on one step at an instant; it waits to be given to somebody. */
export async function appeal(by: Person, bid: Bid, at: Date, { place, reason }: Told): Promise<string> {
  holdClock(at);
  const submission = bid.submissions[place.action]!.id;
  return (await fileAppeal(by, { submission, step: place.step, reason, evidence: [] })).appeal;
}

/** An appeal that was given to a reviewer a day later, who upheld the ruling a week after that. */
export async function appealOnce(
  people: { by: Person; coordinator: Person; reviewer: Person },
  bid: Bid,
  at: Date,
  { upheld, ...told }: Told & { upheld: string },
): Promise<void> {
  const id = await appeal(people.by, bid, at, told);
  const given = workday(at, -1, 10);
  holdClock(given);
  const { month, day, year } = splitDate(isoDay(addDays(given, 30)));
  await assignAppeal(people.coordinator, {
    appeal: id,
    reviewer: people.reviewer.id,
    'deadline.month': month,
    'deadline.day': day,
    'deadline.year': year,
    time: '17:00',
  });
  holdClock(workday(given, -6, 14));
  await ruleAppeal(people.reviewer, { appeal: id, outcome: 'upheld', items: [], reason: upheld });
}
