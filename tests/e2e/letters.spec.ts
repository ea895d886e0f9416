import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { people } from '@/prisma/demonstration/people';
import { expect, signIn, test } from '../support/fixtures';
import { filedIn, mailedToken } from '../support/letters';

/*
 * By letter into the portal, and back into it, with JavaScript switched off.
 */

/** Under what the server counts requests for links from a network; see lib/keyed-hash.ts. */
const networkKey = (network: string) =>
  createHmac('sha256', 'a secret that is long enough for tests')
    .update(`tries from reset\u0000${network}`)
    .digest('base64url');

/** For each key, whether a try was counted. */
async function triesOf(keys: string[]): Promise<boolean[]> {
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  const { rows } = await client.query<{ who: string }>('select who from sign_in_attempts where who = any ($1)', [keys]);
  await client.end();
  return keys.map((key) => rows.some(({ who }) => who === key));
}

const email = 'pia.holt@aldbrook.example';
const [first, second] = ['four brown hens cross the green', 'five white ducks swim upstream'];

test('somebody invited joins by a letter, and chooses a new password and another address by others', async ({
  open,
}) => {
  const contact = await open({ javaScriptEnabled: false });
  await signIn(contact, people.maya, '/people?town=aldbrook');
  const invite = contact.getByRole('form', { name: 'Invite somebody' });
  await invite.getByLabel('Email').fill(email);
  await invite.getByRole('button', { name: 'Invite', exact: true }).click();
  const shown = (await contact.getByText(/\/join\//).innerText()).trim();

  const page = await open({ javaScriptEnabled: false });
  const join = `/join/${await mailedToken(email)}`;
  expect(shown).toContain(join);
  await page.goto(join);
  await page.getByLabel('Your name').fill('Pia Holt');
  await page.getByLabel('Choose a password').fill(first!);
  await page.getByRole('button', { name: 'Join and sign in' }).click();
  await expect(page).toHaveURL(/\/home$/);
  await page.goto(join);
  await expect(page.getByRole('heading', { level: 1, name: 'This link is no longer open' })).toBeVisible();

  const other = await open({ javaScriptEnabled: false });
  await other.goto('/sign-in');
  await other.getByRole('link', { name: 'Forgot your password?' }).click();
  await other.getByLabel('Email').fill(email);
  await other.getByRole('button', { name: 'Send me a link' }).click();
  await expect(other.getByText(/a mail is on its way/)).toBeVisible();
  await expect.poll(() => mailedToken(email).then((token) => join.includes(token))).toBe(false);
  const reset = `/reset/${await mailedToken(email)}`;
  await other.goto(reset);
  await other.getByLabel('New password', { exact: true }).fill('too short');
  await other.getByRole('button', { name: 'Set the new password' }).click();
  await expect(other.getByRole('alert').getByText(/at least 15 characters/)).toBeVisible();
  await other.getByLabel('New password', { exact: true }).fill(second!);
  await other.getByRole('button', { name: 'Set the new password' }).click();
  await expect(other.getByText('Your new password is set.')).toBeVisible();

  await page.goto('/home');
  await expect(page).toHaveURL(/\/sign-in/);
  const enter = async (password: string) => {
    await other.getByLabel('Email', { exact: true }).fill(email);
    await other.getByLabel('Password', { exact: true }).fill(password);
    await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  };
  await enter(first!);
  await expect(other.getByRole('alert').getByText(/do not belong together/)).toBeVisible();
  await enter(second!);
  await expect(other).toHaveURL(/\/home$/);
  await other.goto(reset);
  await expect(other.getByRole('heading', { level: 1, name: 'This link is no longer open' })).toBeVisible();

  const moved = 'pia.holt.new@aldbrook.example';
  await other.goto('/account');
  const form = other.getByRole('form', { name: 'Email address' });
  await form.getByLabel('New address').fill(moved);
  await form.getByLabel('Password').fill(first!);
  await form.getByRole('button', { name: 'Send the link' }).click();
  await expect(other.getByRole('alert').getByText(/not your present password/)).toBeVisible();
  await expect(form.getByLabel('New address')).toHaveValue(moved);
  await form.getByLabel('Password').fill(second!);
  await form.getByRole('button', { name: 'Send the link' }).click();
  await expect(other.getByText(/A link is on its way to the new address/)).toBeVisible();
  await other.goto(`/email/${await mailedToken(moved)}`);
  await expect(other.getByText(`The account of Pia Holt will be opened with ${moved}`)).toBeVisible();
  await other.getByRole('button', { name: 'Use this address' }).click();
  await expect(other.getByText('Your new address is set')).toBeVisible();
  await expect(other.getByText(moved, { exact: true })).toBeVisible();
});

test('a browser cannot choose the network its tries are counted for', async ({ open }) => {
  const made = '198.51.100.77';
  const extraHTTPHeaders = { 'x-forwarded-for': made, 'x-client-network': made };
  const page = await open({ javaScriptEnabled: false, extraHTTPHeaders });
  await page.goto('/reset');
  await page.getByLabel('Email').fill('nobody.at.all@elsewhere.example');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByText(/a mail is on its way/)).toBeVisible();
  const counted = await triesOf(['127.0.0.1', '0:0:0:0:0:0:0:0/64', made].map(networkKey));
  expect(counted.slice(0, 2).some(Boolean)).toBe(true);
  expect(counted[2]).toBe(false);
});

test('letters are read in the portal, and those of one kind stopped by the link in one of them', async ({
  open,
  baseURL,
}) => {
  const page = await open({ javaScriptEnabled: false });
  await signIn(page, people.omar, '/letters');
  const received = page.getByRole('row').filter({ hasText: 'Received: ' }).first();
  await expect(received.getByRole('cell', { name: 'Unread' })).toBeVisible();
  await received.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: /^Received: / })).toBeVisible();
  await expect(page.getByText('Dear Omar')).toBeVisible();
  await page.getByRole('button', { name: 'Mark as read' }).click();
  await expect(page.getByRole('button', { name: 'Mark as unread' })).toBeVisible();
  await page.goto('/letters');
  await expect(received.getByRole('cell', { name: 'Read', exact: true })).toBeVisible();

  // The mail that went out, and what its reader's mail program does with its header.
  const letters = await filedIn(process.env.TEST_MAIL_DIR!);
  const letter = letters.find(({ to, subject }) => to === people.omar.email && subject.startsWith('Received: '));
  const raw = (await readFile(letter!.file, 'utf8')).replace(/\r\n[ \t]+/g, ' ');
  const address = new URL(/^List-Unsubscribe: <(\S+)>/m.exec(raw)![1]!).pathname;
  const post = (body: string) =>
    fetch(`${baseURL}${address}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
  const chosen = async () => {
    await page.goto('/account');
    return page.getByLabel('Your application', { exact: true }).inputValue();
  };
  expect((await post('')).status).toBe(422);
  expect(await chosen()).toBe('at_once');
  expect((await post('List-Unsubscribe=One-Click')).status).toBe(204);
  expect(await chosen()).toBe('portal');

  await page.getByLabel('Your application', { exact: true }).selectOption({ label: 'In the daily digest' });
  await page.getByRole('button', { name: 'Save the choices' }).click();
  await expect(page.getByText('Saved. It holds from the next letter on.')).toBeVisible();

  const anybody = await open({ javaScriptEnabled: false });
  await anybody.goto(address);
  await expect(anybody.getByRole('heading', { level: 1, name: 'Stop these letters: Your application' })).toBeVisible();
  expect(await chosen()).toBe('digest');
  await anybody.getByRole('button', { name: 'Stop these letters' }).click();
  await expect(anybody.getByText('Done. These letters do not come by mail any more.')).toBeVisible();
  expect(await chosen()).toBe('portal');
});
