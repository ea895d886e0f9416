import type { Page } from '@playwright/test';
import pg from 'pg';

type Person = { email: string };

async function change(sql: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  try {
    await client.query(sql, values);
  } finally {
    await client.end();
  }
}

const ofPerson = 'where user_id = (select user_id from emails where address = $1)';

/** Lets a person's sessions look unused for so many minutes: an hour cannot be waited for. */
export const leaveUnused = ({ email }: Person, minutes: number): Promise<void> =>
  change(`update sessions set last_seen_at = now() - make_interval(mins => $2) ${ofPerson}`, [email, minutes]);

/** Lets a person's sessions come to their last end in so many minutes. */
export const leaveOnly = ({ email }: Person, minutes: number): Promise<void> =>
  change(`update sessions set expires_at = now() + make_interval(mins => $2) ${ofPerson}`, [email, minutes]);

/** What a browser does when its tab is looked at again. */
export const lookAgain = (page: Page): Promise<void> =>
  page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
