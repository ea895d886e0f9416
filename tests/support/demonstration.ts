import pg from 'pg';
import type { TownKey } from '@/prisma/demonstration/towns';
import { towns } from '@/prisma/demonstration/towns';

/*
 * Where things of the demonstration are: ids are random, so the tests look them up by town and action. Nothing is
 * written here; what tests change, they change through the portal.
 */

async function only<T extends pg.QueryResultRow>(what: string, sql: string, values: unknown[]): Promise<T> {
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  try {
    const { rows } = await client.query<T>(sql, values);
    if (!rows[0]) throw new Error(`The demonstration has no ${what}`);
    return rows[0];
  } finally {
    await client.end();
  }
}

const id = async (what: string, sql: string, values: unknown[]) => (await only<{ id: string }>(what, sql, values)).id;

/** The id of a town's latest application. */
export const applicationOf = (town: TownKey): Promise<string> =>
  id(
    `application of ${town}`,
    `select a.id from applications a join towns t on t.id = a.town_id join cycles c on c.id = a.cycle_id
     where t.slug = $1 order by c.year desc`,
    [towns[town].slug],
  );

/** The page of a town's latest application, or one below it. */
export const applicationPath = async (town: TownKey, below = ''): Promise<string> =>
  `/applications/${await applicationOf(town)}${below}`;

/** The id of an action's submission in a town's latest application. */
export const submissionOf = async (town: TownKey, action: string): Promise<string> =>
  id(`${action} of ${town}`, `select id from submissions where application_id = $1 and action_id = $2`, [
    await applicationOf(town),
    action,
  ]);

/** The page of the latest appeal of a town. */
export const appealPath = async (town: TownKey): Promise<string> =>
  `/appeals/${await id(`appeal of ${town}`, 'select id from appeals where application_id = $1 order by filed_at desc', [
    await applicationOf(town),
  ])}`;

/** The id of the cycle towns apply in now. */
export const presentCycle = (): Promise<string> =>
  id('open cycle', 'select id from cycles where not closed order by year desc', []);

/** The id of the rulebook of that cycle. */
export const presentRulebook = (): Promise<string> =>
  id('rulebook', 'select rulebook_id as id from cycles where not closed order by year desc', []);

/** The town's id. */
export const townId = (town: TownKey): Promise<string> =>
  id(`town ${town}`, 'select id from towns where slug = $1', [towns[town].slug]);

/** The id of a person. */
export const personOf = ({ email }: { email: string }): Promise<string> =>
  id(`person with ${email}`, 'select user_id as id from emails where address = $1', [email]);
