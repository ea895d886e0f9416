import type { Page } from '@playwright/test';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '../fixtures';
import { filedIn } from '../letters';
import type { Someone } from './cast';
import type { Stage } from './stage';

export type Judged = {
  outcome: 'Approve' | 'Ask the town to revise' | 'Do not approve';
  points?: number;
  reason?: string;
};

const as = (outcome: Judged['outcome']) => ({ name: outcome, exact: true });

/** Fills in the ruling in sight and records it, by keyboard. */
export async function give(
  page: Page,
  { outcome, points, reason }: Judged,
  button = 'Record the ruling',
): Promise<void> {
  await page.getByRole('radio', as(outcome)).press('Space');
  if (points !== undefined) await page.getByLabel(/^Points awarded/).selectOption(String(points));
  if (reason) await page.getByLabel(/^Reason, /).fill(reason);
  await page.getByRole('button', { name: button }).press('Enter');
}

/** The action and step of the desk in sight, as `action/step`. */
const hereOf = (page: Page) => {
  const { pathname, searchParams } = new URL(page.url());
  return `${pathname.split('/').at(-1)}/${searchParams.get('step')}`;
};

/** Opens the queue narrowed to a town, and its first step by keyboard. Returns how many steps it shows. */
export async function openQueue(page: Page, query: string): Promise<number> {
  await page.goto(`/home?${query}#queue`);
  const shown = await page.getByText(/^\d+ steps? match(es)? the filter/).innerText();
  const steps = page.getByRole('group', { name: 'Steps' }).locator('a[data-line]');
  await steps.first().focus();
  if ((await steps.count()) > 1) {
    await page.keyboard.press('j');
    await expect(steps.nth(1)).toBeFocused();
    await page.keyboard.press('k');
  }
  await expect(steps.first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Your (ruling|second reading)/ })).toBeVisible();
  return Number.parseInt(shown);
}

/**
 * Rules on every step of the narrowed queue, from one to the next by the link that has the focus once a ruling is recorded.
 * Returns the steps in the order in which they came.
 */
export async function ruleThrough(page: Page, query: string, judge: (step: string) => Judged): Promise<string[]> {
  const left = await openQueue(page, query);
  const met: string[] = [];
  for (let number = 1; number <= left; number += 1) {
    const here = page.url();
    met.push(hereOf(page));
    await give(page, judge(hereOf(page)));
    await expect(page.getByText(/^Ruling recorded\./)).toBeVisible();
    if (number === left) break;
    await expect(page.getByRole('link', { name: 'Go to the next step' })).toBeFocused();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href !== here);
    await expect(page.getByRole('heading', { name: /^Your ruling/ })).toBeVisible();
  }
  return met;
}

/** Waits until no letter is on its way. */
export async function letters({ look }: Stage): Promise<void> {
  for (;;) {
    const [row] = await look<{ waiting: number }>(`select count(*)::int as waiting from mails where outcome is null`);
    if (row?.waiting === 0) return;
    await pause(50);
  }
}

/** A receipt has another number each time. */
const plain = (subject: string) => subject.replace(/receipt \S+$/, 'receipt');

/** The letters that went by mail to each, oldest first. */
export async function mailOf({ mail, told }: Stage): Promise<Record<Someone, string[]>> {
  const filed = await filedIn(mail);
  const people = Object.entries(told.people);
  const known = new Set(people.map(([, { email }]) => email));
  expect(filed.filter(({ to }) => !known.has(to))).toEqual([]);
  return Object.fromEntries(
    people.map(([key, { email }]) => [
      key,
      filed.filter(({ to }) => to === email).map(({ subject }) => plain(subject)),
    ]),
  ) as Record<Someone, string[]>;
}

/** The letters somebody reads in the portal, oldest first. */
export async function readBy(page: Page): Promise<string[]> {
  await page.goto('/letters');
  await expect(page.getByRole('heading', { level: 1, name: 'Letters' })).toBeVisible();
  const subjects = await page.getByRole('table', { name: 'Letters' }).getByRole('link').allInnerTexts();
  return subjects.map(plain).reverse();
}
