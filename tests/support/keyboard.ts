import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures';

/** Says what has the focus when nothing shows it, else null: a ring around it, around its label, or a bar beside it. */
const unseenFocus = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const rings = (element: Element | null): boolean => {
      if (!element) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    };
    const seen = [at, at.nextElementSibling, at.closest('label')].some(rings);
    return seen ? null : at.outerHTML.slice(0, 200);
  });

/** Presses Tab until the element has the focus; at each stop something must show where the focus is. */
export async function tabTo(page: Page, target: Locator, most = 120): Promise<void> {
  await expect(target).toBeVisible();
  const unseen: string[] = [];
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      expect(unseen, 'stops without a visible focus').toEqual([]);
      return;
    }
    await page.keyboard.press('Tab');
    const lost = await unseenFocus(page);
    if (lost) unseen.push(lost);
  }
  throw new Error(`${most} presses of Tab do not reach ${String(target)}`);
}

/** Reaches an element by Tab and presses a key on it. */
export async function press(page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Reaches a field by Tab and types over what is in it. */
export async function type(page: Page, target: Locator, words: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(words);
}
