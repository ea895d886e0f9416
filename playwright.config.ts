import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/browser.mjs';

// Looked for once; the workers, which read this file again, are told.
process.env.TEST_BROWSER ??= JSON.stringify(await findBrowser());
const { executablePath, args, env } = JSON.parse(process.env.TEST_BROWSER);

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/e2e-setup.ts',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    launchOptions: { executablePath, args, env },
    trace: 'retain-on-failure',
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    locale: 'en-US',
    timezoneId: 'Pacific/Auckland',
  },
});
