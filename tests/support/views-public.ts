import type { Page } from '@playwright/test';
import { expect } from './fixtures';
import type { View } from './views';

const workforce = 'municipal-workforce-homelessness';

/** Pages as axe looks at them: pages that anybody opens. */
export const publicViews: View[] = [
  { route: '/' },
  { route: '/', state: 'menu open', act: openMenu },
  { route: '/actions' },
  { route: '/actions/[id]', at: `/actions/${workforce}` },
  { route: '/actions/[id]', at: '/actions/optimize-for-equity' },
  { route: '/actions/[id]', at: '/actions/dark-skies' },
  { route: '/towns' },
  { route: '/towns/[slug]', at: '/towns/tamarack' },
  { route: '/towns/[slug]', at: '/towns/harrow-mills' },
  { route: '/towns/[slug]', at: '/towns/cinder-ridge' },
  { route: '/how-it-works' },
  { route: '/help' },
  { route: '/accessibility' },
  { route: '/privacy' },
];

async function openMenu(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 800 });
  await page.getByRole('button', { name: 'Menu' }).click();
  await expect(page.getByRole('button', { name: 'Close' })).toBeVisible();
}
