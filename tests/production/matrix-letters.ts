import type { CommandEntrance } from './matrix';

/* The commands about letters; the columns are those of matrix-commands.ts. */

const own = { any: 'in  ok  ok  ok  ok  ok  ok  ok  ok  ok  in  in' };

export const letterCommands: Record<string, CommandEntrance> = {
  'letters.markLetterCommand': {
    with: (_, { letter }) => ({ letter, read: 'yes' }),
    rows: { any: 'in  404 404 404 ok  404 404 404 404 404 in  in' },
  },
  'letters.markAllReadCommand': { with: () => ({}), rows: own },
  'letters.chooseLettersCommand': { with: () => ({ digest: 'at_once' }), rows: own },
  'letters.stopLettersCommand': {
    with: () => ({ token: 'a-token-nobody-was-given' }),
    rows: { any: '404 404 404 404 404 404 404 404 404 404 404 404 404' },
  },
  'letters.markUnreachedCommand': {
    // Nobody's.
    with: () => ({ person: crypto.randomUUID() }),
    rows: { any: 'in  404 404 404 404 404 404 404 404 404 in  in' },
  },
  'letters.markReachedCommand': {
    // Nobody marked it.
    with: (_, { people: { editor } }) => ({ person: editor.id }),
    rows: { any: 'in  404 404 404 404 404 404 404 404 yet in  in' },
  },
};
