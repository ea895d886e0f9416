import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { APIResponse } from '@playwright/test';
import { people } from '@/prisma/demonstration/people';
import { canaries, personalDataIn } from '../support/planted';
import { applicationPath, submissionOf } from '../support/demonstration';
import { expect, test } from '../support/fixtures';

type Line = {
  request?: string;
  reference?: string;
  route?: string;
  method?: string;
  status?: number;
  ms?: number;
  actor?: string;
  msg?: string;
};

/** The server's log so far, line by line; what is not JSON comes back as it is. */
function logged(): (Line | string)[] {
  const lines = readFileSync(process.env.TEST_LOG!, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => (line.startsWith('{') ? (JSON.parse(line) as Line) : line));
}

const accessOf = (id: string) =>
  logged().filter((line) => typeof line === 'object' && line.request === id && line.msg === 'request');

async function expectLogged(answer: APIResponse, facts: Record<string, unknown>): Promise<void> {
  const id = answer.headers()['x-request-id'] ?? '';
  expect(id).toMatch(/^[0-9A-F]{12}$/);
  await expect.poll(() => accessOf(id)).toHaveLength(1);
  expect(accessOf(id)[0]).toMatchObject({ method: 'GET', ...facts });
}

test('each request is one line with its number, route, status and time, and nothing that anybody typed', async ({
  as,
  open,
  baseURL,
}) => {
  const given = { origin: baseURL!, 'x-request-id': canaries.token };
  const stranger = await open();
  const get = (path: string) => stranger.request.get(path, { headers: given, maxRedirects: 0 });
  await expectLogged(await get(`/towns?q=${canaries.query}`), { route: '/towns', status: 200 });
  await expectLogged(await get(`/join/${canaries.token}`), { route: '/join/[token]' });
  await expectLogged(await get(`/${canaries.query}`), { route: 'other', status: 404 });
  await expectLogged(await get('/api/export/board'), { route: '/api/export/board', status: 401 });
  await expectLogged(await get('/readyz'), { route: '/readyz', status: 200 });

  const page = await as(people.abel);
  const workforce = await submissionOf('aldbrook', 'municipal-workforce-homelessness');
  const save = await page.request.put(`/api/answers/${workforce}`, {
    headers: given,
    data: { base: 0, writer: 'w', seq: 1, changes: { '1a.liaison-name': canaries.answer } },
  });
  await expectLogged(save, { method: 'PUT', route: '/api/answers/[submission]', status: 404, outcome: 'not-found' });
  const id = save.headers()['x-request-id']!;
  expect((accessOf(id)[0] as Line).actor).toMatch(/^[0-9a-f-]{36}$/);
  expect((accessOf(id)[0] as Line).ms).toBeGreaterThan(0);

  await stranger.goto('/sign-in');
  await stranger.getByLabel('Email', { exact: true }).fill(canaries.email);
  await stranger.getByLabel('Password', { exact: true }).fill(canaries.password);
  await stranger.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(stranger.getByRole('alert').filter({ has: stranger.getByRole('heading') })).toBeVisible();

  expect(personalDataIn(readFileSync(process.env.TEST_LOG!, 'utf8'))).toEqual([]);
});

test('an error shows its number, and the log has it under that number without what people typed', async ({
  as,
  allowed,
}) => {
  allowed.push(/status of 500/, /React error #441/, /An error occurred in the Server Components render/);
  const page = await as(people.ruth);
  const broken = await applicationPath('tamarack', '/record');
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  await client.query(
    `insert into events (id, at, kind, application_id, town_id, details)
     select gen_random_uuid(), timestamptz '2001-01-01', 'deadline.extended', id, town_id,
       jsonb_build_object('deadline', $2::text, 'round', 1) from applications where id = $1`,
    [broken.split('/')[2], canaries.name],
  );
  await client.end();

  const answer = await page.goto(broken);
  expect(answer?.status()).toBe(500);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page could not be shown');
  const number = answer!.headers()['x-request-id']!;
  await expect(page.getByText(number)).toBeVisible();
  const errors = logged().filter((line) => typeof line === 'object' && line.reference === number);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({ request: number, msg: 'unexpected error', err: { type: 'RangeError' } });
  expect(personalDataIn(readFileSync(process.env.TEST_LOG!, 'utf8'))).toEqual([]);
});

test('a page that is not there shows the number too', async ({ as, allowed }) => {
  allowed.push(/status of 404/);
  const page = await as(people.abel);
  const answer = await page.goto(await applicationPath('aldbrook'));
  expect(answer?.status()).toBe(404);
  await expect(page.getByText(answer!.headers()['x-request-id']!)).toBeVisible();
});

test('metrics are at their own port, and not at the public one', async ({ open, baseURL }) => {
  const page = await open();
  const text = await (await page.request.get(process.env.TEST_METRICS!)).text();
  for (const name of [
    'requests_total{route=',
    'request_seconds_bucket{',
    'nodejs_eventloop_lag_seconds',
    'pool_in_use',
    'pool_waiting',
    'record_sealed_seconds',
    'jobs_waiting',
    'jobs_failed',
    'jobs_oldest_seconds',
    'build_info{version=',
  ])
    expect.soft(text).toContain(`town_green_${name}`);
  expect(personalDataIn(text)).toEqual([]);
  for (const path of ['/metrics', '/api/metrics'])
    expect((await page.request.get(`${baseURL}${path}`)).status()).toBe(404);
});
