import { z } from 'zod';
import { townsOf, type Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { Prisma } from '@/lib/db/generated/client';
import { categoryNames } from '@/lib/rulebook/category-names';
import { contentsOf, type RulebookRow } from '@/lib/services/rulebooks/published-rulebooks';
import {
  queueDues,
  queueSorts,
  queueStates,
  queueWords,
  type QueueChoice,
  type QueueFilter,
  type QueueLine,
  type QueueRound,
  type QueueView,
} from '@/lib/workflow/queue';
import {
  countsOf,
  firstOf,
  followsOf,
  givenOf,
  hereOf,
  orderOf,
  passes,
  tallied,
  waits,
  type Counts,
} from './queue-rows';

/** The queue's filter as it stands in the address; anything odd is read as no filter. */
export const queueFilter = z.object({
  town: z.string().trim().max(100).catch('').default(''),
  category: z.coerce.number().int().min(1).max(99).nullable().catch(null).default(null),
  state: z
    .enum(['', ...queueStates])
    .catch('')
    .default(''),
  due: z
    .enum(['', ...queueDues])
    .catch('')
    .default(''),
  sort: z.enum(queueSorts).catch('age').default('age'),
}) satisfies z.ZodType<QueueFilter>;
/** The key of a page: the step the page before it ended with. */
export const queueKey = z.uuid().optional().catch(undefined);

/** Steps a page shows. */
const size = 50;

type Row = Omit<QueueLine, 'submittedAt' | 'reviewBy'> & { submittedAt: string; reviewBy: string | null };
type Read = { rows: Row[] | null; counts: Counts; rulebooks: RulebookRow[] | null };

const nothing = (filter: QueueFilter): QueueView => ({
  filter,
  lines: [],
  next: null,
  shown: 0,
  waiting: 0,
  counts: { town: [], category: [], state: [], due: [] },
  rounds: [],
});

function choices(counts: Counts, categories: ReadonlyMap<number, string>): QueueView['counts'] {
  const of = (kind: Exclude<keyof Counts, 'all'>, label: (value: string) => string | undefined): QueueChoice[] =>
    (counts[kind] ?? []).map(({ value, name, count }) => ({ value, label: label(value) ?? name ?? value, count }));
  const inOrder = (kind: 'state' | 'due', known: readonly string[]) =>
    of(kind, (value) => (queueWords[kind] as Record<string, string>)[value]).sort(
      (a, b) => known.indexOf(a.value) - known.indexOf(b.value),
    );
  return {
    town: of('town', () => undefined).sort((a, b) => (a.label < b.label ? -1 : 1)),
    category: of('category', (value) => `${value} ${categories.get(Number(value)) ?? ''}`.trim()).sort(
      (a, b) => Number(a.value) - Number(b.value),
    ),
    state: inOrder('state', queueStates),
    due: inOrder('due', queueDues),
  };
}

/** How many steps the filter lets through, from the counts of each state. */
const shownOf = ({ state }: QueueFilter, counts: NonNullable<Counts['state']>): number =>
  counts
    .filter(({ value }) => (state ? value === state : value !== 'ruled'))
    .reduce((sum, { count }) => sum + count, 0);

/**
 * A page of the submitted steps a reviewer was given, narrowed and ordered by the filter, with counts for each choice of each
 * filter and the rounds that can be sent. Three statements, whatever the number of steps; empty for everybody else.
 */
export async function getQueue(
  actor: Actor,
  filter: QueueFilter = queueFilter.parse({}),
  after?: string,
): Promise<QueueView> {
  if (actor.kind !== 'person') return nothing(filter);
  const at = now();
  return db.as(actor, async (tx) => {
    const order = orderOf(filter.sort);
    const here = after ? Prisma.sql`, ${hereOf({ id: after })}` : Prisma.empty;
    const asked = after ? Prisma.sql`${passes(filter)} and ${followsOf(filter.sort)}` : passes(filter);
    const [read] = await tx.$queryRaw<Read[]>`
      with ${givenOf(actor.id, townsOf(actor), at)}${here}, ${tallied(filter)}
      select
        (select json_agg(json_build_object('id', m.id, 'application', p.id, 'year', p.year, 'round', p.round,
          'town', json_build_object('id', p.town_id, 'slug', p.slug, 'name', p.town, 'fictional', p.fictional),
          'actionId', s.action_id, 'action', s.action, 'step', s.step, 'title', s.title, 'category', s.category,
          'documented', s.documented, 'submittedAt', p.submitted_at, 'reviewBy', m.review_by, 'state', m.state)
          order by ${order})
          from ${firstOf(filter.sort, asked, size + 1)} m
          join given p on p.id = m.application_id
          cross join lateral (select * from submitted_steps s where s.id = m.id offset 0) s) as rows,
        ${countsOf(filter)} as counts,
        (select json_agg(json_build_object('id', r.id, 'hash', r.hash) order by r.year desc, r.version desc)
          from rulebooks r where r.id in (select rulebook_id from given)) as rulebooks`;
    const rounds = await tx.$queryRaw<QueueRound[]>`
      with unsent as materialized (
        select distinct s.application_id from rulings r join submissions s on s.id = r.submission_id where r.sent_at is null
      )
      select a.id as application, a.round, c.year, (select count(*)::int from submitted_steps s
          where s.application_id = a.id and s.round = a.round) as steps,
        json_build_object('id', t.id, 'slug', t.slug, 'name', t.name, 'fictional', t.fictional) as town
      from applications a join towns t on t.id = a.town_id join cycles c on c.id = a.cycle_id
      where a.status = 'in_review' and a.id in (select application_id from unsent)
        and a.id in (select application_id from assignments where reviewer_id = ${actor.id}::uuid)
        and a.town_id <> all (${townsOf(actor)}::uuid[])
        and not exists (select from submitted_steps s where s.application_id = a.id and s.round = a.round and not s.ruled)
      order by a.submitted_at, a.id`;
    const categories = categoryNames(await contentsOf(tx, read?.rulebooks ?? []));
    const rows = read?.rows ?? [];
    const lines = rows.slice(0, size).map((row): QueueLine => ({
      ...row,
      submittedAt: new Date(row.submittedAt),
      reviewBy: row.reviewBy ? new Date(row.reviewBy) : null,
    }));
    return {
      filter,
      lines,
      next: rows.length > size ? lines.at(-1)!.id : null,
      shown: shownOf(filter, read?.counts.state ?? []),
      waiting: (read?.counts.all?.rule ?? 0) + (read?.counts.all?.read ?? 0),
      counts: choices(read?.counts ?? {}, categories),
      rounds,
    };
  });
}

export type NextInQueue = Pick<QueueLine, 'application' | 'actionId' | 'step'>;

/**
 * The step that follows another in a reviewer's queue and still waits for them: the next in the queue's order, from its
 * beginning again after the last. Null when nothing waits.
 */
export async function getNextInQueue(
  actor: Actor,
  filter: QueueFilter,
  from: NextInQueue,
): Promise<NextInQueue | null> {
  if (actor.kind !== 'person') return null;
  const at = now();
  return db.as(actor, async (tx) => {
    const asked = Prisma.sql`${waits} and ${passes({ ...filter, state: filter.state === 'read' ? 'read' : '' })}
      and m.id not in (select id from here)`;
    const follows = followsOf(filter.sort);
    const [found] = await tx.$queryRaw<NextInQueue[]>`
      with ${givenOf(actor.id, townsOf(actor), at)}, ${hereOf(from)},
      next as (
        select m.id from (
          select * from ${firstOf(filter.sort, Prisma.sql`${asked} and ${follows}`, 1)} later
          union all select * from ${firstOf(filter.sort, asked, 1)} first
        ) m order by ${follows} desc, ${orderOf(filter.sort)} limit 1
      )
      select application_id as application, action_id as "actionId", step from submitted_steps
      where id in (select id from next)`;
    return found ?? null;
  });
}
