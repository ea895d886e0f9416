import { tooMuchPosted } from '@/lib/posted-limits';
import { expect, test } from '../support/fixtures';

/*
 * Forms that never reach their command say so in words, and keep what was typed.
 */

const email = 'clerk@aldbrook.example';

test('a form of a page from before an update says what happened, and keeps its text', async ({ open, allowed }) => {
  allowed.push(/status of 409/);
  const page = await open();
  await page.goto('/sign-in');
  // As after a deployment: the server no longer knows the command's id.
  await page.route('**/sign-in', (route) => {
    const headers = route.request().headers();
    const id = headers['next-action'];
    return route.continue({ headers: id ? { ...headers, 'next-action': id.replace(/.{6}$/, '000000') } : headers });
  });
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill('a long and quiet sentence');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const summary = page.getByRole('alert', { name: 'Nothing was changed' });
  await expect(summary).toContainText('Town Green was updated since this page was opened');
  await expect(summary).toContainText('What you typed is still here');
  await expect(summary).toBeFocused();
  await expect(page.getByLabel('Email', { exact: true })).toHaveValue(email);
});

test('a form that is too large says so, and keeps its text', async ({ open, allowed }) => {
  allowed.push(/status of 413/);
  const page = await open();
  await page.goto('/sign-in');
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill('x'.repeat(1_100_000));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert', { name: 'Nothing was changed' })).toContainText(tooMuchPosted);
  await expect(page.getByLabel('Email', { exact: true })).toHaveValue(email);
});

test('without JavaScript a form that is too large gets a page in words', async ({ open, allowed }) => {
  allowed.push(/status of 413/);
  const page = await open({ javaScriptEnabled: false });
  await page.goto('/sign-in');
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill('x'.repeat(1_100_000));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This is too much at once');
  await expect(page.getByText(tooMuchPosted)).toBeVisible();
});
