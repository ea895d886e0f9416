import { describe, expect, it } from 'vitest';
import { portalGrants } from '@/scripts/portal-grants.mjs';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';

await freshDatabase();

const portal = new URL(process.env.DATABASE_URL!).username;
const ask = <T>(sql: string, ...values: unknown[]) => prisma().$queryRawUnsafe<T[]>(sql, ...values);

type Table = { name: string; town: boolean; forced: boolean; policies: number; commands: string; open: boolean };
const tables = await ask<Table>(
  `select c.relname as name,
     c.relname = 'towns' or exists (select from pg_attribute a
       where a.attrelid = c.oid and a.attname in ('town_id', 'town') and not a.attisdropped) as town,
     c.relrowsecurity and c.relforcerowsecurity as forced,
     (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
     (select coalesce(string_agg(distinct p.polcmd::text, ''), '') from pg_policy p where p.polrelid = c.oid) as commands,
     has_any_column_privilege($1, c.oid, 'select, insert, update') or has_table_privilege($1, c.oid, 'delete') as open
   from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1`,
  portal,
);

describe('the catalogue says that the walls stand', () => {
  it('every table with a town column has row-level security, forced, and policies', () => {
    const towns = tables.filter(({ town }) => town);
    expect(towns.length).toBeGreaterThan(15);
    const bare = towns.filter(({ forced, policies }) => !forced || policies === 0).map(({ name }) => name);
    expect(bare, 'write policies in a migration, as 20261125171000_row_level_security does').toEqual([]);
  });

  it('so does every other table that the portal can reach', () => {
    const bare = tables.filter(({ open, forced }) => open && !forced).map(({ name }) => name);
    // The heads of chains have their policies, and are moved by a trigger with their owner's rights.
    expect(bare).toEqual(['_prisma_migrations', 'event_chains']);
    expect(tables.find(({ name }) => name === 'event_chains')).toMatchObject({ policies: 1, commands: 'r' });
  });

  it('every table is either named in scripts/portal-grants.mjs or closed to the portal', () => {
    const named = Object.keys(portalGrants);
    expect(tables.filter(({ name, open }) => open && !named.includes(name))).toEqual([]);
    expect(named.filter((name) => !tables.some((table) => table.name === name))).toEqual([]);
  });

  it('no policy says yes to everybody', async () => {
    const lax = await ask<{ name: string }>(
      `select format('%s on %s', policyname, tablename) as name from pg_policies where schemaname = 'public'
         and not (coalesce(qual, with_check) ~ 'actor_' and coalesce(with_check, qual) ~ 'actor_')`,
    );
    expect(lax).toEqual([]);
  });
});

describe('the portal’s role', () => {
  it('is no superuser, bypasses nothing, makes nothing and is nobody else', async () => {
    const [role] = await ask<Record<string, boolean>>(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
         exists (select from pg_auth_members m where m.member = r.oid) as member,
         has_schema_privilege(rolname, 'public', 'create') as creates
       from pg_roles r where rolname = $1`,
      portal,
    );
    expect(Object.entries(role!).filter(([, is]) => is)).toEqual([]);
  });

  it('owns no table, function, type, schema or database', async () => {
    const owned = await ask(
      `select d.classid::regclass::text as kind, d.objid from pg_shdepend d join pg_roles r on r.oid = d.refobjid
       where r.rolname = $1 and d.deptype = 'o'`,
      portal,
    );
    expect(owned).toEqual([]);
  });

  it('has no right to empty, reference or trigger a table', async () => {
    const much = await ask(
      `select table_name, privilege_type from information_schema.table_privileges
       where grantee in ($1, 'PUBLIC') and table_schema = 'public' and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')`,
      portal,
    );
    expect(much).toEqual([]);
  });

  it('may change of records only whether a ruling was sent and an award ended, and delete none', async () => {
    const records = [
      'events',
      'snapshots',
      'rulings',
      'certifications',
      'credits',
      'extensions',
      'rulebooks',
      'audit_checks',
      'event_chains',
    ];
    const changes = await ask<{ change: string }>(
      `select table_name || '.' || column_name as change from information_schema.column_privileges
       where grantee = $1 and privilege_type = 'UPDATE' and table_name = any ($2)
       union select table_name || ' delete' from information_schema.table_privileges
       where grantee = $1 and privilege_type = 'DELETE' and table_name = any ($2)`,
      portal,
      records,
    );
    expect(changes.map((one) => one.change).sort()).toEqual([
      'certifications.ended_as',
      'certifications.ended_at',
      'credits.ended_at',
      'rulings.sent_at',
    ]);
  });
});
