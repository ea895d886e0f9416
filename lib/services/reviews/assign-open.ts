import type { Tx } from '@/lib/db/db';
import { townRoles } from '@/lib/access/actor';
import type { Parcel, Reader } from '@/lib/workflow/assign-plan';
import type { TownRef } from '@/lib/workflow/views';
import type { ReviewerRow } from './assign-people';

/** The steps of one action of an application that wait for a ruling, and who was given them and may still read them. */
export type OpenAction = {
  application: string;
  town: TownRef;
  year: number;
  round: number;
  category: number;
  action: string;
  name: string;
  steps: number;
  submittedAt: Date;
  readers: string[];
  /** Whether anybody was ever given anything else of the application that still counts. */
  shared: boolean;
};

/**
 * Everything that waits for a ruling, action by action, in one statement. Whoever belongs to the town or declared a conflict
 * counts as no reader, and neither does somebody who is no active reviewer any more. For coordinators.
 */
export async function loadOpen(tx: Tx): Promise<OpenAction[]> {
  return tx.$queryRaw<OpenAction[]>`
    with given as (
      select g.* from assignments g
      where exists (select from memberships m join users u on u.id = m.user_id and u.disabled_at is null
          where m.user_id = g.reviewer_id and m.role = 'reviewer')
        and not exists (select from memberships m where m.user_id = g.reviewer_id and m.town_id = g.town_id
          and m.role::text = any (${[...townRoles]}::text[]))
        and not exists (select from conflicts c where c.reviewer_id = g.reviewer_id and c.town_id = g.town_id
          and c.lifted_at is null)
    )
    select a.id as application, c.year, a.round, s.category, s.action_id as action, min(s.action) as name,
      json_build_object('id', t.id, 'slug', t.slug, 'name', t.name, 'fictional', t.fictional) as town,
      count(distinct s.id)::int as steps, min(s.submitted_at) as "submittedAt",
      coalesce(array_agg(distinct g.reviewer_id::text) filter (where g.id is not null), '{}') as readers,
      exists (select from given o where o.application_id = a.id) as shared
    from applications a
    join submitted_steps s on s.application_id = a.id and s.round = a.round and not s.ruled
    join towns t on t.id = a.town_id
    join cycles c on c.id = a.cycle_id
    left join given g on g.application_id = a.id
      and (g.action_id = s.action_id or g.action_id is null and (g.category is null or g.category = s.category))
    where a.status in ('submitted', 'in_review')
    group by a.id, c.year, t.id, s.category, s.action_id
    order by min(s.submitted_at), a.id, s.category, min(s.position)`;
}

/**
 * Lets nobody else give work to reviewers, or end what they have, until the transaction ends: two at once would both find the
 * same steps free, and whoever has just left a town to others would be given it. Taken before any application is held.
 */
export async function lockAssigning(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('town green assigning'))`;
}

/** Steps that wait for each reviewer. */
export function loadsOf(open: readonly OpenAction[]): Map<string, number> {
  const loads = new Map<string, number>();
  for (const { readers, steps } of open) for (const id of readers) loads.set(id, (loads.get(id) ?? 0) + steps);
  return loads;
}

/** The reviewers as the rule sees them. */
export const readersFor = (reviewers: readonly ReviewerRow[], open: readonly OpenAction[]): Reader[] => {
  const loads = loadsOf(open);
  return reviewers.map(({ id, topics, shut }) => ({
    id,
    topics,
    shut: shut.map((one) => one.townId),
    load: loads.get(id) ?? 0,
  }));
};

/** What nobody reads yet, in parcels: a category of an application each, or only the actions of it that nobody has. */
export function parcelsOf(open: readonly OpenAction[]): Parcel[] {
  const groups = new Map<string, OpenAction[]>();
  for (const one of open) {
    const key = `${one.application} ${one.category}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const free = group.filter((one) => one.readers.length === 0);
    const [first] = free;
    if (!first) return [];
    return {
      application: first.application,
      town: first.town.id,
      category: first.category,
      actions: free.length < group.length ? free.map((one) => one.action) : [],
      steps: free.reduce((sum, one) => sum + one.steps, 0),
    };
  });
}

/** The parcels of each application as one, where nobody has anything of it: for somebody who is to read it whole. */
export function wholeParcels(open: readonly OpenAction[]): Parcel[] {
  const parts = parcelsOf(open);
  const shared = new Set(open.filter((one) => one.shared).map((one) => one.application));
  const whole = new Map<string, Parcel>();
  for (const part of parts.filter((one) => !shared.has(one.application))) {
    const one = whole.get(part.application) ?? { ...part, category: null, actions: [], steps: 0 };
    whole.set(part.application, { ...one, steps: one.steps + part.steps });
  }
  return [...whole.values(), ...parts.filter((one) => shared.has(one.application))];
}
