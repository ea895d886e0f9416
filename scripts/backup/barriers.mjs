import { nameOf } from './catalogue.mjs';

const modes = { O: 'ENABLE', R: 'ENABLE REPLICA', A: 'ENABLE ALWAYS' };

/**
 * What guards tables against their owner: rules for rows and triggers. `lower` sets them aside inside the transaction in
 * which a backup is put back, and `raise` puts each back as it was; if the transaction fails, they never moved.
 */
export async function barriers(client, tables) {
  const names = tables.map(({ name }) => name);
  const { rows: forced } = await client.query(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relforcerowsecurity AND relname = ANY($1)`,
    [names],
  );
  const { rows: triggers } = await client.query(
    `SELECT c.relname AS name, quote_ident(t.tgname) AS trigger, t.tgenabled AS mode
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal AND t.tgenabled <> 'D' AND c.relname = ANY($1)`,
    [names],
  );
  const alter = (name, what) => client.query(`ALTER TABLE ${nameOf(name)} ${what}`);
  return {
    async lower() {
      for (const { name } of forced) await alter(name, 'NO FORCE ROW LEVEL SECURITY');
      for (const { name, trigger } of triggers) await alter(name, `DISABLE TRIGGER ${trigger}`);
    },
    async raise() {
      for (const { name, trigger, mode } of triggers) await alter(name, `${modes[mode]} TRIGGER ${trigger}`);
      for (const { name } of forced) await alter(name, 'FORCE ROW LEVEL SECURITY');
    },
  };
}
