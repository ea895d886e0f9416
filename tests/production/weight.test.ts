import fs from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { inProject } from '@/scripts/paths.mjs';
import { makeAccessWorld, type AccessWorld } from '../support/access-world';
import { freshDatabase } from '../support/database';
import { startPortal, type Portal } from '../support/built-portal';
import { raw } from '../support/raw-request';
import { makeApplication } from '../support/world';
import { pages } from './matrix-pages';

/*
 * How much script each page brings, as it is sent: packed by gzip, every file that its answer names. A page may not weigh
 * more than what is written here; one that became lighter may be written lower.
 */

await freshDatabase();
let portal: Portal;
let world: AccessWorld;

beforeAll(async () => {
  portal = await startPortal();
  world = await makeAccessWorld(portal);
});

const sizes = new Map<string, Promise<number>>();
const weigh = (file: string): Promise<number> => {
  if (!sizes.has(file))
    sizes.set(
      file,
      raw(portal, `/_next/${file}`, { headers: { 'accept-encoding': 'gzip' } }).then((answer) => answer.bytes),
    );
  return sizes.get(file)!;
};

/** Kilobytes of script of a page, or null for whom it is not open. Old browsers’ own file, which no other loads, does not count. */
async function scriptOf(path: string, cookie: string | undefined): Promise<number | null> {
  const { status, text } = await raw(portal, path, { headers: cookie ? { cookie } : {} });
  if (status !== 200) return null;
  const html = text.replace(/<script [^>]*noModule[^>]*>/g, '');
  const files = new Set(html.match(/static\/chunks\/[\w.-]+\.js/g));
  const weights = await Promise.all([...files].map(weigh));
  return weights.reduce((sum, size) => sum + size, 0) / 1000;
}

/**
 * What a page may bring, in kilobytes. The framework alone is 136 of them. Pages that anybody reads have 138, those behind the
 * gate 150; a page that needs more is named, with what it weighs for.
 */
const budgets: Record<string, number> = {
  // Printing, and copying the address.
  '/towns/[slug]': 139,
  // Forms that say what is wrong without leaving the page.
  '/join/[token]': 142,
  '/email/[token]': 143,
  '/unsubscribe/[token]': 142,
  '/reset': 142,
  '/reset/[token]': 142,
  '/sign-in': 142,
  '/sign-in/code': 143,
  '/sign-in/set-up': 143,
  // React Hook Form, saving, the device's memory, points that move while one types, rows, three ways to add evidence.
  '/applications/[id]/[action]': 181,
};
/** The same for reviewers and coordinators, where their side of a page is another. */
const staffBudgets: Record<string, number> = { '/applications/[id]/[action]': 157 };
const open = [...Object.keys(pages)].filter((route) => fs.existsSync(inProject('app', '(public)', route, 'page.tsx')));
const readers = ['anonymous', 'contact', 'assigned', 'coordinator', 'half way'] as const;
const isStaff = (who: (typeof readers)[number]) => who === 'assigned' || who === 'coordinator';

test.each(Object.entries(pages))('%s brings no more script than it may', async (route, { at }) => {
  // What there is only after a decision is weighed there.
  const paths = [at(world.subjects.returned, world), at(world.subjects.decided, world)];
  const most = budgets[route] ?? (open.includes(route) ? 138 : 150);
  const all = await Promise.all(
    readers.flatMap((who) =>
      paths.map(async (path) => ({
        who,
        path,
        may: (isStaff(who) && staffBudgets[route]) || most,
        weight: await scriptOf(path, world.cookies[who]),
      })),
    ),
  );
  const weighed = all.flatMap(({ weight, ...of }) => (weight === null ? [] : [{ ...of, weight }]));
  expect(weighed.filter(({ weight, may }) => weight > may)).toEqual([]);
  // Nothing was weighed where the framework is not among it.
  expect(weighed).not.toEqual([]);
  expect(Math.min(...weighed.map(({ weight }) => weight))).toBeGreaterThan(130);
});

test('the heaviest step, with a list of rows, brings no more than 186 kB', async () => {
  const workforce = 'municipal-workforce-homelessness';
  const { id } = await makeApplication(world.world, { actions: [workforce] });
  const weight = await scriptOf(`/applications/${id}/${workforce}?step=1b`, world.cookies.contact);
  expect(weight).toBeGreaterThan(150);
  expect(weight).toBeLessThanOrEqual(186);
});

test('a reviewer’s desk brings nothing of the form, and no more than 162 kB', async () => {
  const at = pages['/applications/[id]/[action]']!.at(world.subjects.submitted, world);
  expect(await scriptOf(at, world.cookies.assigned)).toBeLessThanOrEqual(162);
});

test('a step that a town only reads brings nothing of its form', async () => {
  const at = pages['/applications/[id]/[action]']!.at(world.subjects.decided, world);
  expect(await scriptOf(at, world.cookies.contact)).toBeLessThanOrEqual(150);
});

test('the library of schemas stays on the server', () => {
  const folder = inProject('.next', 'static', 'chunks');
  const scripts = fs.readdirSync(folder).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(0);
  // zod keeps what it knows of a schema under this name.
  expect(scripts.filter((name) => fs.readFileSync(`${folder}/${name}`, 'utf8').includes('_zod'))).toEqual([]);
});
