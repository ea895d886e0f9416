import { createHash, randomBytes } from 'node:crypto';
import type { APIRequestContext, Page } from '@playwright/test';
import PDFDocument from 'pdfkit';
import { pdfOf } from '../support/containers';
import { printed } from '../support/good-files';
import { expect, signIn, signIns, test } from '../support/fixtures';

const mebibyte = 1024 * 1024;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** A PDF of exactly so many bytes, never twice the same, so that no upload finds an earlier one. */
function sized(bytes: number): Buffer {
  const around = (length: number) => pdfOf([{ dictionary: '', stream: randomBytes(length) }]);
  // Numbers in it are as long as its length asks for.
  const near = around(bytes - 600);
  return Buffer.concat([near, Buffer.alloc(bytes - near.length, '\n')]);
}
const textOf = (bytes: number) => Buffer.alloc(bytes, String.fromCharCode(97 + Math.floor(Math.random() * 26)));

async function inAsContact(page: Page): Promise<void> {
  const contact = signIns().find((one) => one.email.startsWith('maya.ortiz@'));
  if (!contact) throw new Error('The demonstration has no Maya Ortiz');
  await signIn(page, contact);
}

async function library(request: APIRequestContext): Promise<{ town: { id: string }; entries: { id: string }[] }> {
  const response = await request.get('/api/evidence?town=aldbrook');
  expect(response.status()).toBe(200);
  return response.json();
}

async function post(request: APIRequestContext, origin: string, name: string, buffer: Buffer) {
  const { town } = await library(request);
  return request.post('/api/evidence', {
    headers: { origin, accept: 'application/json' },
    // A name beside a file's bytes, never a type that the sender claims.
    multipart: { town: town.id, file: { name, mimeType: 'application/octet-stream', buffer } },
  });
}

/** A document of three pages with words on each. */
async function minutes(): Promise<Buffer> {
  const document = new PDFDocument({ size: 'LETTER' });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve) => document.on('end', resolve));
  for (const page of [1, 2, 3]) {
    if (page > 1) document.addPage();
    document.text(`Fictional minutes, leaf ${page}, ${randomBytes(4).toString('hex')}`);
  }
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

test.describe('bytes', () => {
  for (const [size, bytes] of [
    ['9.9 MiB', 9.9 * mebibyte],
    ['10.1 MiB', 10.1 * mebibyte],
    ['12 MiB', 12 * mebibyte],
    ['24.9 MiB', 24.9 * mebibyte],
    ['25 MiB', 25 * mebibyte],
  ] as const)
    test(`${size} come back as they were sent`, async ({ page, baseURL }) => {
      await inAsContact(page);
      const sent = sized(Math.floor(bytes));
      const answer = await post(page.request, baseURL!, 'large.pdf', sent);
      expect(answer.status()).toBe(201);
      const { value } = (await answer.json()) as { value: { evidence: string } };
      const got = await page.request.get(`/api/evidence/${value.evidence}`);
      expect(got.status()).toBe(200);
      const received = await got.body();
      expect(received.length).toBe(sent.length);
      expect(sha256(received)).toBe(sha256(sent));
    });

  test('one byte comes back, as a file to save that can run nothing', async ({ page, baseURL }) => {
    await inAsContact(page);
    const sent = textOf(1);
    const answer = await post(page.request, baseURL!, 'Eén “byte”.txt', sent);
    expect([200, 201]).toContain(answer.status());
    const { value } = (await answer.json()) as { value: { evidence: string } };
    const got = await page.request.get(`/api/evidence/${value.evidence}?preview`);
    expect((await got.body()).equals(sent)).toBe(true);
    const headers = got.headers();
    expect(headers['content-disposition']).toMatch(/^attachment; filename=".*\.txt"; filename\*=UTF-8''.+\.txt$/);
    expect(headers['x-content-type-options']).toContain('nosniff');
    expect(headers['content-security-policy']).toContain('sandbox');
  });

  test('none are refused', async ({ page, baseURL }) => {
    await inAsContact(page);
    const answer = await post(page.request, baseURL!, 'empty.txt', Buffer.alloc(0));
    expect(answer.status()).toBe(422);
    expect(await answer.text()).toContain('The file is empty');
  });

  test('25.1 MiB are refused with 413, in plain words', async ({ page, baseURL }) => {
    await inAsContact(page);
    const answer = await post(page.request, baseURL!, 'huge.pdf', sized(Math.floor(25.1 * mebibyte)));
    expect(answer.status()).toBe(413);
    expect(await answer.text()).toContain('larger than 25 MB');
    const after = await post(page.request, baseURL!, 'after.pdf', sized(1000));
    expect(after.status()).toBe(201);
  });
});

test('nobody signed out, and no other site, can upload or read', async ({ page, playwright, baseURL }) => {
  await inAsContact(page);
  const { entries } = await library(page.request);
  const foreign = await post(page.request, 'https://elsewhere.example', 'a.txt', textOf(9));
  expect(foreign.status()).toBe(403);
  const stranger = await playwright.request.newContext({ baseURL });
  const posted = await stranger.post('/api/evidence', {
    headers: { origin: baseURL!, accept: 'application/json' },
    multipart: { file: { name: 'a.txt', mimeType: 'text/plain', buffer: textOf(9) } },
  });
  expect(posted.status()).toBe(401);
  for (const path of ['/api/evidence?town=aldbrook', ...entries.slice(0, 1).map(({ id }) => `/api/evidence/${id}`)])
    expect((await stranger.get(path)).status()).toBe(401);
  await stranger.dispose();
});

test('a PDF that looks like a list of people is noticed, whatever it is called', async ({ page, baseURL }) => {
  await inAsContact(page);
  const list = await printed({}, (pdf) => {
    const rows = [['Client', 'DOB'], ...['Ada Ames', 'Bo Birch'].map((name) => [name, '2/3/1980'])];
    rows.forEach((row, y) => row.forEach((text, x) => pdf.text(text, 60 + 200 * x, 60 + 20 * y)));
  });
  const answer = await post(page.request, baseURL!, 'Minutes.pdf', list);
  expect(answer.status()).toBe(422);
  expect(await answer.text()).toContain('looks like a list of people');
});

test('the library says how much room is taken, and that nothing was scanned where no scanner is', async ({ page }) => {
  await inAsContact(page);
  await page.goto('/evidence?town=aldbrook');
  await expect(page.getByRole('meter', { name: /of 2\.0 GB taken up/ })).toBeVisible();
  await expect(page.getByText('Not scanned for viruses.').first()).toBeVisible();
  await expect(page.getByText('Scanned for viruses on')).toHaveCount(0);
});

test('several files at once: each says what became of it, and a page can be read at once', async ({
  page,
  allowed,
}) => {
  allowed.push(/status of 422/);
  await inAsContact(page);
  await page.goto('/evidence?town=aldbrook');
  const title = `minutes-${randomBytes(4).toString('hex')}`;
  await page.getByLabel('Files', { exact: true }).setInputFiles([
    { name: `${title}.pdf`, mimeType: 'application/pdf', buffer: await minutes() },
    { name: 'page.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html><body>hello') },
    { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
  ]);
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  const uploads = page.getByRole('list', { name: 'Uploads' });
  await expect(uploads.getByText(`${title}.pdf: Added.`)).toBeVisible();
  await expect(uploads.getByText('page.pdf was not added')).toBeVisible();
  await expect(uploads.getByText('empty.txt was not added')).toBeVisible();

  const entry = page.getByText(`Read it here, from page 1: ${title}`);
  await entry.click();
  await expect(page.getByRole('img', { name: `${title}, Page 1 of 3` })).toBeVisible();
  await page.getByRole('button', { name: 'Page forward' }).click();
  await expect(page.getByRole('img', { name: `${title}, Page 2 of 3` })).toBeVisible();
  await page.getByText('Text of page 2').click();
  await expect(page.getByText(/Fictional minutes, leaf 2/)).toBeVisible();
});

test('a list of people is kept only after an explicit confirmation', async ({ page, allowed }) => {
  allowed.push(/status of 422/);
  await inAsContact(page);
  await page.goto('/evidence?town=aldbrook');
  const name = `guests-${randomBytes(4).toString('hex')}.csv`;
  const buffer = Buffer.from(`First name,Last name,DOB\nAda,${name},1980-02-03\n`);
  await page.getByLabel('Files', { exact: true }).setInputFiles([{ name, mimeType: 'text/csv', buffer }]);
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  const item = page.getByRole('list', { name: 'Uploads' }).getByRole('listitem');
  await expect(item.getByText('looks like a list of people')).toBeVisible();
  await item.getByRole('checkbox').check();
  await item.getByRole('button', { name: 'Send it again' }).click();
  await expect(item.getByText(`${name}: Added.`)).toBeVisible();
});

test('without script a plain form adds several files and says what became of them', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  await inAsContact(page);
  await page.goto('/evidence?town=aldbrook');
  await page.getByLabel('Files', { exact: true }).setInputFiles([
    { name: 'plain.txt', mimeType: 'text/plain', buffer: Buffer.from(randomBytes(8).toString('hex')) },
    { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
  ]);
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(page.getByText('1 file added.')).toBeVisible();
  await expect(page.getByText('1 file not added. The file is empty.')).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/evidence');
  await context.close();
});
