import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isComplete } from '@/scripts/dependencies.mjs';

type Lock = Record<string, { version?: string; optional?: boolean; peer?: boolean; os?: string[]; cpu?: string[] }>;

const wanted: Lock = { '': {}, 'node_modules/zod': { version: readVersion('zod') } };

function readVersion(name: string): string {
  return JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
}

describe('whether the dependencies are installed', () => {
  it('holds when each is there in its version', () => {
    expect(isComplete(wanted, { 'node_modules/zod': { version: readVersion('zod') } })).toBe(true);
  });

  it('fails when one is missing, of another version, or was deleted since', () => {
    expect(isComplete(wanted, {})).toBe(false);
    expect(isComplete(wanted, { 'node_modules/zod': { version: '0.0.1' } })).toBe(false);
    const gone = { 'node_modules/was-deleted': { version: '1.0.0' } };
    expect(isComplete(gone, gone)).toBe(false);
  });

  it('leaves out what is made for other machines, and asks for what is made for this one', () => {
    const made = (os: string, cpu: string): Lock => ({
      'node_modules/native': { version: '1.0.0', optional: true, os: [os], cpu: [cpu] },
    });
    expect(isComplete(made('plan9', process.arch), {})).toBe(true);
    expect(isComplete(made(process.platform, process.arch), {})).toBe(false);
  });
});
