import type { Locator, Page } from '@playwright/test';
import { splitDate } from '@/lib/date-parts';
import { expect } from './fixtures';

/*
 * Filling in a step as a person does: by the words on the page.
 */

type Place = Page | Locator;

/** Types an ISO day into the three fields of the date with this legend. */
export async function fillDate(place: Place, legend: string | RegExp, date: string): Promise<void> {
  const group = place.getByRole('group', { name: legend });
  const { month, day, year } = splitDate(date);
  await group.getByLabel('Month').fill(month);
  await group.getByLabel('Day').fill(day);
  await group.getByLabel('Year').fill(year);
}

/** Picks one answer of a question with a few. */
export const pick = (place: Place, question: string | RegExp, answer: string): Promise<void> =>
  place.getByRole('group', { name: question }).getByLabel(answer, { exact: true }).check();

const steps = (page: Page) => page.getByRole('navigation', { name: 'Steps of this action' });

/** Waits until everything typed is stored. */
export const expectSaved = (page: Page): Promise<void> =>
  expect(page.getByText('Everything is saved. Leaving loses nothing.')).toBeVisible();

/** How the rail says that a step stands. */
export const expectStanding = (page: Page, step: string, words: string): Promise<void> =>
  expect(steps(page).getByRole('link', { name: step })).toContainText(words);

/** What the points panel says the step is worth. */
export const worth = (page: Page): Locator => page.getByRole('heading', { name: /^Step \S+ is (worth|approved)/ });

/** Claimed, documented and awarded points of the step, as the panel lists them. */
export async function expectPoints(page: Page, column: 'Claimed' | 'Documented' | 'Awarded', points: number) {
  const panel = page.getByRole('region', { name: /^Step \S+ is (worth|approved)/ });
  const group = panel.getByRole('term').filter({ hasText: column });
  await expect(group.locator('xpath=following-sibling::dd')).toHaveText(String(points));
}

/** The list with this title: its rows, and the buttons that add to it. */
export const list = (page: Page, title: string): Locator => page.getByRole('region', { name: title, exact: true });

/** Pastes lines of tab-separated cells into a list, and adds them. */
export async function pasteRows(page: Page, title: string, rows: readonly (readonly string[])[]): Promise<void> {
  const rowsEditor = list(page, title);
  await rowsEditor.getByRole('button', { name: 'Paste rows' }).click();
  await rowsEditor.getByLabel('Pasted rows').fill(rows.map((row) => row.join('\t')).join('\n'));
  await rowsEditor.getByRole('button', { name: /^Add \d+ rows?$/ }).click();
  await expect(rowsEditor.getByRole('button', { name: /^Add \d+ rows?$/ })).toBeHidden();
}

/** A file to upload, never the same twice. */
export const file = (name: string, words: string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(`${words}\n${crypto.randomUUID()}\n`),
});

/** Uploads a file to the evidence with this title, and waits until it is attached. */
export async function upload(page: Page, slot: string, sent: ReturnType<typeof file>, pinpoint = ''): Promise<void> {
  const evidence = page.getByRole('group', { name: slot, exact: true });
  await evidence.getByText('Upload files', { exact: true }).click();
  await evidence.getByLabel('Where to look in it (optional)').first().fill(pinpoint);
  await evidence.getByLabel('Files', { exact: true }).setInputFiles(sent);
  await evidence.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(evidence.getByText(`${sent.name}: Added.`)).toBeVisible();
  await expect(evidence.getByRole('link', { name: sent.name.replace(/\.[^.]+$/, '') })).toBeVisible();
}

/** Adds an action from the list of those that are not in the application yet; its form opens. */
export async function addAction(page: Page, application: string, title: string): Promise<void> {
  await page.goto(`${application}/add`);
  await page.getByRole('button', { name: `Add ${title}`, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  // The address names the step: without it, the page would turn to the next one as soon as this one is ready.
  await expect(page).toHaveURL(/[?&]step=/);
}

/** Goes to a step by the rail. */
export async function toStep(page: Page, name: string): Promise<void> {
  await steps(page).getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeVisible();
}

/** Says in the partners section that there were none. */
export async function withoutPartners(page: Page): Promise<void> {
  await toStep(page, 'Partners');
  await page.getByLabel('We had no partners in this action').check();
  await expectSaved(page);
}
