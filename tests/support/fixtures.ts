import {
  test as base,
  expect,
  type BrowserContext,
  type BrowserContextOptions,
  type Cookie,
  type Page,
} from '@playwright/test';

export { expect };

export type SignIn = { role: string; email: string; password: string };

/** The demonstration's sign-ins, as the seed printed them. */
export const signIns = (): SignIn[] => JSON.parse(process.env.TEST_SIGN_INS ?? '[]') as SignIn[];

/** The one password of everybody in the demonstration, also of those the sign-in page does not list. */
function password(): string {
  const [first] = signIns();
  if (!first) throw new Error('The demonstration printed no sign-ins');
  return first.password;
}

/**
 * Signs in on the real page, reached from an address that asks for it, and waits until it is left; whoever has a second
 * step takes it with the code that the demonstration shows.
 */
export async function signIn(page: Page, { email }: { email: string }, from = '/sign-in'): Promise<void> {
  await page.goto(from);
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password());
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  if (new URL(page.url()).pathname !== '/sign-in/code') return;
  await page.getByRole('button', { name: 'Go on with this code' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

type Fixtures = {
  /** What the browser's console may complain about in this test: add a pattern where an error is the point. */
  allowed: RegExp[];
  /** Complaints of every page this test opened. */
  complaints: string[];
  /** What the pages' content security policy stopped; no test may allow any. */
  violations: string[];
  /** Opens an empty page in a browser of its own; nobody is signed in. */
  open: (options?: BrowserContextOptions) => Promise<Page>;
  /**
   * Opens an empty page in a browser of its own, signed in as somebody of the demonstration. The session is shared with
   * other tests: who ends it signs in with `open` and `signIn`.
   */
  as: (person: { email: string }, options?: BrowserContextOptions) => Promise<Page>;
};

type WorkerFixtures = {
  /** Cookies of the sessions this worker has opened, by address. */
  sessions: Map<string, Cookie[]>;
};

type Heard = { complaints: string[]; violations: string[] };

async function listen(context: BrowserContext, { complaints, violations }: Heard): Promise<void> {
  context.on('console', (message) => {
    const text = `${message.text()} (${message.location().url})`;
    if (/content.security.policy/i.test(text)) violations.push(text);
    else if (message.type() === 'error') complaints.push(text);
  });
  context.on('weberror', (failure) => complaints.push(failure.error().message));
  // The event also tells of what the console does not show, such as a style set by a script.
  await context.exposeFunction('policyStopped', (what: string) => violations.push(what));
  await context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) =>
      (window as Window & { policyStopped?: (what: string) => void }).policyStopped?.(
        `${effectiveDirective} stopped ${blockedURI} of ${sourceFile}`,
      ),
    ),
  );
}

/** The test to use: any error in the browser's console or scripts fails it, and anything its pages' policy stopped. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  baseURL: async ({}, give) => give(process.env.TEST_ADDRESS),
  sessions: [async ({}, give) => give(new Map()), { scope: 'worker' }],
  allowed: async ({}, give) => give([]),
  complaints: [
    async ({ allowed }, give) => {
      const complaints: string[] = [];
      await give(complaints);
      expect(complaints.filter((text) => !allowed.some((pattern) => pattern.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
  violations: [
    async ({}, give) => {
      const violations: string[] = [];
      await give(violations);
      expect(violations).toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, complaints, violations }, give) => {
    await listen(context, { complaints, violations });
    await give(context);
  },
  open: async ({ browser, baseURL, complaints, violations, timezoneId, locale }, give) => {
    const opened: BrowserContext[] = [];
    await give(async (options) => {
      const context = await browser.newContext({ baseURL, timezoneId, locale, ...options });
      opened.push(context);
      await listen(context, { complaints, violations });
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
  as: async ({ open, sessions }, give) => {
    await give(async (person, options) => {
      const page = await open(options);
      const known = sessions.get(person.email);
      if (known) await page.context().addCookies(known);
      else {
        await signIn(page, person);
        sessions.set(person.email, await page.context().cookies());
      }
      return page;
    });
  },
});
