import { people } from '@/prisma/demonstration/people';
import { applicationPath } from '../support/demonstration';
import { expect, test } from '../support/fixtures';

/*
 * A certified town appeals the ruling on one step: somebody without a part in it grants the appeal, a coordinator confirms
 * the correction that was prepared, and the public page says so.
 */

const step = 'community-gardens';
const reason = 'The second garden is on page 2 of the attached paper, and was not counted.';

test('a town appeals, the appeal is granted, the correction is confirmed, the public page follows', async ({
  as,
  open,
}) => {
  test.setTimeout(180_000);
  const town = await as(people.ada);
  const here = await applicationPath('brindleCorners');
  await test.step('a contact appeals with a reason', async () => {
    await town.goto(`${here}/${step}?step=1`);
    await town.getByText('Appeal the ruling on step 1').first().click();
    await town.getByLabel('What is wrong with the ruling, and why').fill(reason);
    await town.getByRole('button', { name: 'Appeal the ruling on this step' }).click();
    await expect(town.locator('#appeal').getByText('Received', { exact: true })).toBeVisible();
    await expect(town.locator('#appeal')).toContainText('A coordinator acts next: choose who rules on it');
  });

  const coordinator = await as(people.ruth);
  const address =
    await test.step('a coordinator finds it on the board and from its application, and gives it to somebody', async () => {
      const listed = coordinator
        .locator('#appeals')
        .getByRole('row', { name: /Community Gardens/i })
        .getByRole('link');
      await coordinator.goto('/programs/board');
      await expect(listed).toBeVisible();
      await coordinator.goto(here);
      await coordinator.getByRole('link', { name: 'Go to the appeals' }).click();
      await listed.click();
      await expect(coordinator.getByRole('heading', { level: 1 })).toContainText('Brindle Corners appeals step 1');
      const who = coordinator.getByLabel('Who rules on it', { exact: true });
      expect(await who.locator('option').allTextContents()).toEqual([
        'Choose a reviewer',
        'Jo Lindqvist',
        'Tove Halloran',
      ]);
      await who.selectOption('Tove Halloran');
      await coordinator.getByRole('button', { name: 'Give the appeal to this reviewer' }).click();
      await expect(coordinator.locator('#give')).toContainText('Tove Halloran rules on it by');
      return new URL(coordinator.url()).pathname;
    });

  await test.step('the reviewer finds it in the queue and grants it', async () => {
    const reviewer = await as(people.tove);
    await reviewer.goto('/home');
    await reviewer.locator('#appeals').getByRole('link').first().click();
    await expect(reviewer).toHaveURL(new RegExp(address));
    await expect(reviewer.locator('#appeal')).toContainText(reason);
    await reviewer.getByRole('radio', { name: 'Grant the appeal' }).check();
    await reviewer.getByLabel(/^Points of the step/).selectOption('25 points');
    await reviewer.getByLabel(/^Reason, which/).fill('Page 2 shows the second garden.');
    await reviewer.getByRole('button', { name: 'Rule on the appeal' }).click();
    await expect(reviewer.locator('#appeal')).toContainText('the step has 25 points by it');
  });

  await test.step('the coordinator reads the letter and confirms the correction', async () => {
    await coordinator.goto(here);
    await expect(coordinator.getByText('To confirm', { exact: true })).toBeVisible();
    await coordinator.getByRole('button', { name: 'Confirm the change and send this letter' }).click();
    await expect(coordinator.getByRole('button', { name: 'Confirm the change and send this letter' })).toHaveCount(0);
  });

  await test.step('the town reads the ruling, and everybody the points', async () => {
    await town.goto(`${here}/${step}?step=1`);
    await expect(town.locator('#appeal').getByText('Granted', { exact: true })).toBeVisible();
    await expect(town.locator('#appeal')).toContainText('Page 2 shows the second garden.');
    const report = await open();
    await report.goto('/towns/brindle-corners');
    await expect(report.getByText('240').first()).toBeVisible();
  });
});
