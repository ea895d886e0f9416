import pg from 'pg';
import { expect, test } from 'vitest';
import { migrate } from '@/scripts/migrate.mjs';
import { freshDatabase } from '../support/database';
import { databaseBefore } from '../support/old-database';

/*
 * Migrations that carry rows along, each with rows of before. Those of the record and of passwords have files of their own.
 */

const url = await freshDatabase();
const at = '2025-05-01T09:00:00-04:00';
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Puts rows into a database as it was before a migration, brings it to the present, and asks. */
async function carried(migration: string, before: (client: pg.Client) => Promise<void>, ...questions: string[]) {
  const old = await databaseBefore(url, migration);
  const client = new pg.Client({ connectionString: old });
  await client.connect();
  try {
    await before(client);
    await migrate(old);
    const answers = [];
    for (const question of questions) answers.push((await client.query({ text: question, rowMode: 'array' })).rows);
    return answers;
  } finally {
    await client.end();
  }
}

test('secrets of second factors move apart, and recovery codes stay with those who have one', async () => {
  const answers = await carried(
    'factor_secrets_apart',
    async (client) => {
      for (const n of [1, 2, 3])
        await client.query('insert into users (id, email, name, created_at) values ($1, $2, $2, $3)', [
          id(n),
          `${n}`,
          at,
        ]);
      await client.query(
        `insert into second_factors (user_id, secret, since, last_step, offered, offered_to)
         values ($1, 'sealed', $3, 7, null, null), ($2, null, null, 0, 'offered', $4)`,
        [id(1), id(2), at, id(9)],
      );
      await client.query(
        `insert into recovery_codes (id, user_id, hash) values ($1, $4, 'one'), ($2, $4, 'two'), ($3, $5, 'of nobody’s factor')`,
        [id(11), id(12), id(13), id(1), id(3)],
      );
    },
    'select user_id, secret, offered, offered_to from factor_secrets order by user_id',
    'select user_id, since is not null, last_step from second_factors order by user_id',
    'select user_id, hash from recovery_codes order by hash',
    `select column_name from information_schema.columns where table_name = 'second_factors' and column_name ~ 'secret|offered'`,
  );
  expect(answers).toEqual([
    [
      [id(1), 'sealed', null, null],
      [id(2), null, 'offered', id(9)],
    ],
    [
      [id(1), true, 7],
      [id(2), false, 0],
    ],
    [
      [id(1), 'one'],
      [id(1), 'two'],
    ],
    [],
  ]);
});

test('addresses move apart, each to its person', async () => {
  const answers = await carried(
    'addresses_apart',
    async (client) => {
      for (const n of [1, 2])
        await client.query('insert into users (id, email, name, created_at) values ($1, $2, $3, $4)', [
          id(n),
          `person${n}@reed.gov`,
          `Person ${n}`,
          at,
        ]);
    },
    'select user_id, address from emails order by user_id',
    'select id, name from users order by id',
  );
  expect(answers).toEqual([
    [1, 2].map((n) => [id(n), `person${n}@reed.gov`]),
    [1, 2].map((n) => [id(n), `Person ${n}`]),
  ]);
});

test('what proves the links of invitations moves apart, and changes of decisions get their notices', async () => {
  const answers = await carried(
    'tokens_and_proposals_apart',
    async (client) => {
      await client.query(`select set_config('app.roles', 'system,door', false)`);
      await client.query(`insert into users (id, name, created_at) values ('${id(1)}', 'A', '${at}')`);
      await client.query(`insert into towns (id, slug, name, county, council) values ('${id(2)}', 'a', 'A', 'C', 'C')`);
      await client.query(
        `insert into rulebooks (id, program, year, version, hash, content) values ('${id(3)}', 'p', 2025, 1, 'h', '{}')`,
      );
      await client.query(
        `insert into cycles (id, year, name, rulebook_id, opens_at) values ('${id(4)}', 2025, 'C', '${id(3)}', '${at}')`,
      );
      await client.query(
        `insert into applications (id, town_id, cycle_id, rulebook_id, aim, status, round, created_at, status_since)
         values ('${id(5)}', '${id(2)}', '${id(4)}', '${id(3)}', 'bronze', 'decided', 1, '${at}', '${at}')`,
      );
      await client.query(
        `insert into invitations (id, token_hash, email, role, created_at, expires_at)
         values ('${id(6)}', 'one', 'a', 'reviewer', '${at}', '${at}'), ('${id(7)}', 'two', 'b', 'reviewer', '${at}', '${at}')`,
      );
      await client.query(
        `insert into corrections (id, application_id, town_id, kind, reason, proposed_by_id, proposed_at, settled_at, confirmed)
         values ('${id(8)}', '${id(5)}', '${id(2)}', 'corrected', 'r', '${id(1)}', '${at}', null, null),
           ('${id(9)}', '${id(5)}', '${id(2)}', 'corrected', 'r', '${id(1)}', '${at}', '${at}', true)`,
      );
    },
    `select set_config('app.roles', 'system,door', false)`,
    'select invitation_id, hash from invitation_tokens order by hash',
    'select id, application_id, town_id, settled_at is null, confirmed from correction_notices order by id',
  );
  expect(answers.slice(1)).toEqual([
    [
      [id(6), 'one'],
      [id(7), 'two'],
    ],
    [
      [id(8), id(5), id(2), true, null],
      [id(9), id(5), id(2), false, true],
    ],
  ]);
});

test('an assignment gets a row for each category, and what waits for its ruling stands in steps', async () => {
  const step = (key: string, more: object = {}) => ({
    key,
    label: `Step ${key}`,
    documented: 5,
    begun: true,
    leftOut: false,
    ...more,
  });
  const score = {
    actions: [
      {
        action: 'dark-skies',
        label: 'Dark skies',
        category: 3,
        begun: true,
        leftOut: false,
        steps: [step('1'), step('2'), step('3', { begun: false }), step('4', { leftOut: true })],
      },
      { action: 'aside', label: 'Aside', category: 1, begun: true, leftOut: true, steps: [step('1')] },
    ],
  };
  const [applications, submissions] = [id(50), id(60)];
  const answers = await carried(
    'review_assignments',
    async (client) => {
      await client.query(
        `insert into users (id, email, name, created_at) values ('${id(1)}', 'a', 'A', '${at}'), ('${id(2)}', 'b', 'B', '${at}')`,
      );
      await client.query(`insert into towns (id, slug, name, county, council) values ('${id(3)}', 'a', 'A', 'C', 'C')`);
      await client.query(
        `insert into rulebooks (id, program, year, version, hash, content) values ('${id(4)}', 'p', 2025, 1, 'h',
          '{"actions": [{"id": "dark-skies", "number": "3.1", "title": "Dark skies"}]}')`,
      );
      await client.query(
        `insert into cycles (id, year, name, rulebook_id, opens_at) values ('${id(5)}', 2025, 'C', '${id(4)}', '${at}')`,
      );
      await client.query(
        `insert into applications (id, town_id, cycle_id, rulebook_id, aim, status, round, created_at, status_since)
         values ('${applications}', '${id(3)}', '${id(5)}', '${id(4)}', 'bronze', 'in_review', 2, '${at}', '${at}')`,
      );
      await client.query(
        `insert into submissions (id, application_id, town_id, action_id, created_at, updated_at)
         values ('${submissions}', '${applications}', '${id(3)}', 'dark-skies', '${at}', '${at}'),
           ('${id(61)}', '${applications}', '${id(3)}', 'aside', '${at}', '${at}')`,
      );
      await client.query(
        `insert into snapshots (id, application_id, town_id, kind, round, receipt, request_key, rulebook_hash, facts, score, taken_at, taken_by_id)
         select gen_random_uuid(), '${applications}', '${id(3)}', 'submitted', n, 'r' || n, 'k' || n, 'h', '{}', $1, '${at}', '${id(1)}'
         from generate_series(1, 2) n`,
        [JSON.stringify(score)],
      );
      // Step 1 was approved in the first round; step 2 has to be revised, and so waits again.
      await client.query(
        `insert into rulings (id, submission_id, town_id, step, round, outcome, points, items, reason, reviewer_id, at)
         values ('${id(70)}', '${submissions}', '${id(3)}', '1', 1, 'approved', 5, '{}', '', '${id(2)}', '${at}'),
           ('${id(71)}', '${submissions}', '${id(3)}', '2', 1, 'revise', 0, '{}', 'More.', '${id(2)}', '${at}')`,
      );
      await client.query(
        `insert into assignments (id, application_id, town_id, reviewer_id, categories, assigned_by_id, assigned_at)
         values ('${id(80)}', '${applications}', '${id(3)}', '${id(2)}', '{3,5,7}', '${id(1)}', '${at}'),
           ('${id(81)}', '${applications}', '${id(3)}', '${id(1)}', '{}', '${id(1)}', '${at}')`,
      );
    },
    'select reviewer_id, category, action_id from assignments order by reviewer_id, category',
    'select submission_id, category, action, step, round, position::int, title, documented, ruled from submitted_steps order by position',
  );
  expect(answers).toEqual([
    [[id(1), null, null], ...[3, 5, 7].map((category) => [id(2), category, null])],
    [
      [submissions, 3, '3.1 Dark skies', '1', 2, 1, 'Step 1', 5, true],
      [submissions, 3, '3.1 Dark skies', '2', 2, 2, 'Step 2', 5, false],
    ],
  ]);
});

test('a clarification learns which evidence stood before it', async () => {
  const [early, opened, later] = ['09:00', '10:00', '11:00'].map((time) => `2025-05-01T${time}:00Z`);
  const cite = (n: number, step: string, cited: string, removed: string | null) =>
    [id(n), id(1), id(2), id(n), step, id(3), cited, removed] as const;
  const answers = await carried(
    'evidence_before_a_clarification',
    async (client) => {
      // Of what the rows belong to, nothing matters here.
      await client.query(`set session_replication_role = replica`);
      await client.query(
        `insert into step_openings (id, submission_id, town_id, step, kind, reason, opened_by_id, opened_at)
         select n, $1, $2, '1', kind::"OpeningKind", 'r', $3, $4
         from unnest($5::uuid[], array['clarification', 'reopening']) o (n, kind)`,
        [id(1), id(2), id(3), opened, [id(8), id(9)]],
      );
      for (const row of [
        cite(11, '1', early!, null),
        cite(12, '1', early!, later!),
        cite(13, '1', early!, early!),
        cite(14, '1', later!, null),
        cite(15, '2', early!, null),
      ])
        await client.query(
          `insert into citations (id, submission_id, town_id, evidence_id, step, slot, cited_by_id, cited_at, removed_at)
           values ($1, $2, $3, $4, $5, 'support', $6, $7, $8)`,
          [...row],
        );
    },
    `select set_config('app.roles', 'system', false)`,
    'select id, array(select unnest(cited_before) order by 1) from step_openings order by id',
  );
  expect(answers[1]).toEqual([
    [id(8), [id(11), id(12)]],
    [id(9), []],
  ]);
});
