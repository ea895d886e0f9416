import fs from 'node:fs';

/** Whether another program is at work in this database as the owner or as the portal, which may read its migrations. */
export async function inUse(client) {
  const { rows } = await client.query(`
    SELECT count(*)::int AS others FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND coalesce(backend_type, 'client backend') = 'client backend'
      AND (usename = current_user OR usesysid IN (SELECT granted.grantee FROM pg_class c, aclexplode(c.relacl) granted
        WHERE c.oid = to_regclass('public._prisma_migrations')))`);
  return rows[0].others > 0;
}

const holdsFiles = (folder) =>
  fs.existsSync(folder) && fs.readdirSync(folder, { withFileTypes: true }).some((entry) => entry.isDirectory());

/** Whether nobody would miss what is there: no people in the database, and no files. */
export async function isEmpty(client, storage) {
  if (holdsFiles(storage)) return false;
  const { rows: known } = await client.query(`SELECT to_regclass('public.users') AS found`);
  if (!known[0].found) return true;
  await client.query(`SELECT set_config('app.roles', 'system', false)`);
  const { rows } = await client.query('SELECT EXISTS (SELECT FROM public.users) AS people');
  return !rows[0].people;
}

const mine = (id) => `NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = ${id} AND d.deptype IN ('e', 'a', 'i'))`;

/** One statement for everything the portal made in the schema `public`; what belongs to an extension stays. */
const drops = `
  SELECT format('DROP %s IF EXISTS %s CASCADE',
    CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
    c.oid::regclass) AS statement
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND ${mine('c.oid')}
  UNION ALL
  SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure)
  FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND ${mine('p.oid')}
  UNION ALL
  SELECT format('DROP TYPE IF EXISTS %s CASCADE', t.oid::regtype)
  FROM pg_type t WHERE t.typnamespace = 'public'::regnamespace AND t.typtype IN ('e', 'd') AND ${mine('t.oid')}`;

/** Takes everything of the portal's out of the database, its queue of jobs too, so that migrations begin anew. */
export async function clear(client) {
  const { rows } = await client.query(drops);
  await client.query('BEGIN');
  for (const { statement } of rows) await client.query(statement);
  await client.query('DROP SCHEMA IF EXISTS graphile_worker CASCADE');
  await client.query('COMMIT');
}
