import { diffArrays } from 'diff';

/** A stretch of text that stayed, came or went. */
export type WordChange = { kind: 'same' | 'added' | 'removed'; text: string };

/** The most words that may have come or gone; above it two texts are shown whole, one after the other. */
const budget = 1000;

/** Words, and what stands between them, so that joining them gives the text again. */
const wordsOf = (text: string): string[] =>
  text.match(/\s+|[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu) ?? [];

/** The most words of a stretch that stays apart from the changes on both its sides no longer. */
const islandWords = 2;

/** Whether no more than a word or two stayed in a stretch; counted are words, not what stands between them. */
const isIsland = (text: string) => (text.match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu) ?? []).length <= islandWords;

/** A word or two between two changes belong to them: a passage written anew reads as one change, not word by word. */
function joined(parts: readonly WordChange[]): WordChange[] {
  const found: WordChange[] = [];
  for (const [index, part] of parts.entries()) {
    const between = index > 0 && index < parts.length - 1;
    const pieces: WordChange[] =
      part.kind === 'same' && between && isIsland(part.text)
        ? [
            { kind: 'removed', text: part.text },
            { kind: 'added', text: part.text },
          ]
        : [part];
    for (const piece of pieces) {
      // What went stands before what came.
      const run = found.slice(found.findLastIndex((one) => one.kind === 'same') + 1);
      const same = piece.kind === 'same' ? found.at(-1) : run.find((one) => one.kind === piece.kind);
      if (same?.kind === piece.kind) same.text += piece.text;
      else if (piece.kind === 'removed') found.splice(found.length - run.length, 0, { ...piece });
      else found.push({ ...piece });
    }
  }
  return found;
}

/**
 * What changed between two texts, word by word, in order of reading: the stretches that stayed or went give the text
 * before, those that stayed or came the text after.
 */
export function wordChanges(before: string, after: string): WordChange[] {
  const found = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: budget });
  const parts = found?.map(({ value, added, removed }): WordChange => {
    return { kind: added ? 'added' : removed ? 'removed' : 'same', text: value.join('') };
  });
  return joined(
    parts ?? [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ],
  );
}
