import type { Page } from '@playwright/test';
import type { Someone } from '../support/desk-story/cast';
import { give, letters, mailOf, openQueue, readBy, ruleThrough, type Judged } from '../support/desk-story/desk';
import { setStage, type Stage } from '../support/desk-story/stage';
import { expect, test as base } from '../support/fixtures';
import { expectSaved } from '../support/step-form';

/*
 * The review desk, from 40 submissions of four towns without a reader to a decision and its letter: in a portal of its own,
 * so that everybody's inbox can be compared with the whole list of what they are to have got.
 */

type Cast = { stage: Stage; enter: (who: Someone) => Promise<Page> };

const test = base.extend<Cast>({
  stage: async ({}, give) => {
    const stage = await setStage();
    await give(stage);
    await stage.end();
  },
  enter: async ({ open, stage }, give) => {
    await give(async (who) => {
      const page = await open({ baseURL: stage.address });
      const cookie = { name: 'next-auth.session-token', value: stage.told.people[who].cookie };
      await page.context().addCookies([{ ...cookie, url: stage.address, httpOnly: true, sameSite: 'Lax' }]);
      return page;
    });
  },
});

const rowsOf = (page: Page, table: string) => page.getByRole('table', { name: table }).locator('tbody tr');

const training = 'participate-in-equity-training';
const yes: Judged = { outcome: 'Approve' };

/** How the first round of Birch Landing is ruled; everything else is approved as documented. */
const firstRound: Record<string, Judged> = {
  [`${training}/1`]: {
    outcome: 'Ask the town to revise',
    reason: 'The evening on race and homelessness counts in 12 already: take it out here.\nSay who spoke at the other.',
  },
  'sustainable-purchasing/1': {
    outcome: 'Approve',
    points: 10,
    reason: 'The policy is shown, its second year is not.',
  },
  'local-products/1': { outcome: 'Approve', points: 10, reason: 'The list is shown, the fair is not.' },
};

test('40 submissions are shared out, reviewed in two rounds and decided, and every inbox is exact', async ({
  stage,
  enter,
}) => {
  test.setTimeout(180_000);
  const { applications, piece } = stage.told;
  const birch = `/applications/${applications.birch}`;
  const dunmore = `/applications/${applications.dunmore}`;
  const [cora, ash, bo, una] = [await enter('cora'), await enter('ash'), await enter('bo'), await enter('una')];

  await test.step('a reviewer declares a conflict; another wants letters at once', async () => {
    await una.goto('/home');
    await una.getByText('Declare a conflict with a town').click();
    await una.getByLabel('With which town').selectOption('Dunmore Falls');
    await una.getByLabel('What the conflict is').fill('My brother is its first selectman.');
    await una.getByRole('button', { name: 'Declare the conflict' }).click();
    await expect(una.getByText(/^Dunmore Falls, since/)).toBeVisible();
    await ash.goto('/account#letters');
    await ash.getByLabel('Assigned to you').selectOption('By mail, at once');
    await ash.getByRole('button', { name: 'Save the choices' }).click();
    await expect(ash.getByText('Saved. It holds from the next letter on.')).toBeVisible();
  });

  const loads = [
    ['Ash Bennet', '0', '13'],
    ['Bo Ferris', '0', '19'],
    ['Una Thorne', '0', '10'],
  ];
  const preview = async () => {
    await cora.goto('/programs/assign');
    await expect(cora.getByText(/^42 submitted steps in 4 applications have no reader\./)).toBeVisible();
    await cora.getByRole('button', { name: 'Show what would happen' }).click();
    const rows = rowsOf(cora, 'Steps that wait for each reviewer');
    await expect(rows).toHaveCount(3);
    const shown = await rows.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    expect(shown.sort()).toEqual(loads);
  };
  const assign = async () => {
    await cora.getByRole('button', { name: 'Assign 42 steps as shown' }).click();
    await expect(cora.getByText('Every submitted step has a reader.').first()).toBeVisible();
    await letters(stage);
  };
  await test.step('the coordinator sees what the rule would do, assigns, undoes and assigns again', async () => {
    await preview();
    const given = rowsOf(cora, 'What would be given to whom');
    await expect(given).toHaveCount(39);
    await expect(given.filter({ hasText: 'Dunmore Falls' })).toHaveCount(9);
    await expect(given.filter({ hasText: 'Dunmore Falls' }).filter({ hasText: 'Una Thorne' })).toHaveCount(0);
    await assign();
    await cora.getByRole('button', { name: /^Undo what was assigned/ }).click();
    await expect(cora.getByText(/^Undone/)).toBeVisible();
    await letters(stage);
    await preview();
    await assign();
  });

  await test.step('each queue holds the steps of its reviewer, and nothing of a town in conflict', async () => {
    for (const [page, steps, towns] of [
      [ash, 13, ['Birch Landing (7)', 'Candlewick (2)', 'Dunmore Falls (2)', 'Elmhaven (2)']],
      [bo, 19, ['Birch Landing (4)', 'Candlewick (4)', 'Dunmore Falls (7)', 'Elmhaven (4)']],
      [una, 10, ['Birch Landing (4)', 'Candlewick (3)', 'Elmhaven (3)']],
    ] as const) {
      await page.goto('/home');
      await expect(page.getByText(`${steps} steps, the longest wait first.`)).toBeVisible();
      const choices = page.getByRole('form', { name: 'Filter my queue' }).getByLabel('Town').locator('option');
      expect((await choices.allInnerTexts()).slice(1)).toEqual(towns);
    }
    const addresses = [
      dunmore,
      ...['/solar-permitting?step=1', '/record', '/receipt', '/letters'].map((below) => dunmore + below),
      `/api/export/${applications.dunmore}`,
      `/api/evidence/${piece}`,
    ];
    const answers = (page: Page) =>
      Promise.all(addresses.map(async (address) => (await page.request.get(address, { maxRedirects: 0 })).status()));
    expect(await answers(una)).toEqual(addresses.map(() => 404));
    // The same addresses lead somewhere for whoever reads the town; nothing is decided of it yet.
    expect((await answers(bo)).slice(0, 4)).toEqual([200, 200, 200, 200]);
  });

  await test.step('the first round of a town is ruled on step by step, and the training that counts twice is seen', async () => {
    await ash.goto(`${birch}/${training}?step=1`);
    const doubled = /Row 2 may be the training “race place and homelessness” of .*, 2023 in /;
    const finding = ash.getByRole('listitem').filter({ hasText: doubled });
    await expect(finding).toBeVisible();
    const ruled = await ruleThrough(ash, 'town=birch-landing', (step) => firstRound[step] ?? yes);
    expect(ruled).toHaveLength(7);
    expect(ruled).toContain(`${training}/1`);
    expect(await ruleThrough(bo, 'town=birch-landing', (step) => firstRound[step] ?? yes)).toHaveLength(4);
    expect(await ruleThrough(una, 'town=birch-landing', (step) => firstRound[step] ?? yes)).toHaveLength(4);
    await una.goto('/home');
    await expect(una.getByText('6 steps, the longest wait first.')).toBeVisible();
    await una.getByRole('link', { name: /^Send round 1 of Birch Landing/ }).click();
    await una.getByRole('button', { name: 'Return round 1 to the town' }).click();
    await expect(una.getByRole('heading', { name: /^Birch Landing acts next: fix 1 returned step/ })).toBeVisible();
  });

  await test.step('another town is not approved in one step, returned with another, and does not come back', async () => {
    await openQueue(bo, 'town=candlewick&category=3');
    await give(bo, { outcome: 'Do not approve', reason: 'The pathway is on private land, and not the town’s.' });
    await expect(bo.getByText(/^Ruling recorded\./)).toBeVisible();
    await stage.behind('candlewick');
  });

  const ada = await enter('birch');
  await test.step('the town answers each point and submits again', async () => {
    await ada.goto(birch);
    await expect(ada.getByRole('heading', { name: /^Birch Landing acts next: fix 1 returned step/ })).toBeVisible();
    await ada.goto(`${birch}/${training}?step=1`);
    await expectSaved(ada);
    await ada.getByRole('button', { name: 'Remove row 2' }).click();
    await expect(ada.getByText('Row 2 removed.')).toBeVisible();
    await expectSaved(ada);
    await ada.getByLabel('What you changed for point 1').fill('It is taken out; it stays in 12.');
    await ada.getByLabel('Where, for point 1').fill('The log, row 2');
    await ada.getByLabel('What you changed for point 2').fill('The moderator of Hatherley spoke.');
    await ada.getByLabel('Where, for point 2').fill('The log, row 1');
    await ada.getByRole('button', { name: 'Save the answers to the reviewer' }).click();
    await expect(ada.getByText('Answers saved. They go along when you submit.')).toBeVisible();
    await ada.goto(`${birch}/check`);
    await ada.getByRole('button', { name: /^Submit round 2/ }).click();
    await expect(ada.getByText(/^Receipt \S+$/)).toBeVisible();
  });

  await test.step('the second round is ruled on from the queue, with what was changed', async () => {
    await ash.goto('/home');
    await expect(ash.getByText('5 steps, the longest wait first.')).toBeVisible();
    expect(await openQueue(ash, 'town=birch-landing')).toBe(1);
    await expect(ash.getByText('It is taken out; it stays in 12.')).toBeVisible();
    await expect(ash.getByRole('listitem').filter({ hasText: 'may be the training' })).toHaveCount(0);
    await give(ash, yes);
    await expect(ash.getByText(/^Ruling recorded\./)).toBeVisible();
  });

  const second: Someone = await test.step('a second reader, who sees no ruling, disagrees', async () => {
    await cora.goto(birch);
    await cora.getByText('Ask for a second reading of a contested step').click();
    const steps = cora.getByLabel('Which step');
    const title = await steps.locator('option', { hasText: 'Equity Training' }).first().innerText();
    await steps.selectOption(title);
    await cora.getByRole('button', { name: 'Ask for a second reading' }).click();
    const row = rowsOf(cora, 'Second readings beside the rulings');
    await expect(row).toHaveText(/asked of (Bo Ferris|Una Thorne), not given yet/);
    const [who, reader] = (await row.innerText()).includes('Bo Ferris')
      ? (['bo', bo] as const)
      : (['una', una] as const);
    expect(await openQueue(reader, 'state=read')).toBe(1);
    await expect(reader.getByText('Rulings so far')).toHaveCount(0);
    await give(
      reader,
      { outcome: 'Do not approve', reason: 'One evening with a guest is no training.' },
      'Record the reading',
    );
    await expect(reader.getByText('Your second reading is recorded.')).toBeVisible();
    return who;
  });

  await test.step('the review is finished, and decided in sight of the dissent', async () => {
    await ash.goto(birch);
    await ash.getByRole('button', { name: 'Finish the review of round 2' }).click();
    await expect(ash.getByText(/^Round 2 is finished/)).toBeVisible();
    await cora.goto('/home');
    await cora
      .getByRole('row', { name: /Birch Landing/ })
      .getByRole('link')
      .click();
    await expect(cora.getByRole('link', { name: '1 second reading not of one mind with the ruling' })).toBeVisible();
    await expect(cora.getByText('One evening with a guest is no training.')).toBeVisible();
    await cora.getByRole('radio', { name: /^Certify Bronze/ }).check();
    await cora.getByLabel('Your words to Birch Landing').fill('We differed over the evening, and let it stand.');
    await cora.getByRole('button', { name: 'Show the letter' }).click();
    await expect(cora.getByText(/^The application of Birch Landing for the 2024 cycle was decided/)).toBeVisible();
    await cora.getByRole('button', { name: 'Record the decision and send this letter' }).click();
    await expect(cora.getByRole('heading', { name: /^Birch Landing is certified Bronze until/ })).toBeVisible();
    await letters(stage);
  });

  await test.step('the inboxes hold exactly the right letters', async () => {
    await stage.behind('morning');
    await letters(stage);
    const asked = (who: Someone) => (second === who ? ['1 application assigned to you'] : []);
    const given = (count: number) => [
      `${count} applications assigned to you`,
      `${count} applications no longer with you`,
      `${count} applications assigned to you`,
    ];
    const digest = (fresh: number, waiting: number) =>
      `Town Green, Wednesday, October 2, 2024: ${fresh} new, ${waiting} waiting`;
    const toBirch = [
      'Received: Birch Landing, round 1, receipt',
      'Birch Landing: the reviewers returned 1 step to work on',
      'Received: Birch Landing, round 2, receipt',
      'Birch Landing: the review is finished',
      'Birch Landing is certified Bronze',
    ];
    const ofBo = digest(3 + asked('bo').length, 2);
    const ofUna = digest(3 + asked('una').length, 1);
    expect(await mailOf(stage)).toEqual({
      cora: [],
      ash: given(4),
      bo: [ofBo],
      una: [ofUna],
      birch: toBirch,
      candlewick: ['Received: Candlewick, round 1, receipt', 'Candlewick: the reviewers returned 1 step to work on'],
      dunmore: ['Received: Dunmore Falls, round 1, receipt'],
      elmhaven: ['Received: Elmhaven, round 1, receipt'],
    } satisfies Record<Someone, string[]>);
    expect(await readBy(ada)).toEqual(toBirch);
    expect(await readBy(ash)).toEqual(given(4));
    expect(await readBy(bo)).toEqual([...given(4), ...asked('bo'), ofBo]);
    expect(await readBy(una)).toEqual([...given(3), ...asked('una'), ofUna]);
    await cora.goto('/letters');
    await expect(cora.getByText('No letter yet.')).toBeVisible();
  });
});
