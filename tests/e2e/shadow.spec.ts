import type { Page } from '@playwright/test';
import { people } from '@/prisma/demonstration/people';
import { applicationPath } from '../support/demonstration';
import { expect, signIn, test } from '../support/fixtures';
import { expectSaved } from '../support/step-form';

/*
 * What a browser keeps of unsent typing is for the person who typed it, for a week, and until they sign out.
 */

const narrative = (page: Page) => page.getByLabel('What did the town do?');
const address = () => applicationPath('pennyHollow', '/public-air-quality?step=1');

/** Everything the browser keeps, with each record made `older` by so many milliseconds first; runs in the page. */
const onDevice = (older: number) =>
  new Promise<{ key: string }[]>((done, fail) => {
    const opening = indexedDB.open('town-green', 1);
    opening.onerror = () => fail(new Error('IndexedDB did not open'));
    opening.onsuccess = () => {
      const records = opening.result.transaction('unsent', 'readwrite').objectStore('unsent');
      const reading = records.getAll();
      reading.onsuccess = () => {
        const all = reading.result as { key: string; at: number }[];
        if (older > 0) for (const record of all) records.put({ ...record, at: record.at - older });
        records.transaction.oncomplete = () => {
          opening.result.close();
          done(all);
        };
      };
    };
  });

/** Types where no save arrives, and waits until the text is on the device. */
async function typeCutOff(page: Page, words: string): Promise<void> {
  await page.goto(await address());
  await expectSaved(page);
  await page.route('**/api/answers/*', (route) => route.abort());
  await narrative(page).fill(words);
  await expect(page.getByText('Saved on this device.', { exact: false }).first()).toBeVisible();
}

/** Ends a page as a browser that is killed does: it gets no chance to send what it holds. */
async function kill(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  await Promise.allSettled([page.goto('chrome://crash'), crashed]);
  await page.close();
}

test('another person on the same browser does not see it; its author finds it again', async ({ open, allowed }) => {
  allowed.push(/ERR_FAILED/);
  const page = await open();
  await signIn(page, people.lena);
  const words = `Lena: the monitors are read on Mondays, ${crypto.randomUUID()}`;
  await typeCutOff(page, words);
  await kill(page);
  const context = page.context();

  // The session is over, as after a night; somebody else of the town takes the seat.
  await context.clearCookies();
  const other = await context.newPage();
  await signIn(other, people.noor);
  await other.goto(await address());
  await expectSaved(other);
  await expect(narrative(other)).not.toHaveValue(words);
  await other.getByRole('button', { name: 'Sign out' }).click();
  await expect(other).toHaveURL(/\/$/);

  await signIn(other, people.lena);
  await other.goto(await address());
  await expect(narrative(other)).toHaveValue(words);
  await expectSaved(other);
});

test('after a week it is deleted, and never shown', async ({ open, allowed }) => {
  allowed.push(/ERR_FAILED/);
  const page = await open();
  await signIn(page, people.lena);
  const words = `Too old to be right, ${crypto.randomUUID()}`;
  await typeCutOff(page, words);
  await kill(page);
  const later = await page.context().newPage();
  await later.goto('/help');
  expect(JSON.stringify(await later.evaluate(onDevice, 8 * 86_400_000))).toContain(words);
  await later.goto('/home');
  await expect.poll(() => later.evaluate(onDevice, 0)).toEqual([]);
  await later.goto(await address());
  await expectSaved(later);
  await expect(narrative(later)).not.toHaveValue(words);
});

test('signing out asks about what is not stored, and leaves nothing on the device', async ({ open, allowed }) => {
  allowed.push(/ERR_FAILED/);
  const page = await open();
  await signIn(page, people.lena);
  const words = `Not stored anywhere, ${crypto.randomUUID()}`;
  await typeCutOff(page, words);

  await test.step('who stays loses nothing', async () => {
    page.once('dialog', (dialog) => void dialog.dismiss());
    const asked = page.waitForEvent('dialog');
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect((await asked).message()).toContain('not stored yet');
    await expect(narrative(page)).toHaveValue(words);
    expect(JSON.stringify(await page.evaluate(onDevice, 0))).toContain(words);
  });

  await test.step('who leaves leaves nothing', async () => {
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/$/);
    expect(await page.evaluate(onDevice, 0)).toEqual([]);
  });

  await test.step('what can be stored is stored first, without a question', async () => {
    await page.unroute('**/api/answers/*');
    await signIn(page, people.lena);
    await page.goto(await address());
    await expectSaved(page);
    const stored = `Typed in the last second, ${crypto.randomUUID()}`;
    await narrative(page).fill(stored);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/$/);
    await signIn(page, people.lena);
    await page.goto(await address());
    await expect(narrative(page)).toHaveValue(stored);
  });
});
