import { Prisma } from '@/lib/db/generated/client';
import { lastCategory } from '@/lib/rulebook/category-names';
import type { QueueFilter, QueueSort, QueueState } from '@/lib/workflow/queue';

/*
 * The statements a reviewer's queue is made of. What an application says of all its steps is found once for each (`given`); the
 * few steps that are read again or asked about have a state and a day of their own (`apart`). A page comes from applications in
 * their order and stops where it is full; only counts look at every step.
 */

/** How many steps each choice of each filter would show. */
export type Counts = Partial<Record<'town' | 'category' | 'state' | 'due', Count[]>> & {
  all?: Partial<Record<QueueState, number>>;
};
type Count = { value: string; name: string | null; count: number };

const week = 7 * 24 * 60 * 60 * 1000;

const dueOf = (day: Prisma.Sql, at: Date) => Prisma.sql`
  case when ${day} is null then 'none' when ${day} < ${at}::timestamptz then 'over'
    when ${day} < ${new Date(at.getTime() + week)}::timestamptz then 'week' else 'later' end`;

const isGiven = Prisma.sql`(p.whole or s.category = any (p.categories) or s.action_id = any (p.actions))`;

/**
 * `given`: the applications of present rounds in which a reviewer has something to rule on or to read again, without those of
 * towns they belong to. Row-level security keeps away what is shut to them besides. `apart`: their steps that are read again or
 * asked about.
 */
export const givenOf = (reviewer: string, towns: readonly string[], at: Date): Prisma.Sql => Prisma.sql`
  assigned as materialized (
    select application_id, bool_or(category is null and action_id is null) as whole,
      array_agg(category) filter (where action_id is null) as categories, array_agg(action_id) as actions
    from assignments where reviewer_id = ${reviewer}::uuid group by application_id
  ),
  reading as materialized (
    select distinct application_id, submission_id, step from second_readings
    where reader_id = ${reviewer}::uuid and given_at is null
  ),
  asked as materialized (
    select submission_id, step, min(deadline) as deadline from step_openings
    where kind = 'clarification' and sent_at is null and closed_at is null group by submission_id, step
  ),
  given as materialized (
    select a.id, a.town_id, a.rulebook_id, a.round, a.submitted_at, t.name as town, t.slug, t.fictional, c.year, o.review_by,
      coalesce(o.review_by, 'infinity') as day, ${dueOf(Prisma.sql`o.review_by`, at)} as due, g.whole, g.categories, g.actions
    from applications a
    join towns t on t.id = a.town_id
    join cycles c on c.id = a.cycle_id
    left join assigned g on g.application_id = a.id
    left join rounds o on o.cycle_id = a.cycle_id and o.number = a.round
    where a.status in ('submitted', 'in_review') and a.town_id <> all (${towns}::uuid[])
      and (g.application_id is not null or a.id in (select application_id from reading))
    order by a.id
  ),
  apart as materialized (
    select m.id, m.application_id, m.slug, m.submitted_at, m.review_by,
      coalesce(m.review_by, 'infinity') as day, m.category, m.position, m.state,
      ${dueOf(Prisma.sql`m.review_by`, at)} as due
    from (
      select s.id, p.id as application_id, p.slug, p.submitted_at, coalesce(q.deadline, p.review_by) as review_by,
        s.category, s.position, case when q.step is null then 'read' else 'asked' end as state
      from (select submission_id, step from reading union select submission_id, step from asked) one
      join submitted_steps s on s.submission_id = one.submission_id and s.step = one.step
      join given p on p.id = s.application_id and p.round = s.round
      left join reading r on r.submission_id = s.submission_id and r.step = s.step
      left join asked q on q.submission_id = s.submission_id and q.step = s.step
      where r.step is not null or ${isGiven}
    ) m
  )`;

/** Steps that are not apart, as their applications say. */
const plainOf = (steps: Prisma.Sql) => Prisma.sql`
  select s.id, p.id as application_id, p.slug, p.submitted_at, p.review_by, p.day, s.category, s.position,
    case when s.ruled then 'ruled' else 'rule' end as state, p.due
  from ${steps} where ${isGiven} and s.id not in (select id from apart)`;
const plain = plainOf(Prisma.sql`given p join submitted_steps s on s.application_id = p.id and s.round = p.round`);
/** The same, looked up for one application after the other: whoever wants the first few does not read the rest. */
const plainInTurn = (key: Prisma.Sql, only = Prisma.sql`true`) =>
  plainOf(Prisma.sql`(select m.* from given m order by ${key}, m.id offset 0) p cross join lateral (
    select * from submitted_steps s where s.application_id = p.id and s.round = p.round and ${only} offset 0) s`);

/** `c`: every category there can be, in order. */
const categories = Prisma.sql`(
  select category from generate_series(1, ${lastCategory}::int) category order by category offset 0) c`;

/** All steps of the queue, as a table to read from. */
export const mine = Prisma.sql`(${plain} union all select * from apart)`;

/** `here`: one step of the queue, by its id or its place. */
export const hereOf = (step: { id: string } | { application: string; actionId: string; step: string }): Prisma.Sql => {
  const found =
    'id' in step
      ? Prisma.sql`id = ${step.id}::uuid`
      : Prisma.sql`application_id = ${step.application}::uuid and action_id = ${step.actionId} and step = ${step.step}`;
  return Prisma.sql`here as materialized (
    select m.* from ${mine} m where m.id = any (array(select id from submitted_steps where ${found})))`;
};

const keys: Record<QueueSort, Prisma.Sql> = {
  age: Prisma.sql`m.submitted_at`,
  due: Prisma.sql`m.day`,
  town: Prisma.sql`m.slug`,
  category: Prisma.sql`m.category`,
};

/** The order of the queue, what waits for its town last: no two steps share a place in it. */
export const orderOf = (sort: QueueSort): Prisma.Sql =>
  Prisma.sql`m.state = 'asked', ${keys[sort]}, m.application_id, m.position`;

/** Whether a step comes after `here`; any does where that is none of the queue. */
export const followsOf = (sort: QueueSort): Prisma.Sql =>
  Prisma.sql`coalesce((${orderOf(sort)}) > (select ${orderOf(sort)} from here m), true)`;

/**
 * The first plain steps; by category the first of each, one category after the other until there are enough, since an
 * application has steps of several.
 */
const firstPlain = (sort: QueueSort, condition: Prisma.Sql, size: number): Prisma.Sql =>
  sort === 'category'
    ? Prisma.sql`select m.* from ${categories} cross join lateral (
        select m.* from (${plainInTurn(Prisma.sql`m.id`, Prisma.sql`s.category = c.category`)}) m where ${condition}
        order by m.application_id, m.position limit ${size}) m
      order by c.category, m.application_id, m.position limit ${size}`
    : Prisma.sql`select m.* from (${plainInTurn(keys[sort])}) m where ${condition}
      order by ${keys[sort]}, m.application_id, m.position limit ${size}`;

/** The first steps that a condition lets through, in order, as a table to read from. */
export const firstOf = (sort: QueueSort, condition: Prisma.Sql, size: number): Prisma.Sql => Prisma.sql`(
  select m.* from (
    (${firstPlain(sort, condition, size)})
    union all (select m.* from apart m where ${condition})
  ) m order by ${orderOf(sort)} limit ${size})`;

/** Whether a step waits for the reviewer. */
export const waits = Prisma.sql`m.state in ('rule', 'read')`;

const kinds = {
  town: ({ town }: QueueFilter) => (town ? Prisma.sql`m.slug = ${town}` : Prisma.sql`true`),
  category: ({ category }: QueueFilter) =>
    category === null ? Prisma.sql`true` : Prisma.sql`m.category = ${category}`,
  state: ({ state }: QueueFilter) => (state ? Prisma.sql`m.state = ${state}` : Prisma.sql`m.state <> 'ruled'`),
  due: ({ due }: QueueFilter) => (due ? Prisma.sql`m.due = ${due}` : Prisma.sql`true`),
};
type Kind = keyof typeof kinds;

/** Whether a step passes the filter, but for some kinds of it. */
export const passes = (filter: QueueFilter, ...but: Kind[]): Prisma.Sql =>
  Prisma.join(
    [
      ...(Object.keys(kinds) as Kind[]).filter((kind) => !but.includes(kind)).map((kind) => kinds[kind](filter)),
      Prisma.sql`true`,
    ],
    ' and ',
  );

/** `tallied`: the steps counted by town, and by everything else, in one reading. */
export const tallied = (filter: QueueFilter): Prisma.Sql => Prisma.sql`
  tallied as materialized (
    select m.slug, m.category, m.state, m.due, count(*)::int as total,
      (count(*) filter (where ${kinds.town(filter)}))::int as count,
      (count(*) filter (where ${passes(filter, 'town')}))::int as beside
    from ${mine} m group by grouping sets ((m.slug), (m.category, m.state, m.due))
  )`;

/**
 * Every choice of every filter with how many steps it would show beside the other filters, as one JSON object; and how many
 * steps of each state there are in all.
 */
export const countsOf = (filter: QueueFilter): Prisma.Sql => {
  const of = (kind: Exclude<Kind, 'town'>, value: Prisma.Sql) =>
    Prisma.sql`${kind}::text, (select json_agg(json_build_object('value', f.value, 'name', null, 'count', f.count))
      from (select ${value} as value, sum(m.count)::int as count from tallied m
        where m.slug is null and ${passes(filter, kind, 'town')} group by 1 having sum(m.count) > 0) f)`;
  return Prisma.sql`json_build_object(
    'town', (select json_agg(json_build_object('value', m.slug, 'name', p.town, 'count', m.beside))
      from tallied m join (select distinct slug, town from given) p on p.slug = m.slug where m.beside > 0),
    ${of('category', Prisma.sql`m.category::text`)}, ${of('state', Prisma.sql`m.state`)}, ${of('due', Prisma.sql`m.due`)},
    'all', (select json_object_agg(f.state, f.total)
      from (select m.state, sum(m.total)::int as total from tallied m where m.slug is null group by m.state) f))`;
};
