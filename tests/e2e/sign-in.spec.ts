import { people } from '@/prisma/demonstration/people';
import { expect, signIn, test } from '../support/fixtures';

test('signing in leads back to the page that was asked for', async ({ open, baseURL }) => {
  const page = await open();
  await signIn(page, people.maya, '/evidence?town=aldbrook');
  await expect(page).toHaveURL(`${baseURL}/evidence?town=aldbrook`);
});

test('signing in never leads to another site', async ({ open, baseURL }) => {
  const page = await open();
  await signIn(page, people.maya, '/sign-in?next=https://elsewhere.example/');
  await expect(page).toHaveURL(`${baseURL}/home`);
});

test('a browser cannot choose where the sign-in page leads by a header', async ({ request }) => {
  const answer = await request.get('/people', { headers: { 'x-path': '/elsewhere' }, maxRedirects: 0 });
  expect([answer.status(), answer.headers().location]).toEqual([307, '/sign-in?next=%2Fpeople']);
});
