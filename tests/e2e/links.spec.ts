import { people } from '@/prisma/demonstration/people';
import { expect, test } from '../support/fixtures';

const library = '/evidence?town=aldbrook';

test('a link is checked by the worker, and what was found is said beside it', async ({ as }) => {
  const page = await as(people.maya);
  await page.goto(library);
  const add = page.getByRole('region', { name: 'Add a link' });
  await add.getByLabel('Address').fill('http://10.20.30.40/minutes');
  await add.getByLabel('What it is').fill('Minutes on the inner network');
  await add.getByRole('button', { name: 'Add the link' }).click();
  await expect(add.getByText('The link is added.')).toBeVisible();

  // Said by the worker, a process beside the server, without anybody having been asked outside.
  await expect(async () => {
    await page.goto(library);
    await expect(page.getByText(/Could not check .*: the address is not on the public internet\./)).toBeVisible({
      timeout: 1_000,
    });
  }).toPass();

  await page.getByRole('button', { name: 'Check again Minutes on the inner network' }).click();
  await expect(page.getByText(/This link was sent to be checked at .* Ask again from .* on\./).first()).toBeVisible();
});
