import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/can';
import { db, type Tx } from '@/lib/db/db';
import { Prisma } from '@/lib/db/generated/client';
import { notFound } from '@/lib/errors';
import { actionName, findAction } from '@/lib/rulebook/find';
import type { Rulebook } from '@/lib/rulebook/schema';
import { contentsOf, publishedRulebooks } from '@/lib/services/rulebooks/published-rulebooks';
import { eventKinds, eventText } from '@/lib/workflow/event-words';

const word = z.string().trim().max(100).catch('').default('');
const day = z.iso.date().or(z.literal('')).catch('').default('');

/** What the record is narrowed to, as it stands in the address; anything odd is read as no filter. */
export const recordFilter = z.object({
  /** Parts of names. */
  town: word,
  person: word,
  kind: z
    .enum(['', ...eventKinds])
    .catch('')
    .default(''),
  /** Days on the calendar of Connecticut, both included. */
  from: day,
  to: day,
});
export type RecordFilter = z.output<typeof recordFilter>;

export type RecordEntry = {
  id: string;
  when: Date;
  /** Null for the portal itself. */
  who: string | null;
  town: { name: string; slug: string } | null;
  application: string | null;
  text: string;
  /** Number in its town's chain, or the program's. */
  number: number;
};
export type Check = { kind: string; at: Date; ok: boolean; events: number; finding: string | null };
export type RecordPage = { entries: RecordEntry[]; next: string | null; checks: Check[] };

type Row = {
  id: string;
  at: Date;
  kind: string;
  details: Record<string, unknown>;
  number: bigint;
  application_id: string | null;
  /** Of the application. */
  rulebook: string | null;
  hash: string | null;
  who: string | null;
  /** Whose account it was about, if anybody’s. */
  whom: string | null;
  town: string | null;
  slug: string | null;
};

const part = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** What actions are called, in the first of the rulebooks that has them. */
const titleIn = (rulebooks: readonly Rulebook[]) => (id: string) => {
  const action = rulebooks.map((rulebook) => findAction(rulebook, id)).find((one) => one !== undefined);
  return action ? actionName(action) : 'an action';
};

/** How each entry calls actions: as its application's own rulebook does, or as the newest that knows them. */
async function titles(tx: Tx, rows: readonly Row[]): Promise<(row: Row) => (id: string) => string> {
  const named = new Map(rows.flatMap(({ rulebook: id, hash }) => (id && hash ? [[id, { id, hash }]] : [])));
  const contents = await contentsOf(tx, [...named.values()]);
  const own = new Map([...named.keys()].map((id, index) => [id, contents[index]!]));
  const every = await publishedRulebooks(tx);
  return ({ rulebook }) => titleIn([...(rulebook ? [own.get(rulebook)!] : []), ...every]);
}

function conditions({ town, person, kind, from, to }: RecordFilter, after: string | undefined): Prisma.Sql {
  const parts = [
    town && Prisma.sql`e.town_id in (select id from towns where name ilike ${part(town)})`,
    // What was done before anybody was signed in is about a person, and theirs.
    person &&
      Prisma.sql`coalesce(e.actor_id::text, e.details ->> 'person') in (select id::text from users where name ilike ${part(person)})`,
    kind && Prisma.sql`e.kind = ${kind}`,
    from && Prisma.sql`e.at >= ${from}::date::timestamp at time zone 'America/New_York'`,
    to && Prisma.sql`e.at < (${to}::date + 1)::timestamp at time zone 'America/New_York'`,
    after && Prisma.sql`(e.at, e.id) < (select at, id from events where id = ${after}::uuid)`,
  ].filter((condition) => condition !== undefined && condition !== '');
  return parts.length > 0 ? Prisma.sql`where ${Prisma.join(parts as Prisma.Sql[], ' and ')}` : Prisma.empty;
}

/** Entries of the record after one of them, newest first. */
export async function readEntries(
  tx: Tx,
  filter: RecordFilter,
  after: string | undefined,
  size: number,
): Promise<RecordEntry[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select e.id, e.at, e.kind, e.details, e.number, e.application_id, b.id as rulebook, b.hash,
      coalesce(u.name, w.name) as who, w.name as whom, t.name as town, t.slug
    from events e left join users u on u.id = e.actor_id left join towns t on t.id = e.town_id
      left join users w on w.id::text = e.details ->> 'person'
      left join applications a on a.id = e.application_id left join rulebooks b on b.id = a.rulebook_id
    ${conditions(filter, after)}
    order by e.at desc, e.id desc limit ${size}`;
  const titlesOf = await titles(tx, rows);
  return rows.map((row) => ({
    id: row.id,
    when: row.at,
    who: row.who,
    town: row.town && row.slug ? { name: row.town, slug: row.slug } : null,
    application: row.application_id,
    text: eventText(row.kind, { ...row.details, whom: row.whom }, titlesOf(row)),
    number: Number(row.number),
  }));
}

const size = 50;

/**
 * The record of everything, newest first, 50 entries a page, and how the last verification and seal went. Coordinators
 * only. A constant number of queries, however much there is.
 */
export async function listRecord(actor: Actor, filter: RecordFilter, asked?: string): Promise<RecordPage> {
  if (can(actor, 'record.read').ok !== true) throw notFound();
  const after = z.uuid().safeParse(asked).data;
  return db.as(actor, async (tx) => {
    const found = await readEntries(tx, filter, after, size + 1);
    const checks = await tx.$queryRaw<(Omit<Check, 'events'> & { events: bigint })[]>`
      select distinct on (kind) kind, at, ok, events, finding from audit_checks order by kind, at desc, id desc`;
    const entries = found.slice(0, size);
    return {
      entries,
      next: found.length > size ? (entries.at(-1)?.id ?? null) : null,
      checks: checks.map((check) => ({ ...check, events: Number(check.events) })),
    };
  });
}
