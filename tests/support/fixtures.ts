import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';

export { expect };

export type SignIn = { role: string; email: string; password: string };

/** The demonstration's sign-ins, as the seed printed them. */
export const signIns = (): SignIn[] => JSON.parse(process.env.TEST_SIGN_INS ?? '[]') as SignIn[];

/** Returns the sign-in of a role such as "Town contact", or fails and names those there are. */
export function signInOf(role: string): SignIn {
  const found = signIns().find((one) => one.role === role);
  const roles = signIns().map((one) => one.role);
  if (!found) throw new Error(`The demonstration has no "${role}"; it has ${roles.join(', ')}`);
  return found;
}

/** Signs in on the real page, and waits until the page is left. */
export async function signIn(page: Page, { email, password }: Pick<SignIn, 'email' | 'password'>): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

type Fixtures = {
  /** What the browser's console may complain about in this test: add a pattern where an error is the point. */
  allowed: RegExp[];
  /** Complaints of every page this test opened. */
  complaints: string[];
  /** Opens a page in a browser of its own, signed in as a role of the demonstration. */
  as: (role: string) => Promise<Page>;
};

function listen(context: BrowserContext, complaints: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (failure) => complaints.push(failure.error().message));
}

/** The test to use: any error in the browser's console or scripts fails it. */
export const test = base.extend<Fixtures>({
  baseURL: async ({}, give) => give(process.env.TEST_ADDRESS),
  allowed: async ({}, give) => give([]),
  complaints: [
    async ({ allowed }, give) => {
      const complaints: string[] = [];
      await give(complaints);
      expect(complaints.filter((text) => !allowed.some((pattern) => pattern.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, complaints }, give) => {
    listen(context, complaints);
    await give(context);
  },
  as: async ({ browser, baseURL, complaints, timezoneId, locale }, give) => {
    const opened: BrowserContext[] = [];
    await give(async (role) => {
      const context = await browser.newContext({ baseURL, timezoneId, locale });
      opened.push(context);
      listen(context, complaints);
      const page = await context.newPage();
      await signIn(page, signInOf(role));
      return page;
    });
    for (const context of opened) await context.close();
  },
});
