import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hashPassword, passwordMatches, passwordProblem } from '@/lib/passwords';

const own = ['Maya Ortiz', 'maya.ortiz@aldbrook.gov', 'Aldbrook'];
const problemOf = (password: string) => passwordProblem(password, own)?.code ?? 'good';
const known = readFileSync('lib/passwords/known.txt', 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'));

describe('a new password', () => {
  it('is refused when it is one of the thousands of long ones found in breaches, in capitals and with dots too', () => {
    const long = known.filter((word) => word.length >= 15);
    expect(long.length).toBeGreaterThan(3000);
    expect(long.filter((word) => problemOf(word) === 'good')).toEqual([]);
    const dotted = (word: string) => word.toUpperCase().replace(/.{4}(?=.)/g, '$&.');
    expect(long.filter((word) => problemOf(dotted(word)) === 'good')).toEqual([]);
  });

  it.each([
    ['passwordpassword1', 'a common one twice'],
    ['p4$$w0rd-p4$$w0rd', 'digits for letters'],
    ['sunshineprincess', 'two common ones'],
    ['Welcome123456789', 'a common one and keys in a row'],
    ['pass word pass word', 'spaces in between'],
    ['qwertyuiopasdfgh', 'keys in a row'],
    ['zyxwvutsrqponmlk', 'the alphabet backwards'],
    ['abcabcabcabcabcabc', 'one piece again and again'],
    ['x'.repeat(128), 'one letter again and again'],
    ['maya.ortiz@aldbrook.gov', 'the address'],
    ['Ortiz Maya Ortiz Maya', 'the person'],
    ['townofaldbrook2026', 'the town and a year'],
    ['Sustainable-CT-2026!', 'the program'],
    ['Town Green 2026!!', 'the product'],
    ['summer2024winter2025', 'seasons and years'],
    ['jennifer19851123', 'a name and a birthday'],
  ])('%s is refused: %s', (password) => expect(problemOf(password)).toBe('common'));

  it.each([
    'correct horse battery staple',
    'six quiet herons wade here',
    'the cat sat on the mat',
    'seasons change here',
    'green lawn bench tree',
    'x7#kQ!9v$Lp2@mZ',
    '842915730264918',
    'Кириллица много слов',
    'Maya keeps nine patient otters',
  ])('%s is taken', (password) => expect(problemOf(password)).toBe('good'));

  it('has 15 to 128 characters, counted as people count them', () => {
    const faces = ['🦉', '🌳', '🍎', '🚲', '🎻'].join('');
    expect([problemOf(`otters ${faces}`), problemOf(`quiet otters ${faces}`)]).toEqual(['short', 'good']);
    // Letters in no order, of which no end is easier to guess than another.
    const letters = 'xkqvwzjhfybgpdmcutlrsnioae'.repeat(5);
    const ofLength = (many: number) => problemOf(letters.slice(0, many));
    expect([14, 15, 128, 129].map(ofLength)).toEqual(['short', 'good', 'good', 'long']);
  });

  it('is compared as it was typed: not cut, not trimmed, not folded', async () => {
    const typed = ` Quiet ötters ${'sleep '.repeat(18)}`;
    const stored = await hashPassword(typed);
    const others = [typed.trim(), typed.toLowerCase(), typed.slice(0, 72)];
    expect(await Promise.all([typed, ...others].map((one) => passwordMatches(stored, one)))).toEqual([
      true,
      ...others.map(() => false),
    ]);
  });
});
