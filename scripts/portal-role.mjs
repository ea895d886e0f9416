import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { connect } from './database.mjs';
import { Failure } from './failure.mjs';
import { dataFolder } from './paths.mjs';
import { portalGrants } from './portal-grants.mjs';

/*
 * The role the portal works as: it logs in, owns nothing and passes no row-level security by. The owner of the tables
 * migrates them and gives it its rights, anew at every start.
 */

/**
 * Makes the portal's role ready in the migrated database at `url`, which is the owner's, and returns the URL of the
 * portal's own connections. `given` is that URL where an operator made the role; otherwise the role is made here, with the
 * password `password`, and named for the database unless there is a `name`.
 * @param {string} url
 * @param {{ given?: string, name?: string, password?: () => string }} [options]
 */
export async function preparePortalRole(url, { given, name, password = keptPassword } = {}) {
  const client = await connect(url);
  try {
    await client.query('select pg_advisory_lock(72707370)');
    const own = given ?? (await ownUrl(client, url, name, password));
    const role = await signsInAs(own, given ? 'APP_DATABASE_URL' : 'DATABASE_URL');
    await checkRole(client, role);
    await giveRights(client, role);
    return own;
  } finally {
    await client.end();
  }
}

/** The password of the role that this folder's portal made, kept beside the embedded database's own. */
function keptPassword() {
  const file = path.join(dataFolder, 'portal.password');
  if (!fs.existsSync(file)) fs.writeFileSync(file, crypto.randomBytes(24).toString('base64url'), { mode: 0o600 });
  return fs.readFileSync(file, 'utf8').trim();
}

async function ownUrl(client, url, wanted, password) {
  const { rows } = await client.query('select current_database() as database, current_user as owner');
  const name = wanted ?? `${rows[0].database}_app`.slice(0, 63);
  await makeRole(client, { name, password: password(), owner: rows[0].owner });
  const own = new URL(url);
  Object.assign(own, { username: encodeURIComponent(name), password: encodeURIComponent(password()) });
  return own.toString();
}

/** The role that connections at `url` work as. */
async function signsInAs(url, name) {
  const client = await connect(url, name);
  try {
    return (await client.query('select current_user as role')).rows[0].role;
  } finally {
    await client.end();
  }
}

async function makeRole(client, { name, password, owner }) {
  const found = await client.query('select from pg_roles where rolname = $1', [name]);
  const verb = found.rowCount === 0 ? 'create' : 'alter';
  try {
    await client.query(
      `${verb} role ${client.escapeIdentifier(name)} login password ${client.escapeLiteral(password)}`,
    );
  } catch (error) {
    if (error.code !== '42501') throw error;
    throw new Failure(
      `The user "${owner}" of DATABASE_URL may not make the portal’s own user "${name}". Make one that may log in, owns nothing and is no superuser, and name it in APP_DATABASE_URL.`,
      { cause: error },
    );
  }
}

/** Refuses a role that row-level security would not hold for. */
async function checkRole(client, role) {
  const { rows } = await client.query(
    `select rolsuper or rolbypassrls or pg_has_role(oid, current_user, 'member') or exists (
       select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relowner = r.oid
     ) as above
     from pg_roles r where rolname = $1`,
    [role],
  );
  if (rows[0].above)
    throw new Failure(
      `The user "${role}" of APP_DATABASE_URL owns tables, is a superuser or passes row-level security by. Name one that only logs in.`,
    );
}

/** Takes every right from the role and gives it those it needs, in one transaction. */
async function giveRights(client, role) {
  const to = client.escapeIdentifier(role);
  const { rows } = await client.query(`select tablename as name from pg_tables where schemaname = 'public'`);
  const present = new Set(rows.map(({ name }) => name));
  const statements = [
    `revoke all on all tables in schema public from public, ${to}`,
    `grant usage on schema public to ${to}`,
    ...Object.entries(portalGrants).flatMap(([table, rights]) =>
      present.has(table) ? [`grant ${rights} on ${client.escapeIdentifier(table)} to ${to}`] : [],
    ),
    ...(await queueRights(client, to)),
  ];
  await client.query(['begin', ...statements, 'commit'].join(';\n'));
}

/** The queue of jobs lies in a schema of its own and knows no towns: the portal works all of it, as its library asks. */
async function queueRights(client, to) {
  const { rows } = await client.query(
    `select format('%I.%I', schemaname, tablename) as name, rowsecurity as walled from pg_tables where schemaname = 'graphile_worker'`,
  );
  if (rows.length === 0) return [];
  return [
    `grant usage on schema graphile_worker to ${to}`,
    `grant select, insert, update, delete on all tables in schema graphile_worker to ${to}`,
    `grant usage on all sequences in schema graphile_worker to ${to}`,
    ...rows.flatMap(({ name, walled }) =>
      walled
        ? [`drop policy if exists portal on ${name}`, `create policy portal on ${name} to ${to} using (true)`]
        : [],
    ),
  ];
}
