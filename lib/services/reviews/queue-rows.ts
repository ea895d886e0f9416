import { Prisma } from '@/lib/db/generated/client';
import type { QueueFilter, QueueSort, QueueState } from '@/lib/workflow/queue';

/* The statements a reviewer's queue is made of: each reads `mine`, the steps one reviewer was given. */

/** How many steps each choice of each filter would show. */
export type Counts = Partial<Record<'town' | 'category' | 'state' | 'due', Count[]>> & {
  all?: Partial<Record<QueueState, number>>;
};
type Count = { value: string; name: string | null; count: number };

/**
 * `mine`: the submitted steps of present rounds that a reviewer was given to rule on or to read again, without those of towns
 * they belong to. Row-level security keeps away what is shut to them besides.
 */
export const mineOf = (reviewer: string, towns: readonly string[], at: Date): Prisma.Sql => Prisma.sql`
  given as materialized (
    select application_id, bool_or(category is null and action_id is null) as whole,
      array_agg(category) filter (where action_id is null) as categories, array_agg(action_id) as actions
    from assignments where reviewer_id = ${reviewer}::uuid group by application_id
  ),
  reading as materialized (
    select distinct submission_id, step from second_readings where reader_id = ${reviewer}::uuid and given_at is null
  ),
  asked as materialized (
    select submission_id, step, min(deadline) as deadline from step_openings
    where kind = 'clarification' and sent_at is null and closed_at is null group by submission_id, step
  ),
  mine as materialized (
    select s.id, s.application_id, s.town_id, s.action_id, s.category, s.step, s.round, s.position, s.action, s.title,
      s.documented, s.submitted_at, coalesce(q.deadline, o.review_by) as review_by, t.name as town, t.slug, t.fictional, c.year,
      case when r.step is not null then 'read'
        when q.step is not null then 'asked' when s.ruled then 'ruled' else 'rule' end as state,
      case when coalesce(q.deadline, o.review_by) is null then 'none' when coalesce(q.deadline, o.review_by) < ${at}::timestamptz then 'over'
        when coalesce(q.deadline, o.review_by) < ${at}::timestamptz + interval '7 days' then 'week' else 'later' end as due
    from applications a
    join submitted_steps s on s.application_id = a.id and s.round = a.round
    left join given g on g.application_id = a.id
    join towns t on t.id = a.town_id
    join cycles c on c.id = a.cycle_id
    left join rounds o on o.cycle_id = a.cycle_id and o.number = a.round
    left join reading r on r.submission_id = s.submission_id and r.step = s.step
    left join asked q on q.submission_id = s.submission_id and q.step = s.step
    where a.status in ('submitted', 'in_review') and a.town_id <> all (${towns}::uuid[])
      and (g.whole or s.category = any (g.categories) or s.action_id = any (g.actions) or r.step is not null)
  )`;

const keys: Record<QueueSort, Prisma.Sql> = {
  age: Prisma.sql`m.submitted_at`,
  due: Prisma.sql`coalesce(m.review_by, 'infinity'::timestamptz)`,
  town: Prisma.sql`m.slug`,
  category: Prisma.sql`m.category`,
};

/** The order of the queue, what waits for its town last: no two steps of `mine` share a place in it. */
export const orderOf = (sort: QueueSort): Prisma.Sql =>
  Prisma.sql`m.state = 'asked', ${keys[sort]}, m.application_id, m.position`;

/** Whether a step of `mine` waits for the reviewer. */
export const waits = Prisma.sql`m.state in ('rule', 'read')`;

const kinds = {
  town: ({ town }: QueueFilter) => (town ? Prisma.sql`m.slug = ${town}` : Prisma.sql`true`),
  category: ({ category }: QueueFilter) =>
    category === null ? Prisma.sql`true` : Prisma.sql`m.category = ${category}`,
  state: ({ state }: QueueFilter) => (state ? Prisma.sql`m.state = ${state}` : Prisma.sql`m.state <> 'ruled'`),
  due: ({ due }: QueueFilter) => (due ? Prisma.sql`m.due = ${due}` : Prisma.sql`true`),
};
type Kind = keyof typeof kinds;

/** Whether a step of `mine` passes the filter, but for some kinds of it. */
export const passes = (filter: QueueFilter, ...but: Kind[]): Prisma.Sql =>
  Prisma.join(
    [
      ...(Object.keys(kinds) as Kind[]).filter((kind) => !but.includes(kind)).map((kind) => kinds[kind](filter)),
      Prisma.sql`true`,
    ],
    ' and ',
  );

/** `tallied`: the steps of `mine` counted by everything but their town, those of the filter's town apart; read once for all. */
export const tallied = (filter: QueueFilter): Prisma.Sql => Prisma.sql`
  tallied as materialized (
    select m.category, m.state, m.due, count(*)::int as total, (count(*) filter (where ${kinds.town(filter)}))::int as count
    from mine m group by m.category, m.state, m.due
  )`;

/**
 * Every choice of every filter with how many steps it would show beside the other filters, as one JSON object; and how many
 * steps of each state there are in all.
 */
export const countsOf = (filter: QueueFilter): Prisma.Sql => {
  const of = (kind: Exclude<Kind, 'town'>, value: Prisma.Sql) =>
    Prisma.sql`${kind}::text, (select json_agg(json_build_object('value', f.value, 'name', null, 'count', f.count))
      from (select ${value} as value, sum(m.count)::int as count from tallied m
        where ${passes(filter, kind, 'town')} group by 1 having sum(m.count) > 0) f)`;
  return Prisma.sql`json_build_object(
    'town', (select json_agg(json_build_object('value', f.slug, 'name', f.name, 'count', f.count))
      from (select m.slug, any_value(m.town) as name, count(*)::int as count from mine m
        where ${passes(filter, 'town')} group by m.slug) f),
    ${of('category', Prisma.sql`m.category::text`)}, ${of('state', Prisma.sql`m.state`)}, ${of('due', Prisma.sql`m.due`)},
    'all', (select json_object_agg(f.state, f.total)
      from (select m.state, sum(m.total)::int as total from tallied m group by m.state) f))`;
};
