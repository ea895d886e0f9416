import pg from 'pg';
import { expect, test } from 'vitest';
import { publicActor } from '@/lib/auth';
import { hashPassword } from '@/lib/passwords';
import { signIn } from '@/lib/services/people/sign-in';
import { migrate } from '@/scripts/migrate.mjs';
import { freshDatabase } from '../support/database';
import { databaseBefore } from '../support/old-database';

const url = await freshDatabase();
const password = 'six quiet herons wade here';

test('passwords of before move into their own table and still open their accounts', async () => {
  const old = await databaseBefore(url, 'passwords_apart');
  const client = new pg.Client({ connectionString: old });
  await client.connect();
  await client.query(
    `insert into users (id, email, name, password_hash, created_at) values
       (gen_random_uuid(), 'known@reed.gov', 'Known', $1, '2025-05-01'),
       (gen_random_uuid(), 'elsewhere@reed.gov', 'Elsewhere', 'none', '2025-05-01'),
       (gen_random_uuid(), 'half@reed.gov', 'Half', '', '2025-05-01')`,
    [await hashPassword(password)],
  );
  await migrate(old);
  const { rows } = await client.query(
    'select e.address as email, p.hash from passwords p join emails e using (user_id)',
  );
  const { rows: columns } = await client.query(
    `select column_name as name from information_schema.columns where table_name = 'users' and column_name ~ 'pass'`,
  );
  await client.end();
  expect(rows).toEqual([{ email: 'known@reed.gov', hash: expect.stringMatching(/^\$argon2id\$/) as string }]);
  expect(columns).toEqual([]);

  process.env.DATABASE_URL = old;
  await expect(signIn(publicActor, { email: 'known@reed.gov', password })).resolves.toMatchObject({ next: '/home' });
  await expect(signIn(publicActor, { email: 'elsewhere@reed.gov', password: 'none' })).rejects.toThrow(/do not belong/);
});
