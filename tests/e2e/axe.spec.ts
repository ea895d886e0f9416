import type { Page } from '@playwright/test';
import { people } from '@/prisma/demonstration/people';
import { codeAt } from '@/lib/services/accounts/one-time-code';
import { demonstrationPassword, demonstrationSecret } from '@/lib/services/people/demonstration';
import type { TownKey } from '@/prisma/demonstration/towns';
import { expectGoodEverywhere, expectWhole } from '../support/axe';
import { applicationPath, personOf, presentCycle, presentRulebook } from '../support/demonstration';
import { expect, signIns, test } from '../support/fixtures';
import { mailedToken } from '../support/letters';
import { pageRoutes } from '../support/routes';
import { leaveUnused, lookAgain } from '../support/sessions';

/*
 * Every page, for each role that sees something else on it, in its important states, at 1280 and 320 pixels: axe with no
 * rule switched off, and nothing to scroll sideways.
 */

type View = {
  route: string;
  /** Its address; the route itself where that has no parts to fill in. */
  at?: string | (() => Promise<string>);
  who?: { email: string };
  /** What the page is doing, when it is more than opened. */
  state?: string;
  act?: (page: Page) => Promise<void>;
};

const { maya, tom, ines, noor, abel, dev, omar, paul, rosa, hugh, sara, carl, lena, edie, jo, samir, ruth } = people;
const workforce = 'municipal-workforce-homelessness';
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

const views: View[] = [
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
  { route: '/sign-in' },
  { route: '/sign-in', state: 'refused', act: refusedSignIn },
  { route: '/sign-in/code', at: '/sign-in', act: halfWay },
  { route: '/sign-in/code', at: '/sign-in', state: 'recovery code refused', act: refusedRecoveryCode },
  { route: '/sign-in/set-up', who: maya },
  { route: '/account', who: maya },
  { route: '/account', who: samir, state: 'new recovery codes', act: newRecoveryCodes },
  { route: '/account', who: edie, state: 'session about to end', act: aboutToEnd },
  { route: '/account', who: carl, at: '/account?address', state: 'after another address' },
  { route: '/sign-in', at: '/sign-in?address', state: 'after another address' },
  { route: '/email/[token]', at: '/email/no-such-token' },
  { route: '/email/[token]', at: '/account', who: carl, state: 'open', act: openEmailChange },
  { route: '/letters', who: maya },
  { route: '/letters', at: '/letters?unread=yes', who: ines, state: 'nothing new' },
  { route: '/letters/[id]', at: '/letters', who: maya, act: openLetter },
  { route: '/unsubscribe/[token]', at: '/unsubscribe/no-such-token' },
  { route: '/people/[person]', at: async () => `/people/${await personOf(maya)}`, who: ruth },
  { route: '/people/[person]', at: async () => `/people/${await personOf(jo)}`, who: ruth },
  { route: '/sign-in', at: '/sign-in?changed', state: 'after a new password' },
  { route: '/sign-in', at: '/sign-in?problem=unknown', state: 'after a sign-on that failed' },
  { route: '/reset' },
  { route: '/reset', at: '/reset?sent' },
  { route: '/reset/[token]', at: '/reset/no-such-token' },
  { route: '/reset/[token]', at: '/reset', state: 'open', act: openReset },
  { route: '/join/[token]', at: '/join/no-such-token' },
  { route: '/join/[token]', at: '/people?town=aldbrook', who: maya, state: 'open', act: openInvitation },
  { route: '/home', who: maya },
  { route: '/home', who: noor },
  { route: '/home', who: carl },
  { route: '/home', who: jo },
  { route: '/home', at: '/home?category=12&sort=due', who: jo, state: 'queue narrowed' },
  { route: '/home', who: ruth },
  { route: '/evidence', at: '/evidence?town=aldbrook', who: maya },
  { route: '/evidence', at: '/evidence?town=aldbrook', who: ines },
  { route: '/evidence', who: noor, state: 'which town' },
  { route: '/people', at: '/people?town=aldbrook', who: maya },
  { route: '/people', at: '/people?town=aldbrook', who: tom },
  { route: '/people', who: ruth },
  { route: '/applications/new', at: '/applications/new?town=larkspur-landing', who: carl },
  { route: '/applications/[id]', at: () => applicationPath('eastmere'), who: dev, state: 'blank' },
  { route: '/applications/[id]', at: () => applicationPath('aldbrook'), who: maya, state: 'returned' },
  { route: '/applications/[id]', at: () => applicationPath('aldbrook'), who: ines, state: 'returned' },
  { route: '/applications/[id]', at: () => applicationPath('harrowMills'), who: abel, state: 'draft' },
  { route: '/applications/[id]', at: () => applicationPath('stoneferry'), who: omar, state: 'submitted' },
  { route: '/applications/[id]', at: () => applicationPath('stoneferry'), who: ruth, state: 'to assign' },
  { route: '/applications/[id]', at: () => applicationPath('wrenfield'), who: jo, state: 'in review' },
  { route: '/applications/[id]', at: () => applicationPath('marrowBridge'), who: samir, state: 'second round' },
  { route: '/applications/[id]', at: () => applicationPath('marrowBridge'), who: hugh, state: 'second round' },
  { route: '/applications/[id]', at: () => applicationPath('quillford'), who: paul, state: 'reviewed' },
  { route: '/applications/[id]', at: () => applicationPath('quillford'), who: ruth, state: 'decision due' },
  { route: '/applications/[id]', at: () => applicationPath('tamarack'), who: rosa, state: 'certified' },
  { route: '/applications/[id]', at: () => applicationPath('otterFalls'), who: sara, state: 'withdrawn' },
  { route: '/applications/[id]/add', at: () => applicationPath('eastmere', '/add'), who: dev },
  { route: '/applications/[id]/check', at: () => applicationPath('aldbrook', '/check'), who: maya },
  { route: '/applications/[id]/check', at: () => applicationPath('aldbrook', '/check'), who: tom },
  { route: '/applications/[id]/check', at: () => applicationPath('eastmere', '/check'), who: dev, state: 'blank' },
  { route: '/applications/[id]/record', at: () => applicationPath('marrowBridge', '/record'), who: hugh },
  { route: '/applications/[id]/record', at: () => applicationPath('marrowBridge', '/record'), who: ruth },
  { route: '/applications/[id]/receipt', at: () => applicationPath('stoneferry', '/receipt'), who: omar },
  ...['1a', '1b', '2', '2+', '3', 'partners'].map((step) => form('pennyHollow', workforce, step, lena)),
  { ...form('pennyHollow', workforce, '2', lena), state: 'row open', act: press(/^Edit/) },
  { ...form('pennyHollow', workforce, '2', lena), state: 'evidence open', act: openEvidence },
  {
    ...form('pennyHollow', workforce, '2+', lena),
    at: () => applicationPath('pennyHollow', `/${workforce}?check=1&step=2%2B`),
    state: 'after the check',
  },
  form('pennyHollow', 'optimize-for-equity', '1', lena),
  { ...form('aldbrook', workforce, '1b', maya), state: 'returned' },
  { ...form('aldbrook', workforce, '1b', maya), state: 'row open', act: press(/^Edit/) },
  { ...form('aldbrook', workforce, '1b', maya), state: 'pasting', act: paste },
  { ...form('aldbrook', workforce, '1a', maya), state: 'locked' },
  { ...form('aldbrook', 'optimize-for-equity', '1', maya), state: 'row open', act: press(/^Edit/) },
  form('aldbrook', 'pocd-sustainability', '1', tom),
  form('aldbrook', 'cultural-assets', '1', maya),
  { ...form('aldbrook', workforce, '1a', ines), state: 'reader' },
  desk('wrenfield', workforce, '1b', jo),
  desk('wrenfield', 'optimize-for-equity', '1', jo),
  { ...desk('wrenfield', workforce, '2', jo), state: 'refused', act: press('Record the ruling') },
  { ...desk('wrenfield', workforce, '1a', jo), state: 'preview', act: openPreview },
  desk('marrowBridge', 'affordable-housing-plan', '1', samir),
  desk('quillford', workforce, '1a', ruth),
  {
    route: '/applications/[id]/[action]/check',
    at: () => applicationPath('aldbrook', `/${workforce}/check`),
    who: maya,
  },
  {
    route: '/applications/[id]/[action]/check',
    at: () => applicationPath('aldbrook', '/cultural-assets/check'),
    who: tom,
  },
  { route: '/programs/assign', who: ruth },
  { route: '/programs/assign', at: '/programs/assign?preview=1', who: ruth, state: 'preview' },
  { route: '/programs/reviewers', who: ruth },
  { route: '/programs/board', who: ruth },
  { route: '/programs/record', who: ruth },
  { route: '/programs/record', at: '/programs/record?town=aldbrook&kind=answers.saved', who: ruth, state: 'narrowed' },
  { route: '/programs/record', at: '/programs/record?town=nowhere', who: ruth, state: 'nothing found' },
  { route: '/programs/board', at: '/programs/board?q=Aldbrook', who: ruth },
  { route: '/programs/cycles', who: ruth },
  { route: '/programs/cycles/[id]', at: async () => `/programs/cycles/${await presentCycle()}`, who: ruth },
  { route: '/programs/rulebooks', who: ruth },
  { route: '/programs/templates', who: ruth },
  { route: '/applications/[id]/letters', at: () => applicationPath('tamarack', '/letters'), who: ruth },
  { route: '/programs/rulebooks/[id]', at: async () => `/programs/rulebooks/${await presentRulebook()}`, who: ruth },
  { route: '/programs/towns', who: ruth },
  { route: '/programs/towns', at: '/programs/towns?search=Harrow', who: ruth },
  { route: '/programs/towns/[slug]', at: '/programs/towns/hatherley', who: ruth },
];

function form(town: TownKey, action: string, step: string, who: View['who']): View {
  return {
    route: '/applications/[id]/[action]',
    at: () => applicationPath(town, `/${action}?step=${encodeURIComponent(step)}`),
    who,
    state: `step ${step}`,
  };
}

function desk(town: TownKey, action: string, step: string, who: View['who']): View {
  return { ...form(town, action, step, who), state: `desk of step ${step}` };
}

async function openMenu(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 800 });
  await page.getByRole('button', { name: 'Menu' }).click();
  await expect(page.getByRole('button', { name: 'Close' })).toBeVisible();
}

async function refusedSignIn(page: Page): Promise<void> {
  await page.getByLabel('Email', { exact: true }).fill('nobody@nowhere.example');
  await page.getByLabel('Password', { exact: true }).fill('not the password of anybody');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert').filter({ has: page.getByRole('heading') })).toBeFocused();
}

async function halfWay(page: Page): Promise<void> {
  await page.getByLabel('Email', { exact: true }).fill(jo.email);
  await page.getByLabel('Password', { exact: true }).fill(signIns()[0]!.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Enter your code' })).toBeVisible();
  await expectWhole(page);
}

async function refusedRecoveryCode(page: Page): Promise<void> {
  await halfWay(page);
  await page.getByRole('link', { name: 'I do not have my app here' }).click();
  await page.getByLabel('Recovery code').fill('aaaaa-bbbbb-ccccc');
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await expect(page.getByRole('alert').filter({ has: page.getByRole('heading') })).toBeFocused();
}

async function newRecoveryCodes(page: Page): Promise<void> {
  const form = page.getByRole('form', { name: 'Make new recovery codes' });
  await form.getByLabel('Code of your app').fill(codeAt(demonstrationSecret, new Date()));
  await form.getByRole('button').click();
  await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeFocused();
}

async function aboutToEnd(page: Page): Promise<void> {
  await leaveUnused(edie, 56);
  await lookAgain(page);
  await expect(page.getByRole('alertdialog', { name: 'Are you still there?' })).toBeVisible();
}

async function openInvitation(page: Page): Promise<void> {
  const invite = page.getByRole('form', { name: 'Invite somebody' });
  await invite.getByLabel('Email').fill('new.person@aldbrook.example');
  await invite.getByRole('button', { name: 'Invite', exact: true }).click();
  const link = (await invite.getByText(/\/join\//).innerText()).trim();
  await page.context().clearCookies();
  await page.goto(link);
  await expect(page.getByLabel('Choose a password')).toBeVisible();
  await expectWhole(page);
}

async function openLetter(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link').first().click();
  await expect(page.getByRole('button', { name: 'Mark as unread' })).toBeVisible();
}

async function openReset(page: Page): Promise<void> {
  await page.getByLabel('Email').fill(people.nils.email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByText(/a mail is on its way/)).toBeVisible();
  await page.goto(`/reset/${await mailedToken(people.nils.email)}`);
  await expect(page.getByLabel('New password', { exact: true })).toBeVisible();
  await expectWhole(page);
}

async function openEmailChange(page: Page): Promise<void> {
  const form = page.getByRole('form', { name: 'Email address' });
  await form.getByLabel('New address').fill('carl.elsewhere@aldbrook.example');
  await form.getByLabel('Password').fill(demonstrationPassword);
  await form.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText(/A link is on its way to the new address/)).toBeVisible();
  await page.goto(`/email/${await mailedToken('carl.elsewhere@aldbrook.example')}`);
  await expect(page.getByRole('button', { name: 'Use this address' })).toBeVisible();
  await expectWhole(page);
}

async function paste(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Paste rows' }).click();
  await page
    .getByLabel('Pasted rows')
    .fill(
      'Ada Quill\tStaff\tada@aldbrook.example\tHousing First\tHousing first\tThe Forum\t1/9/2024\t1/9/2024\nBo\tStaff',
    );
  await expect(page.getByRole('button', { name: 'Add 2 rows' })).toBeVisible();
}

async function openEvidence(page: Page): Promise<void> {
  const evidence = page.getByRole('group', { name: 'Meeting documents', exact: true });
  for (const part of ['Upload files', 'Use one from the library', 'Add a link'])
    await evidence.getByText(part, { exact: true }).click();
  await expect(evidence.getByRole('button', { name: 'Add the link' })).toBeVisible();
}

async function openPreview(page: Page): Promise<void> {
  await page
    .getByText(/^(Read it here|See the picture here)/)
    .first()
    .click();
  await expect(page.getByRole('link', { name: 'Whole file' })).toBeVisible();
}

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
