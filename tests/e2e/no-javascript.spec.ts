import { people } from '@/prisma/demonstration/people';
import { monthsBefore } from '@/prisma/demonstration/calendar';
import { expect, signIn, test } from '../support/fixtures';
import { file, fillDate, pick } from '../support/step-form';

/*
 * The way to submission with JavaScript switched off: every act is a plain form.
 */

test('a town starts, fills in, checks and submits without JavaScript', async ({ open }) => {
  const page = await open({ javaScriptEnabled: false });
  const link = (name: string | RegExp) => page.getByRole('link', { name }).first();
  const save = async () => {
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Promote Dark Skies' })).toBeVisible();
  };

  await test.step('signs in, and starts an application', async () => {
    await signIn(page, people.nils);
    await expect(page).toHaveURL(/\/home$/);
    await link(/^Start the \d{4} application$/).click();
    await page.getByRole('button', { name: 'Start the application' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^Hatherley’s \d{4} application$/ })).toBeVisible();
  });
  const application = new URL(page.url()).pathname;

  await test.step('finds an action and adds it', async () => {
    await link('Add the first action').click();
    await page.getByLabel('Words in the name, or its number').fill('dark skies');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page.getByRole('button', { name: /^Add / })).toHaveCount(1);
    await page.getByRole('button', { name: 'Add Promote Dark Skies', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Promote Dark Skies' })).toBeVisible();
  });

  const words = 'Every street light of the town is shielded now, and half of them are out after eleven.';
  await test.step('fills in the step and saves it', async () => {
    await page.getByLabel('What did the town do?').fill(words);
    await page.getByLabel(/^Points claimed/).fill('fifteen');
    await fillDate(page, /^When was this completed/, monthsBefore(new Date(), 6));
    await pick(page, /^Is this new/, 'New credit');
    await save();
    // What cannot be stored is said and given back; everything else is stored.
    await expect(page.getByRole('alert').getByRole('link', { name: /number/ })).toBeVisible();
    await expect(page.getByLabel('What did the town do?')).toHaveValue(words);
    await page.getByLabel(/^Points claimed/).fill('15');
    await save();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.reload();
    await expect(page.getByLabel(/^Points claimed/)).toHaveValue('15');
    await expect(page.getByLabel('What did the town do?')).toHaveValue(words);
  });

  await test.step('checks, and is led to what is missing', async () => {
    await link('Check this step').click();
    await page.getByRole('alert').getByRole('link').first().click();
    await expect(page).toHaveURL(/#1\.evidence\.support$/);
    await page.getByText('Upload files', { exact: true }).click();
    await page
      .getByLabel('Files', { exact: true })
      .setInputFiles(file('street-lights.txt', 'Fictional list of lights.'));
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await expect(page.getByText('1 file added.')).toBeVisible();
    await link('Partners').click();
    await page.getByLabel('We had no partners in this action').check();
    await save();
    await expect(page.getByLabel('We had no partners in this action')).toBeChecked();
    await link('Check the answers').click();
    await link('Check the whole action').click();
    await expect(page.getByText('Nothing is left to mend here.')).toBeVisible();
  });

  await test.step('submits and gets a receipt', async () => {
    await page.goto(application);
    await link('Check answers and submit').click();
    await expect(page.getByText('15', { exact: true }).first()).toBeVisible();
    await page.getByRole('button', { name: /^Submit round/ }).click();
    await expect(page).toHaveURL(new RegExp(`${application}/receipt$`));
    await expect(page.getByText(/^Receipt \S+$/)).toBeVisible();
    await page.goto(application);
    await expect(page.getByRole('heading', { name: /^A coordinator acts next/ })).toBeVisible();
  });
});
