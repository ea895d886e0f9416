import { readFileSync } from 'node:fs';
import path from 'node:path';

/*
 * How many guesses a password withstands, as a power of ten, by whoever tries what people really choose first: passwords
 * from breaches by their frequency, the person's own names and the portal's, keys in a row, years, and all of them joined,
 * repeated, in capitals, with dots between and with digits for letters. A cautious estimate, never a promise.
 */

const alphabets = ['abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '01234567890'];
const looksLike: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' };

/** Small letters and digits without what stands between them; letters of other scripts stay. */
const typed = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}@$]/gu, '');
/** Letters for the digits and signs that look like them. */
const plain = (text: string) => text.replace(/[013457@$]/g, (sign) => looksLike[sign] ?? sign);

const longest = 40;
let ranks: Map<string, number> | undefined;

/** The place of each password from breaches in the order of their frequency. */
function known(): Map<string, number> {
  if (ranks) return ranks;
  const lines = readFileSync(path.join(process.cwd(), 'lib/passwords/known.txt'), 'utf8').split('\n');
  const words = lines.filter((line) => line !== '' && !line.startsWith('#'));
  ranks = new Map();
  for (const [at, word] of words.entries())
    for (const form of [typed(word), plain(typed(word))])
      if (form.length > 2 && !ranks.has(form)) ranks.set(form, at + 1);
  return ranks;
}

/** Names and their parts, as they are guessed first. */
export const namesIn = (texts: readonly string[]): string[] =>
  texts
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
    .map(typed)
    .filter((word) => word.length > 2);

/** Whether the signs follow each other on the keyboard, in the alphabet or in counting, forwards or backwards. */
const isRun = (text: string) => {
  const back = [...text].reverse().join('');
  return alphabets.some((row) => row.includes(text) || row.includes(back));
};

/** What one piece costs whoever guesses it, or null where it is nothing that anybody would guess as a whole. */
function pieceCost(piece: string, before: string, names: ReadonlySet<string>): number | null {
  const costs: number[] = [];
  for (const form of [piece, plain(piece)]) {
    if (names.has(form)) costs.push(0.5);
    const rank = known().get(form);
    if (rank) costs.push(Math.log10(rank) + 0.3);
  }
  if (before.endsWith(piece)) costs.push(0.3);
  if (piece.length > 2 && isRun(piece)) costs.push(1);
  if (/^(19|20)\d\d$/.test(piece)) costs.push(1.7);
  if (piece.length === 1) costs.push(/\d/.test(piece) ? 1 : /[a-z@$]/.test(piece) ? 1.4 : 1.7);
  return costs.length > 0 ? Math.min(...costs) : null;
}

/** The guesses a password withstands as a power of ten; `names` are those of the person and of what surrounds them. */
export function guesses(password: string, names: readonly string[]): number {
  const text = [...typed(password)].join('');
  const own = new Set(names);
  const cheapest = [0];
  for (let end = 1; end <= text.length; end += 1) {
    let best = Infinity;
    for (let from = Math.max(0, end - longest); from < end; from += 1) {
      const cost = pieceCost(text.slice(from, end), text.slice(0, from), own);
      if (cost !== null) best = Math.min(best, cheapest[from]! + cost);
    }
    cheapest.push(best);
  }
  // Signs between words are guessed too, each kind once.
  const between = new Set(password.replace(/[\p{L}\p{N} @$]/gu, ''));
  return cheapest[text.length]! + between.size * 0.5;
}

/** Whether the password as a whole was found in breaches, however its letters are written. */
export const isKnown = (password: string): boolean =>
  known().has(typed(password)) || known().has(plain(typed(password)));
