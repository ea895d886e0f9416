import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inProject } from '@/scripts/paths.mjs';

const page = readFileSync(inProject('docs', 'security.md'), 'utf8');
const known = readFileSync(inProject('docs', 'asvs-5.0-ids.txt'), 'utf8').trim().split('\n');
const rows = [...page.matchAll(/^\| (V[\d.]+) +\| (.+?) +\| (.+?) +\|$/gm)].map(([, id, how, test]) => ({
  id,
  how,
  test,
}));
const apart = [...page.matchAll(/^- \*\*(V[^*]+)\*\* do not apply, because (.+)\.$/gm)];
const without = apart.flatMap(([, ids = '']) => ids.split(', '));

const filesIn = (text: string) =>
  [...text.matchAll(/`((?:tests|docs|lib|scripts)\/[\w./-]+)`/g)].map(([, file = '']) => file);
const gone = (text: string) => filesIn(text).filter((file) => !existsSync(inProject(file)));

describe('docs/security.md', () => {
  it('holds every requirement of levels 1 and 2 once: kept in some way, or said not to apply, with the reason', () => {
    const said = [...rows.map(({ id }) => id), ...without];
    expect(said.filter((id, index) => said.indexOf(id) !== index)).toEqual([]);
    expect([...said].sort()).toEqual([...known].sort());
    expect(apart.filter(([, , because = '']) => because.length < 15)).toEqual([]);
  });

  it('names no requirement that the standard does not have', () => {
    const named = new Set(page.match(/\bV\d+\.\d+\.\d+\b/g));
    expect([...named].filter((id) => !known.includes(id))).toEqual([]);
  });

  it('names only tests and pages that are there', () => {
    expect(filesIn(page).length).toBeGreaterThan(100);
    expect(gone(page)).toEqual([]);
  });

  it('has a test beside each requirement, or says that there is none', () => {
    expect(rows.filter(({ test }) => !/^(`tests\/[^`]+`(, )?)+$|^none/.test(test ?? ''))).toEqual([]);
  });
});

describe('docs/promises.md', () => {
  const promises = readFileSync(inProject('docs', 'promises.md'), 'utf8')
    .split(/^- (?=\*\*)/m)
    .slice(1);

  it('names, for each promise, a test that is there, and what was broken to see it fail', () => {
    expect(promises.length).toBeGreaterThan(40);
    expect(promises.filter((one) => !/`tests\//.test(one) || !/\bBroken[^:]*:\s/.test(one))).toEqual([]);
    expect(promises.flatMap(gone)).toEqual([]);
  });
});
