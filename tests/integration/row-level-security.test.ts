import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor, Person } from '@/lib/access/actor';
import type { ApplicationStatus } from '@/lib/access/can';
import { publicActor, systemActor } from '@/lib/auth';
import { db, type Tx } from '@/lib/db/db';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';
import { fillTown } from '../support/walls-world';
import { makePerson, makeTown, makeWorld, type TownFixture, type World } from '../support/world';

await freshDatabase();

type Seen = { town: string | null }[];

/** Tables of towns whose rows everybody knows: that a town exists, is registered, certified and credited. */
const open = ['towns', 'registrations', 'certifications', 'credits'];
/** Every table with rows of towns, as the catalogue has them, and the column that names the town. */
let tables: { name: string; column: string }[];
let world: World;
/** Aldbrook is under review, Harrow Mills has a draft, Larkspur is certified, Quill was decided without a level. */
let towns: Record<'aldbrook' | 'harrow' | 'larkspur' | 'quill', TownFixture>;
let applications: Record<keyof typeof towns, string>;
let people: World['people'] & Record<'nowhere' | 'ownReviewer', Person>;

const asOwner = <T>(sql: string) => prisma().$queryRawUnsafe<T[]>(sql);
const withTown = `
  select c.relname as name, case c.relname when 'towns' then 'id' else 'town_id' end as column
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and (c.relname = 'towns' or exists (
    select from pg_attribute a where a.attrelid = c.oid and a.attname in ('town_id', 'town') and not a.attisdropped))
  order by 1`;

beforeAll(async () => {
  world = await makeWorld();
  tables = await asOwner(withTown);
  const by = world.people.coordinator.id;
  towns = {
    aldbrook: world.aldbrook,
    harrow: world.harrow,
    larkspur: await makeTown('Larkspur', by),
    quill: await makeTown('Quill', by),
  };
  people = {
    ...world.people,
    nowhere: await makePerson('Nell Nowhere'),
    ownReviewer: await makePerson('Olga Own', { role: 'reviewer' }, { role: 'viewer', townId: towns.quill.id }),
  };
  for (const town of [towns.larkspur, towns.quill])
    await makePerson(`Con Tact of ${town.name}`, { role: 'contact', townId: town.id });
  const reviewer = people.reviewer.id;
  applications = {
    aldbrook: await fillTown(world, towns.aldbrook, { status: 'in_review', round: 1, reviewer }),
    harrow: await fillTown(world, towns.harrow, { status: 'draft', round: 0, reviewer }),
    larkspur: await fillTown(world, towns.larkspur, { status: 'decided', round: 1, certified: true }),
    quill: await fillTown(world, towns.quill, { status: 'decided', round: 1, reviewer: people.ownReviewer.id }),
  };
}, 60_000);

/** The towns whose rows of a table an actor sees with no condition at all. */
async function seen(actor: Actor, { name, column }: (typeof tables)[number]): Promise<string[]> {
  const rows = await db.as(actor, (tx) => tx.$queryRawUnsafe<Seen>(`select ${column}::text as town from ${name}`));
  const names = new Map(Object.entries(towns).map(([key, town]) => [town.id, key]));
  return [...new Set(rows.flatMap(({ town }) => (town ? [names.get(town) ?? town] : [])))].sort();
}

const all = ['aldbrook', 'harrow', 'larkspur', 'quill'];
/** A reviewer's own rows, before there is anything to read. */
const draft = ['assignments', 'handovers', 'second_readings'];
/** Not a reviewer's, whoever they review. */
const closed = ['invitations', 'presences', 'conflicts', 'decision_letters'];
/** The program's alone: the town learns of reviews when they are sent. */
const staff = ['conflicts', 'handovers', 'second_readings', 'submitted_steps'];
const ofTown =
  (...mine: string[]) =>
  (table: string) =>
    staff.includes(table) ? [] : mine;
type Expected = string[] | ((table: string) => string[]);
const actors: [string, () => Actor, Expected][] = [
  ['a viewer', () => people.viewer, ofTown('aldbrook')],
  ['an editor', () => people.editor, ofTown('aldbrook')],
  ['a contact', () => people.contact, ofTown('aldbrook')],
  ['the contact of another town', () => people.stranger, ofTown('harrow')],
  ['a regional helper', () => people.helper, ofTown('aldbrook', 'harrow')],
  [
    'a reviewer, from submitted on',
    () => people.reviewer,
    (table) => (closed.includes(table) ? [] : draft.includes(table) ? ['aldbrook', 'harrow'] : ['aldbrook']),
  ],
  [
    'a reviewer in their own town, with their own rows',
    () => people.ownReviewer,
    (table) => (draft.includes(table) ? ['quill'] : ofTown('quill')(table)),
  ],
  ['somebody who belongs nowhere', () => people.nowhere, []],
  ['a coordinator', () => people.coordinator, (table) => (table === 'presences' ? [] : all)],
  ['the portal itself', () => systemActor, all],
  ['the public', () => publicActor, (table) => (['applications', 'snapshots'].includes(table) ? ['larkspur'] : [])],
];

describe('with no condition in the query, still no foreign row', () => {
  it('has rows of every town in every table, so that the rest proves something', async () => {
    for (const { name, column } of tables) {
      const rows = await asOwner<Seen[number]>(`select ${column}::text as town from ${name}`);
      const missing = Object.values(towns).filter(({ id }) => !rows.some(({ town }) => town === id));
      expect(missing, `add a row of ${name} to tests/support/walls-world.ts`).toEqual([]);
    }
  });

  it.each(actors)('%s', async (_, actor, expected) => {
    for (const table of tables) {
      const mine = typeof expected === 'function' ? expected(table.name) : expected;
      expect(await seen(actor(), table), table.name).toEqual(open.includes(table.name) ? all : mine);
    }
  });

  it('nobody at all: no actor set, no row in any table', async () => {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    try {
      const { rows } = await client.query<{ name: string }>(
        `select tablename as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations'
           and has_table_privilege(format('%I.%I', schemaname, tablename), 'select')`,
      );
      expect(rows.length).toBeGreaterThan(20);
      for (const { name } of rows)
        expect((await client.query(`select from ${client.escapeIdentifier(name)}`)).rowCount, name).toBe(0);
    } finally {
      await client.end();
    }
  });

  it('at the door: people, sessions and invitations, and nothing a town did', async () => {
    const reached = ['memberships', 'invitations', ...open];
    for (const { name } of tables) {
      const [row] = await db.atDoor((tx) =>
        tx.$queryRawUnsafe<{ rows: number }[]>(`select count(*)::int as rows from ${name}`),
      );
      expect(row!.rows > 0, name).toBe(reached.includes(name));
    }
  });

  it('the public reads no person, session or try, and of an application only what was decided and certified', async () => {
    const count = (table: string) =>
      db.as(publicActor, (tx) => tx.$queryRawUnsafe<{ rows: number }[]>(`select count(*)::int as rows from ${table}`));
    for (const table of ['users', 'sessions', 'sign_in_attempts', 'memberships'])
      expect(await count(table), table).toEqual([{ rows: 0 }]);
    const snapshots = await db.as(publicActor, (tx) => tx.snapshot.findMany({ select: { kind: true, townId: true } }));
    expect(snapshots).toEqual([{ kind: 'decided', townId: towns.larkspur.id }]);
  });

  it('a reviewer reads the evidence that is cited, not the library; the unsent ruling is theirs, not the town’s', async () => {
    const titles = (actor: Actor) =>
      db.as(actor, (tx) => tx.evidence.findMany({ select: { title: true }, orderBy: { title: 'asc' } }));
    const rulings = (actor: Actor) => db.as(actor, (tx) => tx.ruling.count());
    expect(await titles(people.reviewer)).toEqual([{ title: 'cited' }]);
    expect(await titles(people.viewer)).toEqual([{ title: 'cited' }, { title: 'uncited' }]);
    expect([await rulings(people.reviewer), await rulings(people.contact)]).toEqual([2, 1]);
  });

  it('a town reads of a change of its decision why once it is confirmed, and before only that there is one', async () => {
    const { aldbrook } = towns;
    const reasons = async (actor: Actor) =>
      (await db.as(actor, (tx) => tx.correction.findMany({ where: { townId: aldbrook.id } }))).map((one) => one.reason);
    for (const actor of [people.viewer, people.contact, people.helper])
      expect(await reasons(actor)).toEqual(['confirmed']);
    expect((await reasons(people.coordinator)).sort()).toEqual(['confirmed', 'refused', 'waits']);
    const notices = await db.as(people.viewer, (tx) => tx.correctionNotice.findMany({ orderBy: { confirmed: 'asc' } }));
    expect(notices.map(({ confirmed, settledAt }) => [confirmed, settledAt !== null])).toEqual([
      [false, true],
      [true, true],
      [null, false],
    ]);
    // The notice follows its correction, and nobody writes one.
    const open = { applicationId: applications.aldbrook, settledAt: null };
    await prisma().correction.updateMany({ where: open, data: { settledAt: new Date(), confirmed: false } });
    expect(await prisma().correctionNotice.count({ where: open })).toBe(0);
    const write = db.as(people.coordinator, (tx) => tx.$executeRaw`update correction_notices set confirmed = true`);
    await expect(write).rejects.toThrow(/permission denied/);
  });

  it('invitations to the program itself are for coordinators', async () => {
    const data = {
      email: 'x@example.org',
      role: 'reviewer' as const,
      createdAt: new Date(),
      expiresAt: new Date(),
    };
    await prisma().invitation.create({ data });
    const found = (actor: Actor) => db.as(actor, (tx) => tx.invitation.count({ where: { townId: null } }));
    expect([await found(people.coordinator), await found(people.contact), await found(people.reviewer)]).toEqual([
      1, 0, 0,
    ]);
  });
});

describe('writing', () => {
  const refused = { code: 'P2010', message: expect.stringMatching(/row-level security|permission denied/) as string };
  const run = (actor: Actor, sql: string) => db.as(actor, (tx: Tx) => tx.$executeRawUnsafe(sql));
  const where = (town: TownFixture) => `where town_id = '${town.id}'`;
  const stand = (status: ApplicationStatus) =>
    prisma().application.update({ where: { id: applications.aldbrook }, data: { status } });
  beforeEach(() => stand('returned'));

  it('changes only rows of the actor’s own towns, however wide the statement', async () => {
    const before = await asOwner<{ id: string }>(
      `select id from submissions where town_id <> '${towns.aldbrook.id}' and revision = 0`,
    );
    expect(await run(people.editor, 'update submissions set revision = 7')).toBe(1);
    expect(await run(people.editor, 'update evidence set title = title')).toBe(2);
    expect(await run(people.editor, 'delete from citations')).toBe(1);
    const after = await asOwner<{ id: string }>('select id from submissions where revision = 0');
    expect(after).toHaveLength(before.length);
    for (const actor of [people.reviewer, people.coordinator, people.viewer])
      await expect(run(actor, 'update submissions set revision = 8'), actor.name).rejects.toMatchObject(refused);
    for (const actor of [people.nowhere, publicActor])
      expect(await run(actor, 'update submissions set revision = 9')).toBe(0);
  });

  it.each([
    [
      'submissions',
      'application_id, town_id, action_id, created_at, updated_at',
      (a: string, t: string) => `'${a}', '${t}', 'x', now(), now()`,
    ],
    [
      'evidence',
      'town_id, kind, title, added_by_id, added_at',
      (_: string, t: string) => `'${t}', 'link', 'x', '${people.contact.id}', now()`,
    ],
    [
      'activity_claims',
      'town_id, identity, action_id, application_id',
      (a: string, t: string) => `'${t}', 'y', 'x', '${a}'`,
    ],
    [
      'events',
      'town_id, at, kind, actor_id',
      (_: string, t: string) => `'${t}', now(), 'answers.saved', '${people.contact.id}'`,
    ],
    [
      'invitations',
      'town_id, email, role, created_at, expires_at',
      (_: string, t: string) => `'${t}', 'x', 'viewer', now(), now()`,
    ],
  ])('puts no row of %s into a foreign town', async (table, columns, values) => {
    const insert = (town: keyof typeof towns) => {
      const id = ['activity_claims'].includes(table) ? '' : 'id, ';
      const value = id ? 'gen_random_uuid(), ' : '';
      return `insert into ${table} (${id}${columns}) values (${value}${values(applications[town], towns[town].id)})`;
    };
    await expect(run(people.contact, insert('harrow'))).rejects.toMatchObject(refused);
    expect(await run(people.contact, insert('aldbrook'))).toBe(1);
    await expect(run(people.viewer, insert('aldbrook'))).rejects.toMatchObject(refused);
  });

  it('moves no row into another town', async () => {
    await expect(run(people.helper, `update evidence set town_id = '${towns.quill.id}'`)).rejects.toMatchObject(
      refused,
    );
  });

  it('lets only a contact submit and nobody of a town decide', async () => {
    const set = (status: string) => `update applications set status = '${status}' ${where(towns.aldbrook)}`;
    await expect(run(people.editor, set('submitted'))).rejects.toMatchObject(refused);
    await expect(run(people.viewer, set('draft'))).rejects.toMatchObject(refused);
    for (const actor of [people.contact, people.reviewer])
      await expect(run(actor, set('decided')), actor.name).rejects.toMatchObject(refused);
    expect(await run(people.reviewer, set('in_review'))).toBe(1);
    expect(await run(people.otherReviewer, set('in_review'))).toBe(0);
  });

  it('makes nobody a member of the program or of another town', async () => {
    const give = (role: string, town: string | null) =>
      `insert into memberships (id, user_id, role, town_id, created_at)
       values (gen_random_uuid(), '${people.nowhere.id}', '${role}', ${town ? `'${town}'` : 'null'}, now())`;
    await expect(run(people.contact, give('coordinator', null))).rejects.toMatchObject(refused);
    await expect(run(people.contact, give('coordinator', towns.aldbrook.id))).rejects.toMatchObject(refused);
    await expect(run(people.contact, give('editor', towns.harrow.id))).rejects.toMatchObject(refused);
    await expect(run(people.editor, give('editor', towns.aldbrook.id))).rejects.toMatchObject(refused);
    const atDoor = (sql: string) => db.atDoor((tx) => tx.$executeRawUnsafe(sql));
    await expect(atDoor(give('coordinator', null))).rejects.toMatchObject(refused);
  });

  it('leaves records as they were written', async () => {
    for (const table of ['events', 'snapshots', 'rulings', 'certifications', 'credits', 'extensions', 'rulebooks'])
      await expect(run(systemActor, `delete from ${table}`), table).rejects.toMatchObject(refused);
    for (const change of [
      'events set kind = kind',
      'snapshots set round = round',
      'rulings set points = points',
      'rulebooks set hash = hash',
    ])
      await expect(run(systemActor, `update ${change}`), change).rejects.toMatchObject(refused);
    await expect(run(systemActor, 'truncate events')).rejects.toMatchObject(refused);
  });
});
