import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures';

/** Waits until a page is whole: its title may come after its first bytes. */
export const expectWhole = (page: Page) => expect(page).toHaveTitle(/Town Green/);

/**
 * What axe finds on the page as it stands, with no rule switched off: `rule: where`. No page holds a frame of another
 * origin, so axe may stay in the page, and only what is amiss is told at length: a third of the time.
 */
async function findings(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`),
  );
}

/** The page has no accessibility fault at a desk and on a phone, and does not scroll sideways on either. */
export async function expectGoodEverywhere(page: Page): Promise<void> {
  // What is under way has ended, and no colour is halfway between two.
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const size of [
    { width: 1280, height: 900 },
    { width: 320, height: 800 },
  ]) {
    await page.setViewportSize(size);
    const wide = await page.evaluate(() => ({
      content: document.scrollingElement!.scrollWidth,
      window: window.innerWidth,
    }));
    expect.soft(wide.content, `sideways scrolling at ${size.width}`).toBeLessThanOrEqual(wide.window);
    expect.soft(await findings(page), `axe at ${size.width}`).toEqual([]);
  }
}
