import { now } from '@/lib/clock';
import { prisma } from './owner';
import type { World } from './world';

/** Submissions of an application, as many as actions are put into each. */
const each = 10;

/**
 * Adds applications under review with so many submissions of one step each, straight into the database, in towns of their
 * own, every `share`-th application given whole to the reviewer. Each third application is in the second week of its wait.
 */
export async function fillQueue(world: World, submissions: number, reviewer: string, share = 1): Promise<void> {
  const applications = submissions / each;
  const coordinator = world.people.coordinator.id;
  const { cycle, rulebookId } = world;
  await prisma().$executeRaw`
    with made as (
      insert into towns (id, slug, name, county, council, fictional)
      select gen_random_uuid(), 'q-' || n, 'Queue Town ' || n, 'C', 'C', true
      from generate_series((select count(*) + 1 from towns), (select count(*) from towns) + ${applications}::int) n
      returning id
    ), filed as (
      insert into applications (id, town_id, cycle_id, rulebook_id, aim, status, round, created_at, submitted_at, status_since)
      select gen_random_uuid(), id, ${cycle.id}::uuid, ${rulebookId}::uuid, 'bronze', 'in_review', 1, at, at, at
      from (select id, ${now()}::timestamptz - (row_number() over () % 3) * interval '8 days' as at from made) m
      returning id, town_id, submitted_at
    ), answered as (
      insert into submissions (id, application_id, town_id, action_id, created_at, updated_at)
      select gen_random_uuid(), id, town_id, 'action-' || n, submitted_at, submitted_at
      from filed, generate_series(1, ${each}::int) n
      returning id, application_id, town_id, action_id
    ), given as (
      insert into assignments (id, application_id, town_id, reviewer_id, assigned_by_id, assigned_at)
      select gen_random_uuid(), id, town_id, ${reviewer}::uuid, ${coordinator}::uuid, submitted_at
      from (select *, row_number() over (order by id) as n from filed) f where n % ${share}::int = 0
    )
    insert into submitted_steps (id, application_id, town_id, submission_id, action_id, category, step, round, position,
      action, title, documented, submitted_at)
    select gen_random_uuid(), s.application_id, s.town_id, s.id, s.action_id, split_part(s.action_id, '-', 2)::int, '1', 1,
      split_part(s.action_id, '-', 2)::int, 'An action', 'A step', 10, f.submitted_at
    from answered s join filed f on f.id = s.application_id`;
  await prisma().$executeRawUnsafe('analyze');
}
