import type { Page } from '@playwright/test';
import { codeAt } from '@/lib/services/accounts/one-time-code';
import { demonstrationSecret } from '@/lib/services/people/demonstration';
import { people } from '@/prisma/demonstration/people';
import { applicationPath, personOf } from '../support/demonstration';
import { expect, signIn, signIns, test } from '../support/fixtures';
import { leaveOnly, leaveUnused, lookAgain } from '../support/sessions';

/*
 * Signing in by two steps, one's own account, and the end of a session, in a browser. What ends sessions is done to Ken and
 * Greta, whom no other file signs in: the others' sessions are in use beside it.
 */

const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const refusal = (page: Page) => page.getByRole('alert').filter({ has: page.getByRole('heading') });

async function withPassword(page: Page, { email }: { email: string }, from: string): Promise<void> {
  await page.goto(from);
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(signIns()[0]!.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('a reviewer signs in by two steps; before the second nothing is open', async ({ open, baseURL }) => {
  const page = await open();
  await withPassword(page, people.samir, '/sign-in');
  await expect(title(page, 'Enter your code')).toBeVisible();
  const before = await page.context().cookies();
  for (const path of ['/home', '/account', '/people']) {
    await page.goto(path);
    await expect(title(page, 'Enter your code')).toBeVisible();
  }
  expect((await page.request.get('/api/export/board', { maxRedirects: 0 })).status()).not.toBe(200);
  expect((await page.request.get('/api/session')).status()).toBe(401);

  await page.goto('/home');
  await page.getByLabel('Six-digit code').fill('000 000');
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect(refusal(page)).toBeFocused();
  await page.getByLabel('Six-digit code').fill(codeAt(demonstrationSecret, new Date()));
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect(page).toHaveURL(`${baseURL}/home`);

  // A session that is known from before the second step is worth nothing after it.
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name.includes('session-token'));
  expect(before.find(({ name }) => name === cookie?.name)?.value).not.toBe(cookie?.value);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  const other = await open();
  await other.context().addCookies(before);
  await other.goto('/home');
  await expect(title(other, 'Sign in')).toBeVisible();
});

for (const [kind, person, javaScriptEnabled] of [
  ['with', people.ken, true],
  ['without', people.greta, false],
] as const)
  test(`a town’s person turns the second step on and off, ${kind} JavaScript`, async ({ open, baseURL }) => {
    const page = await open({ javaScriptEnabled });
    await signIn(page, person);
    await page.goto('/account');
    await page.getByRole('link', { name: 'Set up the second step' }).click();
    await expect(title(page, 'Set up your second step')).toBeVisible();
    await expect(page.getByRole('img', { name: 'QR code of your key' })).toBeVisible();
    const secret = (await page.getByText(/^Key:/).innerText()).replace(/^Key:|\s/g, '');
    await page.getByLabel('Six-digit code').fill('000000');
    await page.getByRole('button', { name: 'Set up the second step' }).click();
    await expect(refusal(page)).toBeVisible();
    expect((await page.getByText(/^Key:/).innerText()).replace(/^Key:|\s/g, '')).toBe(secret);
    await page.getByLabel('Six-digit code').fill(codeAt(secret, new Date()));
    await page.getByRole('button', { name: 'Set up the second step' }).click();
    await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible();
    const codes = await page.getByRole('list').filter({ hasText: /-/ }).first().getByRole('listitem').allInnerTexts();
    expect(codes).toHaveLength(10);
    await page.getByRole('link', { name: 'I have kept the codes: go on' }).click();
    await expect(page.getByText('10 recovery codes left')).toBeVisible();

    const again = await open({ javaScriptEnabled });
    await withPassword(again, person, '/account');
    await again.getByRole('link', { name: 'I do not have my app here' }).click();
    await again.getByLabel('Recovery code').fill(codes[0]!);
    await again.getByRole('button', { name: 'Go on', exact: true }).click();
    await expect(again).toHaveURL(`${baseURL}/account`);
    await expect(again.getByText('9 recovery codes left')).toBeVisible();
    const off = again.getByRole('form', { name: 'Turn the second step off' });
    await off.getByLabel('Code of your app').fill(codes[1]!);
    await off.getByRole('button').click();
    await expect(again.getByRole('link', { name: 'Set up the second step' })).toBeVisible();
  });

test('ending the other sessions, and one of them, bites on their next request', async ({ open }) => {
  const [here, there, third] = [await open(), await open(), await open()];
  for (const page of [here, there, third]) await signIn(page, people.ken);
  await here.goto('/account');
  const others = here.getByRole('button', { name: /^End the session of/ });
  // A row for each session, below the head of the table.
  const rows = here.getByRole('table', { name: 'Where you are signed in' }).getByRole('row');
  const before = await rows.count();
  expect(before).toBeGreaterThanOrEqual(4);
  await others.first().click();
  await expect(refusal(here)).toBeFocused();
  const password = here.getByLabel('Password, to end a session');
  await password.fill(signIns()[0]!.password);
  await others.first().click();
  await expect(rows).toHaveCount(before - 1);
  await password.fill(signIns()[0]!.password);
  await here.getByRole('button', { name: 'End all the others' }).click();
  await expect(rows).toHaveCount(2);
  for (const page of [there, third]) {
    expect((await page.request.get('/api/session')).status()).toBe(401);
    await page.goto('/home');
    await expect(title(page, 'Sign in')).toBeVisible();
  }
  await here.goto('/home');
  await expect(title(here, 'Sign in')).toHaveCount(0);
});

test('a coordinator closes an account and opens it again', async ({ open, as }) => {
  const [coordinator, page] = [await as(people.ruth), await open()];
  await signIn(page, people.greta);
  await coordinator.goto('/people?town=wrenfield');
  await coordinator.getByRole('link', { name: people.greta.name }).click();
  await coordinator.getByRole('button', { name: 'Close the account' }).click();
  await expect(refusal(coordinator)).toBeFocused();
  await coordinator.getByLabel('Reason, which stays on the record').first().fill('Left the town hall');
  await coordinator.getByRole('button', { name: 'Close the account' }).click();
  await expect(coordinator.getByRole('button', { name: 'Open the account' })).toBeVisible();
  await page.goto('/home');
  await expect(title(page, 'Sign in')).toBeVisible();
  await withPassword(page, people.greta, '/sign-in');
  await expect(refusal(page)).toBeFocused();

  await coordinator.goto(`/people/${await personOf(people.greta)}`);
  await coordinator.getByLabel('Reason, which stays on the record').first().fill('Came back');
  await coordinator.getByRole('button', { name: 'Open the account' }).click();
  await expect(coordinator.getByRole('button', { name: 'Close the account' })).toBeVisible();
  await signIn(page, people.greta);
});

test('a session that is not used warns in every tab; staying in one puts the end off in all', async ({ open }) => {
  const page = await open();
  await signIn(page, people.ken);
  const other = await page.context().newPage();
  await other.goto('/account');
  // What a page fetches ahead of its links is a use too: only after that is the session left alone.
  for (const tab of [page, other]) await tab.waitForLoadState('networkidle');
  await leaveUnused(people.ken, 56);
  const dialogs = [page, other].map((tab) => tab.getByRole('alertdialog', { name: 'Are you still there?' }));
  // Looking does not use the session: however often a tab asks, the end comes no later.
  for (const tab of [page, other, page, other]) await lookAgain(tab);
  for (const dialog of dialogs) await expect(dialog).toHaveText(/signed out in 4 minutes/);
  const left = async () => ((await (await page.request.get('/api/session')).json()) as { idle: number }).idle;
  expect(await left()).toBeLessThan(5 * 60_000);
  await expect(page.getByRole('button', { name: 'Stay signed in' })).toBeFocused();
  await page.keyboard.press('Enter');
  for (const dialog of dialogs) await expect(dialog).toBeHidden();
  expect(await left()).toBeGreaterThan(55 * 60_000);
});

test('the last end is announced and cannot be put off; after it the page keeps what was typed', async ({
  open,
  allowed,
}) => {
  allowed.push(/status of 401/);
  const page = await open();
  await signIn(page, people.greta);
  await page.goto('/account');
  await page.getByRole('textbox', { name: 'Name' }).fill('Greta Ilves the Younger');
  await leaveOnly(people.greta, 4);
  await lookAgain(page);
  await expect(page.getByRole('alertdialog', { name: 'Your session is about to end' })).toHaveText(/in 4 minutes/);
  await expect(page.getByRole('button', { name: 'Stay signed in' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await leaveOnly(people.greta, -1);
  await lookAgain(page);
  const ended = page.getByRole('alertdialog', { name: 'You are signed out' });
  await expect(ended).toBeVisible();
  const [again] = await Promise.all([
    page.context().waitForEvent('page'),
    ended.getByRole('link', { name: 'Sign in again in a new tab' }).click(),
  ]);
  await signIn(again, people.greta, again.url());
  await expect(again).toHaveURL(/\/account$/);
  await lookAgain(page);
  await expect(ended).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Greta Ilves the Younger');
});

test('a ruling that was being written is there again after signing in anew, for the one who wrote it', async ({
  open,
  allowed,
}) => {
  const page = await open();
  const desk = await applicationPath('wrenfield', '/municipal-workforce-homelessness?step=1a');
  await signIn(page, people.jo, desk);
  const reason = page.getByLabel(/^Reason, which .* will read/);
  const before = await reason.inputValue();
  const words = 'The minutes name the liaison; the letter of appointment is still missing.';
  await reason.fill(words);
  await page.getByText('Ask the town to revise').click();
  await page.context().clearCookies();
  // What is opened beside the form may be asked for without a session too.
  allowed.push(/status of 401 .*\/api\/evidence\//);
  await page.getByRole('button', { name: 'Record the ruling' }).click();
  await expect(refusal(page)).toBeFocused();
  await expect(reason).toHaveValue(words);
  await signIn(page, people.ruth, desk);
  await expect(page.getByText(words)).toHaveCount(0);
  await page.context().clearCookies();
  await signIn(page, people.jo, desk);
  await expect(reason).toHaveValue(words);
  await expect(page.getByRole('radio', { name: 'Ask the town to revise' })).toBeChecked();
  // Somebody who takes their words back keeps nothing.
  await reason.fill(before);
});
