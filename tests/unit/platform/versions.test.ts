import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { faulty } from '@/scripts/check-versions.mjs';

const locked = (place: string, version: string) => faulty({ packages: { [place]: { version } } });

describe('versions with known faults', () => {
  it('are not in the lockfile', () => {
    const file = path.resolve(import.meta.dirname, '../../../package-lock.json');
    expect(faulty(JSON.parse(readFileSync(file, 'utf8')))).toEqual([]);
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
