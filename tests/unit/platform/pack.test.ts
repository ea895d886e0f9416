import fs from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPacked, unpacks } from '@/lib/observe/packed-files';
import { packFiles } from '@/scripts/pack.mjs';
import { temporaryFolder } from '@/scripts/postgres.mjs';

/* The files of a build are packed all or none, and only a browser that unpacks them gets them. */

let build: string;
let remove: () => void;
const write = (name: string, content: string) => {
  fs.mkdirSync(path.dirname(path.join(build, name)), { recursive: true });
  fs.writeFileSync(path.join(build, name), content);
};
const packed = () => [...readPacked(path.join(build, 'static', 'br'))].sort();

beforeEach(() => {
  ({ folder: build, remove } = temporaryFolder());
  write('static/chunks/a.js', 'let a = 1;');
  write('static/media/b.svg', '<svg/>');
  write('static/media/c.woff2', 'packed already');
});
afterEach(() => remove());

test('what an earlier build packed, and what one that was killed left behind, is gone', async () => {
  write('static/br/chunks/old.js', 'old');
  write('packing/chunks/half.js', 'ha');
  await packFiles(build);
  expect(packed()).toEqual([
    ['/_next/static/chunks/a.js', '/_next/static/br/chunks/a.js'],
    ['/_next/static/media/b.svg', '/_next/static/br/media/b.svg'],
  ]);
  expect(fs.existsSync(path.join(build, 'packing'))).toBe(false);
  await packFiles(build);
  expect(packed()).toHaveLength(2);
  expect(brotliDecompressSync(fs.readFileSync(path.join(build, 'static/br/chunks/a.js'))).toString()).toBe(
    'let a = 1;',
  );
});

test('broken off, nothing of it is there to be sent', async () => {
  // Cannot be read, even by root.
  fs.mkdirSync(path.join(build, 'static', 'chunks', 'broken.js'));
  await expect(packFiles(build)).rejects.toThrow('EISDIR');
  expect(packed()).toEqual([]);
});

test.each([
  ['gzip, deflate, br, zstd', true],
  ['br', true],
  ['gzip;q=1.0, BR ; q=0.001', true],
  ['gzip, br;q=0', false],
  ['br;q=0.000,gzip', false],
  ['br;q=none', false],
  ['brotli, xbr, b', false],
  ['', false],
  [undefined, false],
])('of a browser that says %j', (accepted, expected) => {
  expect(unpacks(accepted)).toBe(expected);
});
