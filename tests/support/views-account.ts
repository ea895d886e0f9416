import type { Page } from '@playwright/test';
import { people } from '@/prisma/demonstration/people';
import { codeAt } from '@/lib/services/accounts/one-time-code';
import { demonstrationPassword, demonstrationSecret } from '@/lib/services/people/demonstration';
import { expectWhole } from './axe';
import { personOf } from './demonstration';
import { expect, signIns } from './fixtures';
import { mailedToken } from './letters';
import { leaveUnused, lookAgain } from './sessions';
import type { View } from './views';

const { maya, tom, ines, carl, edie, jo, samir, ruth } = people;

/** Pages as axe looks at them: signing in, the account, its letters and people. */
export const accountViews: View[] = [
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
  { route: '/people', at: '/people?town=aldbrook', who: maya },
  { route: '/people', at: '/people?town=aldbrook', who: tom },
  { route: '/people', who: ruth },
];

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
