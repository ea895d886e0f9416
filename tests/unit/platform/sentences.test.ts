import { describe, expect, it } from 'vitest';
import { Failure, programError, sentence } from '@/scripts/failure.mjs';
import { checkNode } from '@/scripts/node-version.mjs';

const coded = (code: string, path?: string) => Object.assign(new Error(`${code}: it broke`), { code, path });

describe('what a person reads when something fails', () => {
  it.each([
    [new Failure('Do this.'), 'Do this.'],
    [coded('ENOSPC'), 'The disk is full. Free some space, then try again.'],
    [coded('EROFS'), 'This folder is on a read-only disk. Copy the project to a place you can write to.'],
    [
      coded('EACCES', '/somewhere'),
      "No permission to write to /somewhere. Run as the folder's owner, or change its owner.",
    ],
    [new Error('first\n  second'), 'second'],
  ])('%s', (error, message) => {
    expect(sentence(error)).toBe(message);
  });

  it('finds the message in what a program printed, not its stack', () => {
    const stack =
      'file.ts:3\n  throw x\n  ^\n\nTypeError: the seed is stale\n    at main (file.ts:3:9)\n\nNode.js v20.20.2\n';
    expect(programError(stack)).toBe('the seed is stale');
    expect(programError('FATAL:  could not write: No space left on device\n')).toContain('The disk is full');
    expect(programError('one\ntwo\n')).toBe('two');
  });

  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('runs on Node %s', (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });

  it.each(['18.20.0', '20.18.1'])('refuses Node %s', (version) => {
    expect(() => checkNode(version)).toThrow(`needs Node 20.19 or newer; this is ${version}`);
  });
});
