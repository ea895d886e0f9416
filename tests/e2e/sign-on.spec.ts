import type { Page } from '@playwright/test';
import { people } from '@/prisma/demonstration/people';
import { expect, test } from '../support/fixtures';
import { walk } from '../support/sign-on-provider';

/*
 * Single sign-on through a real provider: the portal's own pages in a browser, the provider's walked through by the test.
 */

/** Presses the button, signs in at the provider, and comes back; without a subject turns back there. */
async function signOn(page: Page, subject: string | null, from = '/sign-in'): Promise<URL> {
  await page.goto(from);
  const button = page.getByRole('link', { name: 'Sign in with Valley Sign-in' });
  const out = await page.request.get((await button.getAttribute('href'))!, { maxRedirects: 0 });
  expect(out.status()).toBe(303);
  const origin = new URL(page.url()).origin;
  const back = await walk(out.headers().location!, `${origin}/api/auth/callback/oidc`, subject);
  await page.goto(back.href);
  return back;
}

test('signing on opens a session like any other, leads where one wanted to go, and ends with signing out', async ({
  open,
}) => {
  const page = await open({ javaScriptEnabled: false });
  const back = await signOn(page, people.ines.email, '/evidence?town=aldbrook');
  await expect(page).toHaveURL(/\/evidence\?town=aldbrook$/);
  const names = (await page.context().cookies()).map(({ name }) => name);
  expect(names.filter((name) => /state|nonce|pkce|csrf|callback-url|town-green/.test(name))).toEqual([]);

  const thief = await open({ javaScriptEnabled: false });
  await thief.goto(back.href);
  await expect(thief).toHaveURL(/\/sign-in\?problem=failed$/);

  const kept = await page.context().cookies();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.context().addCookies(kept);
  await page.goto('/home');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('whoever has no account here, or turns back there, reads why they are not signed in', async ({ open }) => {
  const page = await open({ javaScriptEnabled: false });
  await signOn(page, 'stranger@elsewhere.test');
  await expect(page.getByText(/no account or invitation here has your email address/)).toBeVisible();
  await signOn(page, null);
  await expect(page.getByText(/You went back without signing in there/)).toBeVisible();
  await page.goto('/sign-in?problem=<b>made up</b>');
  await expect(page.getByText('made up')).toHaveCount(0);
});

test('next-auth’s own doors are closed, and another site cannot start a sign-on', async ({ request }) => {
  for (const path of [
    'session',
    'csrf',
    'providers',
    'signout',
    'signin',
    'signin/email',
    'callback/credentials',
    'error',
  ])
    expect.soft((await request.get(`/api/auth/${path}`)).status(), path).toBe(404);
  for (const path of ['signin/oidc', 'callback/oidc', 'signout', 'session', 'callback/credentials'])
    expect.soft((await request.post(`/api/auth/${path}`, { data: {} })).status(), path).toBeGreaterThanOrEqual(404);
  const led = await request.get('/api/auth/signin/oidc', {
    headers: { 'sec-fetch-site': 'cross-site' },
    maxRedirects: 0,
  });
  expect([led.status(), led.headers().location]).toEqual([303, '/sign-in']);
});
