import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { migrate } from '@/scripts/migrate.mjs';
import { preparePortalRole } from '@/scripts/portal-role.mjs';

/* A PostgreSQL of the operator's own: the owner of the tables is no superuser, and may or may not make roles. */

const mark = randomBytes(4).toString('hex');
const database = `own_${mark}`;
const [owner, poor, made] = [`owner_${mark}`, `poor_${mark}`, `portal_${mark}`];
const password = () => 'for tests only';

const at = (user: string) =>
  Object.assign(new URL(inject('postgresUrl')), {
    username: user,
    password: password(),
    pathname: `/${database}`,
  }).toString();
async function query(url: string, ...statements: string[]): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let result = await client.query('select 1');
    for (const statement of statements) result = await client.query(statement);
    return result;
  } finally {
    await client.end();
  }
}
const asServer = (...statements: string[]) => query(inject('postgresUrl'), ...statements);
const login = (name: string, rights = '') => `create role ${name} login ${rights} password '${password()}'`;

beforeAll(async () => {
  await asServer(login(owner, 'createrole'), login(poor), login(made), `create database ${database} owner ${owner}`);
  await migrate(at(owner));
});

afterAll(async () => {
  await asServer(`drop database ${database} with (force)`);
  for (const name of [owner, poor, made, `${database}_app`]) await asServer(`drop role if exists ${name}`);
});

const lists = `insert into towns (id, slug, name, county, council) values (gen_random_uuid(), random()::text, 'A', 'B', 'C')`;
const asSystem = `select set_config('app.roles', 'system', false)`;

describe('with a PostgreSQL of the operator’s own', () => {
  it('the owner makes the portal’s role, named for the database; again changes nothing', async () => {
    const url = await preparePortalRole(at(owner), { password });
    expect(new URL(url).username).toBe(`${database}_app`);
    expect(await preparePortalRole(at(owner), { password })).toBe(url);
    expect((await query(url, asSystem, lists)).rowCount).toBe(1);
    expect((await query(url, 'select from towns')).rowCount).toBe(0);
    await expect(query(url, 'create table mine ()')).rejects.toThrow('permission denied');
    await expect(query(url, 'alter table towns disable row level security')).rejects.toThrow('must be owner');
  });

  it('the walls hold for the owner too, who says so to pass them', async () => {
    expect((await query(at(owner), 'select from towns')).rowCount).toBe(0);
    expect((await query(at(owner), asSystem, 'select from towns')).rowCount).toBeGreaterThan(0);
  });

  it('takes the role an operator made', async () => {
    const url = await preparePortalRole(at(owner), { given: at(made) });
    expect(url).toBe(at(made));
    expect((await query(url, asSystem, lists)).rowCount).toBe(1);
  });

  it.each([
    ['the owner itself', () => at(owner), 'owns tables, is a superuser or passes row-level security by'],
    [
      'a superuser',
      () => Object.assign(new URL(inject('postgresUrl')), { pathname: `/${database}` }).toString(),
      'owns tables',
    ],
    ['one that is not there', () => at('nobody_there'), 'refuses the user "nobody_there" of APP_DATABASE_URL'],
  ])('refuses %s as the portal’s role, in one sentence', async (_, given, sentence) => {
    await expect(preparePortalRole(at(owner), { given: given() })).rejects.toThrow(sentence);
  });

  it('says what to do when the owner may make no roles', async () => {
    await asServer(`alter role ${owner} nocreaterole`);
    await expect(preparePortalRole(at(owner), { password: () => 'another' })).rejects.toThrow(
      /may not make the portal’s own user .* name it in APP_DATABASE_URL/,
    );
  });
});
