import { people } from '@/prisma/demonstration/people';
import { applicationPath } from '../support/demonstration';
import { expect, signIns, test } from '../support/fixtures';
import { press, tabTo, type } from '../support/keyboard';
import { expectSaved } from '../support/step-form';

/*
 * The core of both journeys by keyboard alone; every stop of the way shows where the focus is.
 */

test('a town signs in, fills in a step, and follows the error summary to its field', async ({ open }) => {
  const page = await open();
  await page.goto('/sign-in');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await type(page, page.getByLabel('Email', { exact: true }), people.abel.email);
  await type(page, page.getByLabel('Password', { exact: true }), signIns()[0]!.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/home$/);

  await press(page, page.getByRole('link', { name: /^\d{4} application$/ }).first());
  await expect(page.getByRole('heading', { level: 1, name: /^Harrow Mills’s? \d{4} application$/ })).toBeVisible();
  await press(page, page.getByRole('link', { name: 'Inventory and Assess Historic Resources', exact: true }));
  await expect(page.getByRole('heading', { level: 1, name: 'Inventory and Assess Historic Resources' })).toBeVisible();
  await expectSaved(page);

  const completed = page.getByRole('group', { name: /^When was this completed/ });
  const day = await completed.getByLabel('Day').inputValue();
  await type(page, completed.getByLabel('Day'), '45');
  await expectSaved(page);
  await press(page, page.getByRole('link', { name: 'Check this step' }));
  const summary = page.getByRole('alert', { name: /to mend on this step/ });
  await expect(summary).toBeFocused();
  await press(page, summary.getByRole('link', { name: /whole date/ }));
  await expect(completed.getByLabel('Month')).toBeFocused();
  await type(page, completed.getByLabel('Day'), day);
  await expectSaved(page);
  await press(page, page.getByRole('group', { name: /^Is this new/ }).getByLabel('New credit'), 'Space');
  await press(page, page.getByText('Add a link', { exact: true }));
  const evidence = page.getByRole('group', { name: 'Evidence', exact: true });
  await type(page, evidence.getByRole('textbox', { name: 'Address' }), 'https://www.harrowmills.example/historic');
  await type(page, evidence.getByRole('textbox', { name: 'What it is' }), 'Page of the survey');
  await press(page, evidence.getByRole('button', { name: 'Add the link' }));
  await expect(evidence.getByRole('link', { name: 'Page of the survey' })).toBeVisible();
  await press(page, page.getByRole('link', { name: 'Check this step' }));
  await expect(page.getByText('Nothing is left to mend here.')).toBeVisible();
});

test('a reviewer reaches the ruling, is told what is missing, and records it', async ({ as }) => {
  const page = await as(people.jo);
  await page.goto('/home');
  await press(page, page.getByRole('link', { name: 'Wrenfield', exact: true }).first());
  await expect(page.getByRole('heading', { level: 1, name: /^Wrenfield’s/ })).toBeVisible();
  await page.goto(await applicationPath('wrenfield', '/unit-based-pricing?step=1'));
  await press(page, page.getByRole('link', { name: 'Go to the ruling' }));

  await tabTo(page, page.getByRole('radio', { name: 'Approve', exact: true }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Ask the town to revise' })).toBeChecked();
  await press(page, page.getByRole('button', { name: 'Record the ruling' }));
  const summary = page.getByRole('alert').filter({ has: page.getByRole('heading') });
  await expect(summary).toBeFocused();
  await press(page, summary.getByRole('link').first());
  const reason = page.getByLabel(/^Reason, which/);
  await expect(reason).toBeFocused();
  await page.keyboard.type('Attach the ordinance as it was adopted.');
  await press(page, page.getByRole('button', { name: 'Record the ruling' }));
  await expect(page.getByRole('heading', { name: 'Rulings so far' })).toBeVisible();
  await expect(page.getByText(/^Ruling recorded\./)).toBeVisible();
});

test('a reviewer walks the queue by j and k, opens a step, and goes on to the next after each ruling', async ({
  as,
}) => {
  const page = await as(people.jo);
  await page.goto('/home');
  const lines = page.getByRole('group', { name: 'Steps' }).locator('a[data-line]');
  await tabTo(page, lines.first());
  await page.keyboard.press('j');
  await expect(lines.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(lines.nth(2)).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await expect(lines.first()).toBeFocused();

  const hrefs = await lines.evaluateAll((all) => all.slice(0, 3).map((one) => one.getAttribute('href')!));
  const place = (href: string) => new RegExp(`${href.split('?')[0]!.replaceAll('/', '\\/')}\\?step=`);
  await page.keyboard.press('Enter');
  for (const [index, href] of hrefs.slice(0, 2).entries()) {
    await expect(page).toHaveURL(place(href));
    await press(page, page.getByRole('link', { name: 'Go to the ruling' }));
    await tabTo(page, page.getByRole('radio', { name: 'Approve', exact: true }));
    await page.keyboard.press('ArrowDown');
    await press(page, page.getByRole('button', { name: 'Record the ruling' }));
    const summary = page.getByRole('alert').filter({ has: page.getByRole('heading') });
    await press(page, summary.getByRole('link').first());
    await page.keyboard.type('Attach the minutes as they were adopted.');
    await press(page, page.getByRole('button', { name: 'Record the ruling' }));
    await expect(page.getByText(/^Ruling recorded\./)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Go to the next step' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(place(hrefs[index + 1]!));
  }
});
