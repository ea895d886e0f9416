import { afterAll, expect } from 'vitest';

const warned: string[] = [];
process.on('warning', ({ name, message }) => warned.push(`${name}: ${message}`));

/** No test file leaves a warning of Node or of a library behind: what only warns today is refused by a later version. */
afterAll(() => expect(warned).toEqual([]));
