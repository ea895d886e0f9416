import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { faulty, floors } from '@/scripts/check-versions.mjs';

const locked = (place: string, version: string) => faulty({ packages: { [place]: { version } } });

const readJson = <T>(name: string) =>
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../..', name), 'utf8')) as T;
type Lock = { packages: Record<string, { version: string; integrity?: string }> };

it('each dependency is asked for in one version, and each copy is known by its hash', () => {
  const { dependencies, devDependencies } = readJson<Record<string, Record<string, string>>>('package.json');
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, v]) => !/^\d+\.\d+\.\d+[\w.-]*$/.test(v),
  );
  expect(loose).toEqual([]);
  const copies = Object.entries(readJson<Lock>('package-lock.json').packages).filter(([place]) => place !== '');
  expect(copies.length).toBeGreaterThan(100);
  expect(copies.filter(([, { integrity }]) => !/^sha512-[\w+/=]{80,}$/.test(integrity ?? ''))).toEqual([]);
});

describe('versions with known faults', () => {
  it('are not in the lockfile', () => {
    expect(faulty(readJson<Lock>('package-lock.json'))).toEqual([]);
  });

  it('have floors of which none is lowered or left out', () => {
    expect(floors).toMatchObject({
      next: ['16.3.3'],
      react: ['19.2.8', '19.3.1'],
      'react-dom': ['19.2.8', '19.3.1'],
      'next-auth': ['4.24.15'],
      nodemailer: ['9.0.1'],
      sharp: ['0.35.4'],
      'file-type': ['21.3.2'],
      undici: ['7.30.2'],
      tar: ['7.5.19'],
    });
  });

  it.each([
    ['node_modules/next', '16.3.2', true],
    ['node_modules/next', '16.3.3', false],
    ['node_modules/next', '16.10.0', false],
    ['node_modules/react', '19.2.7', true],
    ['node_modules/react', '19.2.8', false],
    ['node_modules/react', '19.3.0', true],
    ['node_modules/react', '19.3.1', false],
    ['node_modules/react', '18.3.1', true],
    ['node_modules/a/node_modules/tar', '6.2.1', true],
    ['node_modules/tar-stream', '1.0.0', false],
    ['node_modules/toString', '1.0.0', false],
  ])('%s %s: %s', (place, version, named) => {
    expect(locked(place, version)).toHaveLength(named ? 1 : 0);
  });
});
