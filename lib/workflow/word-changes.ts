/** A stretch of text that stayed, came or went. */
export type WordChange = { kind: 'same' | 'added' | 'removed'; text: string };

/** Cells of the table that is filled to compare two texts; above it they are shown whole, one after the other. */
const budget = 4_000_000;

/** Words, and what stands between them, so that joining them gives the text again. */
const wordsOf = (text: string): string[] =>
  text.match(/\s+|[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu) ?? [];

/** The longest common run of words from each place on: row by row, from the end. */
function commonFrom(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i]![j] = a[i] === b[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
  return table;
}

/** A blank between two changes of one kind belongs to them: a rewritten sentence reads as one change, not word by word. */
function joined(parts: readonly WordChange[]): WordChange[] {
  const found: WordChange[] = [];
  for (const [index, part] of parts.entries()) {
    const blank = part.kind === 'same' && /^\s+$/.test(part.text) && index > 0 && index < parts.length - 1;
    const pieces: WordChange[] = blank
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
  const [was, is] = [wordsOf(before), wordsOf(after)];
  let head = 0;
  while (head < was.length && head < is.length && was[head] === is[head]) head++;
  let tail = 0;
  while (tail < was.length - head && tail < is.length - head && was.at(-1 - tail) === is.at(-1 - tail)) tail++;
  const [a, b] = [was.slice(head, was.length - tail), is.slice(head, is.length - tail)];
  const parts: WordChange[] = [];
  const put = (kind: WordChange['kind'], text: string | undefined) => text && parts.push({ kind, text });
  put('same', was.slice(0, head).join(''));
  if (a.length * b.length > budget) {
    put('removed', a.join(''));
    put('added', b.join(''));
  } else {
    const common = commonFrom(a, b);
    let [i, j] = [0, 0];
    while (i < a.length || j < b.length) {
      if (i < a.length && a[i] === b[j]) {
        put('same', a[i++]);
        j++;
      } else if (j >= b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!)) put('removed', a[i++]);
      else put('added', b[j++]);
    }
  }
  put('same', was.slice(was.length - tail).join(''));
  return joined(parts);
}
