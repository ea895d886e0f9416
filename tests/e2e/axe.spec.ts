import { expectGoodEverywhere, expectWhole } from '../support/axe';
import { expect, test } from '../support/fixtures';
import { pageRoutes } from '../support/routes';
import { accountViews } from '../support/views-account';
import { applicationsViews } from '../support/views-applications';
import { programsViews } from '../support/views-programs';
import { publicViews } from '../support/views-public';

/*
 * Every page, for each role that sees something else on it, in its important states, at 1280 and 320 pixels: axe with no
 * rule switched off, and nothing to scroll sideways. The rows stand by subject in tests/support/views-*.ts.
 */

const views = [...publicViews, ...accountViews, ...applicationsViews, ...programsViews];

test('every page has a row here', () => {
  expect([...new Set(views.map((view) => view.route))].sort()).toEqual(pageRoutes());
});

test.describe('axe', () => {
  test.describe.configure({ mode: 'parallel' });
  views.forEach(({ route, at = route, who, state, act }, index) => {
    const name = [route, typeof at === 'string' && at !== route && at, who?.email.split('@')[0], state];
    test(`${index + 1} ${name.filter(Boolean).join(', ')}`, async ({ open, as }) => {
      const page = who ? await as(who) : await open();
      const answer = await page.goto(typeof at === 'string' ? at : await at());
      expect(answer?.status()).toBe(200);
      await expectWhole(page);
      await act?.(page);
      await expectGoodEverywhere(page);
    });
  });

  test('a page that is not there', async ({ open, allowed }) => {
    allowed.push(/status of 404/);
    const page = await open();
    expect((await page.goto('/no-such-page'))?.status()).toBe(404);
    await expectWhole(page);
    await expectGoodEverywhere(page);
  });
});
