import type { Page } from '@playwright/test';
import { people } from '@/prisma/demonstration/people';
import {
  applicationOf,
  applicationPath,
  fileOf,
  presentCycle,
  presentRulebook,
  submissionOf,
} from '../support/demonstration';
import { expect, test } from '../support/fixtures';
import { portalRoutes } from '../support/routes';

/*
 * What belongs to Aldbrook does not exist for anybody else: the pages and the routes answer 404, and no page says more.
 */

const workforce = 'municipal-workforce-homelessness';

/** Every page of the portal with an address of Aldbrook or of the program; null for one that everybody has. */
const addresses: Record<string, (() => Promise<string>) | null> = {
  '/home': null,
  '/applications/new': async () => '/applications/new?town=aldbrook',
  '/applications/[id]': () => applicationPath('aldbrook'),
  '/applications/[id]/add': () => applicationPath('aldbrook', '/add'),
  '/applications/[id]/check': () => applicationPath('aldbrook', '/check'),
  '/applications/[id]/receipt': () => applicationPath('aldbrook', '/receipt'),
  '/applications/[id]/record': () => applicationPath('aldbrook', '/record'),
  '/applications/[id]/[action]': () => applicationPath('aldbrook', `/${workforce}?step=1a`),
  '/applications/[id]/[action]/check': () => applicationPath('aldbrook', `/${workforce}/check`),
  '/evidence': async () => '/evidence?town=aldbrook',
  '/people': async () => '/people?town=aldbrook',
  '/programs/board': async () => '/programs/board',
  '/programs/cycles': async () => '/programs/cycles',
  '/programs/cycles/[id]': async () => `/programs/cycles/${await presentCycle()}`,
  '/programs/rulebooks': async () => '/programs/rulebooks',
  '/programs/rulebooks/[id]': async () => `/programs/rulebooks/${await presentRulebook()}`,
  '/programs/towns': async () => '/programs/towns',
  '/programs/towns/[slug]': async () => '/programs/towns/aldbrook',
};

const closed = () => Object.values(addresses).filter((address) => address !== null);

const routes = async (): Promise<{ method: 'GET' | 'PUT' | 'POST'; path: string; data?: object }[]> => [
  { method: 'GET', path: `/api/export/${await applicationOf('aldbrook')}` },
  { method: 'GET', path: '/api/export/board' },
  { method: 'GET', path: `/api/evidence/${await fileOf('aldbrook')}` },
  { method: 'GET', path: `/api/evidence/${await fileOf('aldbrook')}?preview` },
  { method: 'GET', path: '/api/evidence?town=aldbrook' },
  {
    method: 'PUT',
    path: `/api/answers/${await submissionOf('aldbrook', workforce)}`,
    data: { base: 0, writer: crypto.randomUUID(), seq: 1, changes: { '1a.liaison-title': 'Taken over' } },
  },
];

/** The status each route answers somebody with. */
async function statuses(page: Page, origin: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const { method, path, data } of await routes()) {
    const answer = await page.request.fetch(path, { method, data, headers: { origin }, maxRedirects: 0 });
    const text = await answer.text();
    expect(text).not.toContain('Aldbrook');
    found[`${method} ${path}`] = answer.status();
  }
  return found;
}

test('every page of the portal has a row here', () => {
  expect(Object.keys(addresses).sort()).toEqual(portalRoutes());
});

test('nobody signed out reads a page or a route; the pages lead to sign in', async ({ open, baseURL }) => {
  const page = await open();
  for (const address of [async () => '/home', ...closed()]) {
    await page.goto(await address());
    await expect(page).toHaveURL(/\/sign-in/);
    await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
  }
  const found = await statuses(page, baseURL!);
  expect(Object.entries(found).filter(([, status]) => status !== 401 && status !== 404)).toEqual([]);
});

for (const [who, person] of [
  ['another town’s contact', people.abel],
  ['a reviewer who is not assigned', people.samir],
] as const)
  test(`${who} finds nothing of Aldbrook or of the program’s desk`, async ({ as, baseURL, allowed }) => {
    allowed.push(/status of 404/);
    const page = await as(person);
    for (const address of closed()) {
      const path = await address();
      const answer = await page.goto(path);
      expect.soft(answer?.status(), path).toBe(404);
      await expect.soft(page.getByRole('heading', { level: 1 })).toHaveText('There is no page at this address');
      await expect.soft(page.getByText('Aldbrook')).toHaveCount(0);
    }
    const found = await statuses(page, baseURL!);
    expect(Object.entries(found).filter(([, status]) => status !== 404)).toEqual([]);
  });

test('a reviewer finds no draft, and reads what is assigned without the town’s own pages', async ({ as, allowed }) => {
  allowed.push(/status of 404/);
  const page = await as(people.jo);
  expect((await page.goto(await applicationPath('eastmere')))?.status()).toBe(404);
  expect((await page.goto(await applicationPath('aldbrook')))?.status()).toBe(200);
  for (const path of ['/people?town=aldbrook', '/evidence?town=aldbrook', '/programs/board'])
    expect.soft((await page.goto(path))?.status(), path).toBe(404);
  await page.goto(await applicationPath('aldbrook', '/add'));
  await expect(page.getByRole('button', { name: /^Add / })).toHaveCount(0);
});
