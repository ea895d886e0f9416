import fs from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { inProject } from '@/scripts/paths.mjs';
import { makeAccessWorld, type AccessWorld } from '../support/access-world';
import { freshDatabase } from '../support/database';
import { startPortal, type Portal } from '../support/built-portal';
import { raw } from '../support/raw-request';
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

const weighed = new Map<string, Promise<number>>();
const weigh = (file: string): Promise<number> => {
  if (!weighed.has(file))
    weighed.set(
      file,
      raw(portal, `/_next/${file}`, { headers: { 'accept-encoding': 'gzip' } }).then((answer) => answer.bytes),
    );
  return weighed.get(file)!;
};

/** Kilobytes of script of a page, or null for whom it is not open. Old browsers’ own file, which no other loads, does not count. */
async function scriptOf(path: string, cookie: string | undefined): Promise<number | null> {
  const { status, text } = await raw(portal, path, { headers: cookie ? { cookie } : {} });
  if (status !== 200) return null;
  const html = text.replace(/<script [^>]*noModule[^>]*>/g, '');
  const files = new Set(html.match(/static\/chunks\/[\w.-]+\.js/g));
  const sizes = await Promise.all([...files].map(weigh));
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
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
  // Scoring while one types, saving, the device's memory, rows, three ways to add evidence; the desk of reviewers too, and
  // the forms of an appeal and of a correction.
  '/applications/[id]/[action]': 187,
  // Evidence opened at its place beside two forms.
  '/appeals/[id]': 152,
};
const open = [...Object.keys(pages)].filter((route) => fs.existsSync(inProject('app', '(public)', route, 'page.tsx')));
const readers = ['anonymous', 'contact', 'assigned', 'coordinator', 'half way'] as const;

test.each(Object.entries(pages))('%s brings no more script than it may', async (route, { at }) => {
  const path = at(world.subjects.returned, world);
  // What there is only after a decision is weighed there.
  const paths = [path, at(world.subjects.decided, world)];
  const weights = await Promise.all(paths.flatMap((one) => readers.map((who) => scriptOf(one, world.cookies[who]))));
  const heaviest = Math.max(...weights.filter((weight) => weight !== null));
  const most = budgets[route] ?? (open.includes(route) ? 138 : 150);
  expect(heaviest, `${path} in kB`).toBeLessThanOrEqual(most);
  // Nothing was weighed where the framework is not among it.
  expect(heaviest).toBeGreaterThan(130);
});
