import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProject } from '@/scripts/paths.mjs';

const read = (name: string) => readFileSync(inProject(name), 'utf8');
const operating = read('docs/operating.md');
const pages = readdirSync(inProject('docs', 'alerts')).sort();

it('each alert of docs/operating.md has a page with what to do, and each page its alert', () => {
  const alerts = [...operating.matchAll(/^\| \[[^\]]+\]\(alerts\/([\w-]+\.md)\) +\| .+ \|$/gm)].map(([, page]) => page);
  expect(alerts.length).toBeGreaterThanOrEqual(10);
  expect([...alerts].sort()).toEqual(pages);
  for (const page of pages) expect(read(`docs/alerts/${page}`).length).toBeGreaterThan(300);
});

it('no alert looks at a figure that the portal does not tell', () => {
  const told = ['lib/observe', 'lib/jobs', 'lib/services/record']
    .flatMap((folder) => readdirSync(inProject(folder)).map((name) => read(`${folder}/${name}`)))
    .join('\n');
  const named = [operating, ...pages.map((page) => read(`docs/alerts/${page}`))].join('\n');
  const figures = new Set(named.match(/\btown_green_(?!app\b|nodejs_|process_)[a-z_]+/g));
  expect(figures.size).toBeGreaterThanOrEqual(10);
  const known = (figure: string) => new RegExp(`\\b(town_green_)?${figure.replace('town_green_', '')}\\b`).test(told);
  expect([...figures].filter((figure) => !known(figure))).toEqual([]);
});
