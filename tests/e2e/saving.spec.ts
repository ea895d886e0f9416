import type { Page } from '@playwright/test';
import { people } from '@/prisma/demonstration/people';
import { applicationPath } from '../support/demonstration';
import { expect, signIn, test } from '../support/fixtures';
import { expectSaved } from '../support/step-form';

/*
 * Nothing that is typed is lost: with two people in one form, without a network, without a session.
 */

const narrative = (page: Page) => page.getByLabel('What did the town do?');
const points = (page: Page) => page.getByLabel(/^Points claimed/);
const outline = () => applicationPath('harrowMills', '/urban-forests?step=1');

/** Everything the browser keeps of unsent typing; runs in the page. */
const readUnsent = () =>
  new Promise<unknown>((done, fail) => {
    const opening = indexedDB.open('town-green', 1);
    opening.onerror = () => fail(new Error('IndexedDB did not open'));
    opening.onsuccess = () => {
      const reading = opening.result.transaction('unsent').objectStore('unsent').getAll();
      reading.onerror = () => fail(new Error('IndexedDB was not read'));
      reading.onsuccess = () => {
        opening.result.close();
        done(reading.result);
      };
    };
  });

test('two people in one form: their fields merge, and one field shows both texts', async ({ as }) => {
  const address = await outline();
  const [abel, wanda] = [await as(people.abel), await as(people.wanda)];
  await abel.goto(address);
  await wanda.goto(address);
  await expectSaved(abel);
  await expectSaved(wanda);

  await test.step('different fields merge, and each sees the other’s', async () => {
    await points(abel).fill('25');
    await expectSaved(abel);
    await narrative(wanda).fill('Wanda: eighty maples along the mill race.');
    await expectSaved(wanda);
    await expect(points(wanda)).toHaveValue('25');
  });

  await test.step('the same field asks, and shows both', async () => {
    // Abel has not seen Wanda's text yet, and writes his own.
    await narrative(abel).fill('Abel: the tree warden planted eighty maples.');
    const conflict = abel.getByRole('region', { name: 'Two people, one field' });
    await expect(abel.getByText('Needs your decision.', { exact: true })).toBeVisible();
    await expect(abel.getByText('1 answer was also changed by Wanda Osei.').first()).toBeVisible();
    await expect(conflict.getByText('Abel: the tree warden planted eighty maples.')).toBeVisible();
    await expect(conflict.getByText('Wanda: eighty maples along the mill race.')).toBeVisible();
    await conflict.getByRole('button', { name: 'Keep both, one after the other' }).click();
    await expect(conflict).toBeHidden();
    await expectSaved(abel);
  });

  await wanda.reload();
  await expect(narrative(wanda)).toHaveValue(
    'Wanda: eighty maples along the mill race.\n\nAbel: the tree warden planted eighty maples.',
  );
  await expect(points(wanda)).toHaveValue('25');
});

test('the states of saving are told in words', async ({ as }) => {
  const page = await as(people.noor);
  await page.goto(await applicationPath('pennyHollow', '/arts-support?step=1'));
  await expectSaved(page);
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route('**/api/answers/*', async (route) => {
    await held;
    await route.continue();
  });
  await points(page).fill('20');
  await expect(page.getByText(/Saving 1 change\./)).toBeVisible();
  await expect(page.getByText('Everything is saved.')).toBeHidden();
  release();
  await expect(page.getByText(/Saved at \d+:\d\d [ap]m\./).first()).toBeVisible();
  await expectSaved(page);
});

test('what is typed before the page’s scripts run is kept', async ({ as }) => {
  const page = await as(people.abel);
  const address = await applicationPath('harrowMills', '/historic-resources?step=1');
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(address, { waitUntil: 'commit' });
  const words = 'Typed at once, on a slow line.';
  const day = page.getByRole('group', { name: /^When was this completed/ }).getByLabel('Day');
  const credit = page.getByLabel('Rolling credit');
  await narrative(page).fill(words);
  await day.fill('7');
  await credit.check();
  release();
  await expect(page.getByText(/Saved at \d+:\d\d [ap]m\./).first()).toBeVisible();
  await expectSaved(page);
  await page.reload();
  await expect(narrative(page)).toHaveValue(words);
  await expect(day).toHaveValue('7');
  await expect(credit).toBeChecked();
});

test('without a network the text stays on this device, but for personal data', async ({ as, allowed }) => {
  allowed.push(/ERR_INTERNET_DISCONNECTED/);
  const address = await applicationPath('pennyHollow', '/municipal-workforce-homelessness?step=1a');
  const first = await as(people.lena);
  await first.goto(address);
  await expectSaved(first);

  await first.context().setOffline(true);
  await first.getByLabel('Title', { exact: true }).fill('Town nurse, and liaison since May');
  await first.getByLabel('Name of the liaison').fill('Somebody Else Entirely');
  await expect(first.getByText('Saved on this device.', { exact: false }).first()).toBeVisible();
  await expect(first.getByText('Personal data waits in this form only: keep the page open.').first()).toBeVisible();
  await expect(first.getByText('Everything is saved.')).toBeHidden();
  const onDevice = JSON.stringify(await first.evaluate(readUnsent));
  expect(onDevice).toContain('Town nurse, and liaison since May');
  expect(onDevice).not.toContain('Somebody Else Entirely');
  const stores = await first.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(stores).not.toContain('Somebody Else Entirely');
  await first.close();

  const context = first.context();
  await context.setOffline(false);
  const second = await context.newPage();
  await second.goto(address);
  await expect(second.getByLabel('Title', { exact: true })).toHaveValue('Town nurse, and liaison since May');
  await expectSaved(second);
  const helper = await as(people.noor);
  await helper.goto(address);
  await expect(helper.getByLabel('Title', { exact: true })).toHaveValue('Town nurse, and liaison since May');
});

test('a session that ends in between: the text is kept, and goes up after signing in again', async ({
  open,
  allowed,
}) => {
  allowed.push(/status of 401/);
  const page = await open();
  await signIn(page, people.lena);
  const address = await applicationPath('pennyHollow', '/arts-support?step=1');
  await page.goto(address);
  await expectSaved(page);
  const other = await page.context().newPage();
  await other.goto('/home');
  await other.getByRole('button', { name: 'Sign out' }).click();
  await expect(other).toHaveURL(/\/$/);

  const words = 'Two monitors hang at the school, and the readings are posted each Monday.';
  await narrative(page).fill(words);
  const entrance = page.getByRole('link', { name: 'Sign in again in a new tab' });
  await expect(entrance).toBeVisible();
  await expect(narrative(page)).toHaveValue(words);
  const opening = page.context().waitForEvent('page');
  await entrance.click();
  await signIn(await opening, people.lena);
  // A browser of the tests never hides a tab, so coming back to this one is told.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expectSaved(page);
  await page.reload();
  await expect(narrative(page)).toHaveValue(words);
});

test('two people who have one action open learn of each other, and at which step', async ({ as }) => {
  // No other test opens this one: whoever left a page is taken to be there for a while.
  const address = await applicationPath('harrowMills', '/optimize-for-equity');
  const abel = await as(people.abel);
  const answered = abel.waitForResponse(/\/api\/presence\//);
  await abel.goto(`${address}?step=partners`);
  expect(await (await answered).json()).toEqual({ others: [] });
  await expect(abel.getByText(/is editing/)).toHaveCount(0);
  const wanda = await as(people.wanda);
  await wanda.goto(`${address}?step=1`);
  await expect(wanda.getByRole('status').filter({ hasText: 'Abel Quist is editing the partners.' })).toBeVisible();
  // Coming back to the page asks at once; otherwise it is twenty seconds.
  await abel.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect(abel.getByText('Wanda Osei is editing step 1.')).toBeVisible();
});
