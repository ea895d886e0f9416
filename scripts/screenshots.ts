import fs from 'node:fs';
import { chromium, type Browser, type LaunchOptions, type Page } from '@playwright/test';
import sharp from 'sharp';
import { people } from '@/prisma/demonstration/people';
import { findBrowser } from './browser.mjs';
import { atEnd, command } from './lifetime.mjs';
import { inProject } from './paths.mjs';
import { startScratchPostgres } from './postgres.mjs';
import { startTestServer } from './test-server.mjs';

/*
 * The four pictures of the README, of a production server with a demonstration of its own.
 */

const most = 250 * 1024;

type Picture = { name: string; who?: { email: string }; show: (page: Page) => Promise<unknown> };

const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();

const toApplication = async (page: Page) => {
  await link(page, /^\d{4} application$/);
  await page.getByRole('heading', { name: 'Actions, by category' }).waitFor();
};

const pictures: Picture[] = [
  { name: 'town-application', who: people.maya, show: toApplication },
  {
    name: 'step-form',
    who: people.maya,
    show: async (page) => {
      await toApplication(page);
      await link(page, /^Strengthen Municipal Workforce/);
      await link(page, /^1b Trainings/);
      await page.getByRole('heading', { level: 2, name: '1b Trainings' }).waitFor();
      await page.getByText('Everything is saved.').waitFor();
    },
  },
  {
    name: 'reviewer-desk',
    who: people.samir,
    show: async (page) => {
      await page
        .getByRole('row', { name: /Marrow Bridge/ })
        .getByRole('link', { name: /^Step/ })
        .click();
      await page.getByRole('heading', { name: 'What the rulebook asks' }).waitFor();
      await page.getByText('Opening the file').waitFor({ state: 'hidden' });
    },
  },
  {
    name: 'certification-report',
    show: async (page) => {
      await page.goto('/towns/tamarack');
      await page.getByRole('heading', { name: /is certified/ }).waitFor();
    },
  },
];

async function take(browser: Browser, baseURL: string, password: string, { name, who, show }: Picture) {
  const page = await browser.newPage({ baseURL, viewport: { width: 1280, height: 860 }, locale: 'en-US' });
  if (who) {
    await page.goto('/sign-in');
    await page.getByLabel('Email', { exact: true }).fill(who.email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    if (page.url().includes('/sign-in/code')) await page.getByRole('button', { name: 'Go on with this code' }).click();
    await page.waitForURL('**/home');
  }
  await show(page);
  await page.evaluate(() => document.fonts.ready);
  const picture = await sharp(await page.screenshot())
    .png({ palette: true, effort: 10 })
    .toBuffer();
  if (picture.length > most) throw new Error(`${name}.png has ${picture.length} bytes, more than ${most}`);
  fs.writeFileSync(inProject('docs', 'pictures', `${name}.png`), picture);
  process.stdout.write(`docs/pictures/${name}.png, ${Math.round(picture.length / 1024)} KB\n`);
  await page.close();
}

await command(async () => {
  const found: LaunchOptions = await findBrowser();
  const postgres = await startScratchPostgres();
  atEnd(postgres.stop);
  const server = await startTestServer({ postgres, database: 'town_green_pictures' });
  atEnd(server.stop);
  const browser = await chromium.launch(found);
  atEnd(() => browser.close());
  fs.mkdirSync(inProject('docs', 'pictures'), { recursive: true });
  for (const picture of pictures) await take(browser, server.address, server.signIns[0].password, picture);
  return 0;
});
