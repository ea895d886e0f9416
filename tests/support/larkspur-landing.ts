import type { Page } from '@playwright/test';
import { findAction, shippedRulebooks } from '@/lib/rulebook/published';
import { monthsBefore, quarterDays } from '@/prisma/demonstration/calendar';
import { expect } from './fixtures';
import {
  expectPoints,
  expectSaved,
  expectStanding,
  file,
  fillDate,
  list,
  pasteRows,
  pick,
  toStep,
  upload,
  withoutPartners,
  worth,
} from './step-form';

/*
 * What Larkspur Landing, a fictional town that has not applied yet, does for Bronze: both actions of the write-ups with
 * every step, and one more action for each other category.
 */

const now = new Date();
const before = (months: number, days = 0) => monthsBefore(now, months, days);

/** The title of an action in the shipped rulebook. */
export const title = (id: string): string => findAction(shippedRulebooks[0]!, id)!.title;

export const equity = 'optimize-for-equity';
export const workforce = 'municipal-workforce-homelessness';
/** The action the toolkit is applied to; its form is filled in by typing. */
export const typed = 'complete-streets';
/** One action of each category that has none of the three: 20 points each. */
export const others = [
  'sustainable-purchasing',
  'dark-skies',
  'arts-support',
  'solar-permitting',
  'c-pace',
  'municipal-collaboration',
  'unit-based-pricing',
  'community-gardens',
  'affordable-housing-plan',
] as const;

const liaison = ['Ilka Brandt', 'Liaison', 'ibrandt@larkspurlanding.example'];
const clerk = ['Moss Tarrant', 'Staff', 'mtarrant@larkspurlanding.example'];

/** An outline: narrative, points, date, credit, evidence, no partners. */
export async function fillOutline(page: Page): Promise<void> {
  await page
    .getByLabel('What did the town do?')
    .fill(
      'Wharf Street was rebuilt with wide sidewalks, three raised crossings and a lane for bicycles up to the landing.',
    );
  await page.getByLabel(/^Points claimed/).fill('20');
  await expect(worth(page)).toHaveText('Step 1 is worth 20 points now');
  await expectStanding(page, '1 What you did', 'In progress');
  await fillDate(page, /^When was this completed/, before(8));
  await pick(page, /^Is this new/, 'New credit');
  await upload(page, 'Evidence', file('wharf-street.txt', 'Fictional minutes of the street works.'), 'page 2');
  await expectPoints(page, 'Documented', 20);
  await expectStanding(page, '1 What you did', 'Ready to submit');
  await expectSaved(page);
  await withoutPartners(page);
}

/** The remaining outlines are sent by the routes that the form itself uses, from the page of the form. */
export async function sendOutline(page: Page, town: string): Promise<void> {
  const held = (name: string) => page.locator(`input[name="${name}"]`).first().inputValue();
  const submission = await held('submission');
  const headers = { origin: new URL(page.url()).origin, accept: 'application/json' };
  const saved = await page.request.put(`/api/answers/${submission}`, {
    headers,
    data: {
      base: 0,
      stamp: await held('stamp'),
      writer: crypto.randomUUID(),
      seq: 1,
      changes: {
        '1.narrative': 'The board adopted it in the spring, and the staff carried it out over the summer.',
        '1.points': 20,
        '1.completed': before(9),
        '1.credit': 'new',
        'partners.none': true,
      },
    },
  });
  expect(saved.status()).toBe(200);
  const shown = await page.request.post('/api/evidence', {
    headers,
    multipart: {
      town,
      submission,
      step: '1',
      slot: 'support',
      file: file('adopted.txt', 'Fictional vote of the board.'),
    },
  });
  expect(shown.status()).toBe(201);
}

/** One toolkit application, whole but for what came of it: the check must find that. */
export async function fillEquity(page: Page): Promise<void> {
  const toolkits = list(page, 'Toolkit applications');
  await toolkits.getByRole('button', { name: 'Add a toolkit application' }).click();
  await toolkits.getByLabel('Applied to which action?').selectOption({ label: title(typed) });
  await fillDate(toolkits, 'When was it completed?', before(7));
  await toolkits
    .getByLabel('Who took part, and who was missing?')
    .fill('Riders, crossing guards; night workers were missing.');
  await toolkits.getByLabel('How did you reach them?').fill('At the bus stop, at six in the morning.');
  await toolkits.getByLabel('What did you hear?').fill('The last bus leaves before the shift ends.');
  await toolkits.getByLabel('What changed because of it?').fill('The crossing moved to the stop, with a light.');
  await expect(worth(page)).toHaveText('Step 1 is worth 10 points now');
  await expectPoints(page, 'Documented', 0);
  await expectSaved(page);
  await withoutPartners(page);
}

/** Step 1a, with rows added and pasted, and a screenshot uploaded. */
export async function fillLiaison(page: Page): Promise<void> {
  await toStep(page, '1a Liaison');
  await page.getByLabel('Name of the liaison').fill(liaison[0]!);
  await page.getByLabel('Title', { exact: true }).fill('Human services director');
  await page.getByLabel('Contact', { exact: true }).fill(liaison[2]!);
  await pick(page, 'Who is the liaison?', 'A municipal employee');
  await pick(page, /^Is the liaison a member/, 'Yes');
  const [first = '', ...rest] = quarterDays(now, 4);
  const meetings = list(page, 'Meetings with the Coordinated Access Network');
  await meetings.getByRole('button', { name: 'Add a meeting' }).click();
  await fillDate(meetings, 'Date', first);
  await meetings.getByRole('button', { name: 'Done with row 1' }).click();
  await pasteRows(
    page,
    'Meetings with the Coordinated Access Network',
    rest.map((date) => [date, 'A CAN meeting', 'Quarterly']),
  );
  await page.getByLabel('Web page that names the liaison').fill('https://www.larkspurlanding.example/liaison');
  await pick(page, /^Does the page show/, 'Yes');
  await page.getByLabel(/^How do the Sustainability Team/).fill('The liaison sits on the team and opens each meeting.');
  await fillDate(page, /^When was the liaison designated/, before(16));
  await pick(page, /^Is this new/, 'New credit');
  await expect(worth(page)).toHaveText('Step 1a is worth 5 points now');
  await expectPoints(page, 'Documented', 0);
  await upload(page, 'Screenshot of the page', file('liaison-page.txt', 'Fictional page of the liaison.'));
  await expectPoints(page, 'Documented', 5);
  await expectSaved(page);
}

/** Step 1b: the liaison’s three trainings and one more; the points follow each row. */
export async function fillTrainings(page: Page): Promise<void> {
  await toStep(page, '1b Trainings');
  const log = list(page, 'Training log');
  await log.getByRole('button', { name: 'Add a training' }).click();
  await log.getByLabel('Who attended').fill(liaison[0]!);
  await log.getByLabel('Role').selectOption('Liaison');
  await log.getByLabel('Contact').fill(liaison[2]!);
  await log.getByLabel('Name of the training').fill('Race, Place and Homelessness');
  await log.getByLabel('Race equity and homelessness').check();
  await log.getByLabel('Provider').fill('Quinnipiac Housing Forum');
  await fillDate(log, 'First day', before(8));
  await log.getByRole('button', { name: 'Same as the first day' }).click();
  await log.getByRole('button', { name: 'Done with row 1' }).click();
  await expect(worth(page)).toHaveText('Step 1b is worth 0 points now');
  const row = (who: string[], training: string, topic: string, months: number) => [
    ...who,
    training,
    topic,
    'Quinnipiac Housing Forum',
    before(months),
    before(months),
  ];
  await pasteRows(page, 'Training log', [
    row(liaison, 'Coordinated Access: How Diversion Works', 'CAN function and shelter diversion', 7),
    row(liaison, 'Housing First in Small Towns', 'Housing first', 6),
  ]);
  await expect(worth(page)).toHaveText('Step 1b is worth 5 points now');
  await pasteRows(page, 'Training log', [row(clerk, 'Housing First in Small Towns', 'Housing first', 6)]);
  await expect(worth(page)).toHaveText('Step 1b is worth 10 points now');
  await expectPoints(page, 'Documented', 10);
  await expectSaved(page);
}

/** Steps 2 and 2+, the second citing again what was uploaded for the first. */
export async function fillTaskForce(page: Page): Promise<void> {
  await toStep(page, '2 Task force');
  await pick(page, /^Is it a new or an existing group/, 'A new task force');
  await pasteRows(page, 'Members', [
    ['Ilka Brandt', 'Human services director', 'Human services'],
    ['Moss Tarrant', 'Clerk', 'Town clerk'],
  ]);
  await pasteRows(
    page,
    'Meeting dates',
    quarterDays(now, 4).map((date) => [date, 'Regular meeting']),
  );
  await pick(page, /^Do the attached minutes/, 'Yes');
  await fillDate(page, /^When did the task force/, before(15));
  await pick(page, /^Is this new/, 'New credit');
  await upload(page, 'Meeting documents', file('task-force-minutes.txt', 'Fictional minutes.'), 'item 6');
  await expectPoints(page, 'Documented', 10);
  await expectSaved(page);

  await toStep(page, '2+ Lived experience');
  await page.getByLabel('What was allocated?').fill('A stipend for two seats on the task force.');
  await page.getByLabel(/^Amount/).fill('2,400');
  await fillDate(page, /^When was the funding/, before(10));
  await pick(page, /^Is this new/, 'New credit');
  const evidence = page.getByRole('group', { name: 'Evidence of the allocation', exact: true });
  await evidence.getByText('Use one from the library').click();
  await evidence.getByLabel('Look for').fill('task-force');
  await evidence.getByRole('radio', { name: /task-force-minutes/ }).check();
  await evidence.getByRole('button', { name: 'Attach it' }).click();
  await expect(evidence.getByRole('link', { name: 'task-force-minutes' })).toBeVisible();
  await expectPoints(page, 'Documented', 5);
  await expectSaved(page);
}

/** Step 3, and the partners of the action. */
export async function fillRepository(page: Page): Promise<void> {
  await toStep(page, '3 Repository');
  await page.getByLabel('Link to the repository').fill('https://www.larkspurlanding.example/resources');
  await pick(page, 'Who made it?', 'The task force');
  await pick(page, /^Was it made together/, 'Yes');
  await page.getByLabel('What is in it?').fill('Where to call, sleep, eat and get mail.');
  await pick(page, /^Does it hold content/, 'Yes');
  await page.getByLabel('People with disabilities').check();
  await page.getByLabel('Who has access?').fill('Every front desk of the town.');
  await fillDate(page, /^When was the repository/, before(5));
  await pick(page, /^Is this new/, 'New credit');
  await expectPoints(page, 'Documented', 10);
  await expectSaved(page);
  await toStep(page, 'Partners');
  await page.getByLabel('Organizations').fill('Quinnipiac Housing Forum');
  await page.getByLabel('Your town’s own part').fill('The town hosted the sessions.');
  await expectSaved(page);
}
