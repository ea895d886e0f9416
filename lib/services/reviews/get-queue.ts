import { z } from 'zod';
import { townsOf, type Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { Prisma } from '@/lib/db/generated/client';
import { shippedRulebooks } from '@/lib/rulebook/published';
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
import { countsOf, mineOf, orderOf, passes, tallied, waits, type Counts } from './queue-rows';

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
type Read = { rows: Row[] | null; counts: Counts };

const nothing = (filter: QueueFilter): QueueView => ({
  filter,
  lines: [],
  next: null,
  shown: 0,
  waiting: 0,
  counts: { town: [], category: [], state: [], due: [] },
  rounds: [],
});

function choices(counts: Counts): QueueView['counts'] {
  const categories = new Map(shippedRulebooks.at(-1)?.categories.map((one) => [one.number, one.name]));
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
    const mine = mineOf(actor.id, townsOf(actor), at);
    const order = orderOf(filter.sort);
    const [read] = await tx.$queryRaw<Read[]>`
      with ${mine}, ${tallied(filter)},
      page as (
        select m.* from mine m where ${passes(filter)}
          and ${after ? Prisma.sql`coalesce((${order}) > (select ${order} from mine m where m.id = ${after}::uuid), true)` : Prisma.sql`true`}
        order by ${order} limit ${size + 1}
      )
      select
        (select json_agg(json_build_object('id', m.id, 'application', m.application_id, 'year', m.year, 'round', m.round,
          'town', json_build_object('id', m.town_id, 'slug', m.slug, 'name', m.town, 'fictional', m.fictional),
          'actionId', m.action_id, 'action', m.action, 'step', m.step, 'title', m.title, 'category', m.category,
          'documented', m.documented, 'submittedAt', m.submitted_at, 'reviewBy', m.review_by, 'state', m.state)
          order by ${order}) from page m) as rows,
        ${countsOf(filter)} as counts`;
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
      counts: choices(read?.counts ?? {}),
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
    const order = orderOf(filter.sort);
    const [found] = await tx.$queryRaw<NextInQueue[]>`
      with ${mineOf(actor.id, townsOf(actor), at)},
      here as (select m.* from mine m where m.application_id = ${from.application}::uuid
        and m.action_id = ${from.actionId} and m.step = ${from.step})
      select m.application_id as application, m.action_id as "actionId", m.step from mine m
      where ${waits} and ${passes({ ...filter, state: filter.state === 'read' ? 'read' : '' })}
        and m.id not in (select id from here)
      order by coalesce((${order}) > (select ${order} from here m), true) desc, ${order} limit 1`;
    return found ?? null;
  });
}
