import type { Page } from '@playwright/test';
import { people } from '@/prisma/demonstration/people';
import { expect, test } from '../support/fixtures';
import {
  equity,
  fillEquity,
  fillLiaison,
  fillOutline,
  fillRepository,
  fillTaskForce,
  fillTrainings,
  others,
  sendOutline,
  title,
  typed,
  workforce,
} from '../support/larkspur-landing';
import { addAction, expectPoints, expectSaved, toStep } from '../support/step-form';

/*
 * The main job, end to end: a fictional town that has not applied yet fills in both actions, submits, is sent back one
 * step, mends it, and a level stands on its public page.
 */

type Outcome = 'Approve' | 'Ask the town to revise';

/** Rules on the step in sight, and waits until so many are left. */
async function rule(page: Page, left: number, outcome: Outcome, reason = ''): Promise<void> {
  await page.getByRole('radio', { name: outcome, exact: true }).check();
  if (reason) await page.getByLabel(/^Reason, which/).fill(reason);
  await page.getByRole('button', { name: 'Record the ruling' }).click();
  await expect(page.getByText(`${left} of 16 left to rule`)).toBeVisible();
}

test('a town applies, a reviewer rules, a level stands', async ({ as, open }) => {
  test.setTimeout(300_000);
  const town = await as(people.carl);
  const application = await test.step('the contact starts an application', async () => {
    await town.goto('/home');
    await town.getByRole('link', { name: /^Start the \d{4} application$/ }).click();
    await town
      .getByRole('group', { name: 'Level you aim for' })
      .getByLabel(/Bronze/)
      .check();
    await town.getByRole('button', { name: 'Start the application' }).click();
    await expect(town.getByRole('heading', { level: 1, name: /^Larkspur Landing’s \d{4} application$/ })).toBeVisible();
    await expect(town.getByText('No action is in this application yet.')).toBeVisible();
    return new URL(town.url()).pathname;
  });

  await test.step('an outline is filled in, for the toolkit to be applied to', async () => {
    await addAction(town, application, title(typed));
    await fillOutline(town);
  });
  await test.step('the toolkit is applied to it', async () => {
    await addAction(town, application, title(equity));
    await fillEquity(town);
  });
  await test.step('the five steps on homelessness are filled in', async () => {
    await addAction(town, application, title(workforce));
    await fillLiaison(town);
    await fillTrainings(town);
    await fillTaskForce(town);
    await fillRepository(town);
  });
  await test.step('an action of each other category is added', async () => {
    const { town: library } = (await (await town.request.get('/api/evidence?town=larkspur-landing')).json()) as {
      town: { id: string };
    };
    for (const action of others) {
      await addAction(town, application, title(action));
      await sendOutline(town, library.id);
    }
  });

  await test.step('the check names what is missing, with a link to it', async () => {
    await town.goto(application);
    await town.getByRole('link', { name: 'See all of them' }).click();
    const summary = town.getByRole('alert', { name: /^1 thing to mend before round 2/ });
    await expect(summary).toBeFocused();
    await summary
      .getByRole('link', { name: /^1\.1 Optimize for Equity: Fill in “What came of it, .* in row 1\.$/ })
      .click();
    const missing = town.getByLabel('What came of it, and what comes next?');
    await expect(missing).toBeFocused();
    await missing.fill('Forty more riders on the last bus; the landing is next.');
    await expectPoints(town, 'Documented', 10);
    await expectSaved(town);
  });

  const receipt = town.getByText(/^Receipt \S+$/);
  await test.step('the contact submits and gets a receipt', async () => {
    await town.goto(`${application}/check`);
    await expect(town.getByRole('region', { name: 'Goes along in this round' })).toContainText('12 actions');
    await town.getByRole('button', { name: /^Submit round/ }).click();
    await expect(receipt).toBeVisible();
    await expect(town.getByText('Carl Winther')).not.toHaveCount(0);
  });

  const coordinator = await as(people.ruth);
  await test.step('a coordinator assigns a reviewer', async () => {
    await coordinator.goto(application);
    await coordinator.getByLabel('Reviewer', { exact: true }).selectOption('Samir Okafor');
    await coordinator.getByRole('button', { name: 'Assign the reviewer' }).click();
    await expect(coordinator.getByRole('button', { name: 'Release Samir Okafor' })).toBeVisible();
  });

  const reviewer = await as(people.samir);
  await test.step('the reviewer rules on each step and returns one', async () => {
    await reviewer.goto('/home');
    await reviewer
      .getByRole('row', { name: /Larkspur Landing/ })
      .getByRole('link', { name: /^Step/ })
      .first()
      .click();
    for (let left = 16; left > 0; left -= 1) {
      await expect(reviewer.getByText(`${left} of 16 left to rule`)).toBeVisible();
      const heading = reviewer.getByRole('heading', { level: 1 });
      if (/step 3/.test(await heading.innerText()))
        await rule(
          reviewer,
          left - 1,
          'Ask the town to revise',
          'Say who keeps the repository current, and how often.',
        );
      else await rule(reviewer, left - 1, 'Approve');
      if (left === 1) break;
      const here = reviewer.url();
      await reviewer.getByRole('link', { name: 'Next step', exact: true }).click();
      await reviewer.waitForURL((url) => url.href !== here);
    }
    await reviewer.goto(application);
    await reviewer.getByRole('button', { name: 'Return round 2 to the town' }).click();
    await expect(
      reviewer.getByRole('heading', { name: /^Larkspur Landing acts next: fix 1 returned step/ }),
    ).toBeVisible();
  });

  await test.step('the town sees only that step open, mends it and submits again', async () => {
    await town.goto(application);
    await expect(town.getByRole('heading', { name: /^Larkspur Landing acts next: fix 1 returned step/ })).toBeVisible();
    await town.goto(`${application}/${workforce}?step=1a`);
    await expect(town.getByText('This step is approved and keeps its points.')).toBeVisible();
    await expect(town.getByLabel('Name of the liaison')).toBeHidden();
    await toStep(town, '3 Repository');
    await expect(town.getByText('Say who keeps the repository current, and how often.').first()).toBeVisible();
    await town
      .getByLabel('What is in it?')
      .fill('Where to call, sleep, eat and get mail. The clerk reads it every month.');
    await expectSaved(town);
    await town.getByRole('link', { name: 'Check this step' }).click();
    const open = town.getByRole('alert', { name: /^1 thing to mend on this step/ });
    await open.getByRole('link', { name: 'Say what you changed for the point the reviewer made on step 3.' }).click();
    await expect(town.getByRole('region', { name: 'Answer the reviewer' })).toBeFocused();
    await town.getByLabel('What you changed for point 1').fill('The clerk reads it every month.');
    await town.getByLabel('Where, for point 1').fill('What is in it?');
    await town.getByRole('button', { name: 'Save the answers to the reviewer' }).click();
    await expect(town.getByText('Answers saved. They go along when you submit.')).toBeVisible();
    await town.goto(`${application}/check`);
    await town.getByRole('button', { name: /^Submit round/ }).click();
    await expect(receipt).toBeVisible();
  });

  await test.step('the reviewer approves it and finishes', async () => {
    await reviewer.goto(`${application}/${workforce}?step=3`);
    await expect(reviewer.getByText('1 of 16 left to rule')).toBeVisible();
    await rule(reviewer, 0, 'Approve');
    await reviewer.goto(application);
    await reviewer.getByRole('button', { name: /^Finish the review/ }).click();
    await expect(reviewer.getByText(/is finished/)).toBeVisible();
  });

  await test.step('the coordinator decides', async () => {
    await coordinator.goto(application);
    await expect(coordinator.getByText('250 points are awarded.')).toBeVisible();
    await coordinator.getByRole('radio', { name: /^Certify Bronze/ }).check();
    await coordinator.getByLabel('Your words to Larkspur Landing').fill('The landing is a pleasure to walk.');
    await coordinator.getByRole('button', { name: 'Show the letter' }).click();
    await expect(coordinator.getByRole('heading', { name: 'The letter to Larkspur Landing' })).toBeVisible();
    await expect(coordinator.getByText('The landing is a pleasure to walk.').last()).toBeVisible();
    await coordinator.getByRole('button', { name: 'Record the decision and send this letter' }).click();
    await expect(
      coordinator.getByRole('heading', { name: /^Larkspur Landing is certified Bronze until/ }),
    ).toBeVisible();
  });

  await test.step('the public page shows the level and what it stands on', async () => {
    const page = await open();
    await page.goto('/towns/larkspur-landing');
    await expect(page.getByRole('heading', { level: 1, name: 'Larkspur Landing is certified Bronze' })).toBeVisible();
    await expect(page.getByText(/^250 points for 12 actions/)).toBeVisible();
    await expect(page.getByRole('table', { name: /^What Bronze asks for/ })).toContainText('Met');
    // Personal data never leaves the portal.
    for (const personal of ['Ilka Brandt', 'Moss Tarrant', 'ibrandt@', 'stipend'])
      await expect(page.getByText(personal)).toHaveCount(0);
  });
});
