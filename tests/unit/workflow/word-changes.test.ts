import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordChanges, type WordChange } from '@/lib/workflow/word-changes';

const signs = { same: '', added: '+', removed: '-' };
const told = (before: string, after: string) =>
  wordChanges(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : `[${signs[kind]}${text}]`))
    .join('');
const without = (parts: WordChange[], kind: WordChange['kind']) =>
  parts
    .filter((part) => part.kind !== kind)
    .map((part) => part.text)
    .join('');

describe('what changed between two texts, word by word', () => {
  test.each([
    ['nothing', 'The council met.', 'The council met.', 'The council met.'],
    ['one word', 'Forty people came.', 'Sixty people came.', '[-Forty][+Sixty] people came.'],
    ['a sentence at the end', 'It passed.', 'It passed. Two voted no.', 'It passed.[+ Two voted no.]'],
    ['what was cut', 'It passed, at last.', 'It passed.', 'It passed[-, at last].'],
    ['a sentence written anew', 'All went home.', 'Nobody came along.', '[-All went home][+Nobody came along].'],
    [
      'a passage written anew, where single words happened to stay',
      'Nurses and cooks of the town met.',
      'The second part of the plan was read.',
      '[-Nurses and cooks of the town met][+The second part of the plan was read].',
    ],
    [
      'two words far enough from each other',
      'Forty people came on Monday.',
      'Sixty people came on Friday.',
      '[-Forty][+Sixty] people came on [-Monday][+Friday].',
    ],
    ['from nothing', '', 'Written.', '[+Written.]'],
    ['a word with an apostrophe whole', 'the town’s own', 'the towns own', 'the [-town’s][+towns] own'],
  ])('%s', (_, before, after, expected) => {
    expect(told(before, after)).toBe(expected);
  });

  const words = fc.array(fc.constantFrom('a', 'b', 'C', ' ', '. ', '\n', 'é’s', '12'), { maxLength: 30 });
  test('either text can be read out of the parts, whatever they are', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [before, after] = [a.join(''), b.join('')];
        const parts = wordChanges(before, after);
        expect(without(parts, 'added')).toBe(before);
        expect(without(parts, 'removed')).toBe(after);
      }),
    );
  });

  test('a text too long to compare is shown as it was and as it is', () => {
    const long = (word: string) => Array.from({ length: 3000 }, (_, n) => `${word}${n}`).join(' ');
    const parts = wordChanges(long('a'), long('b'));
    expect(parts.map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});
