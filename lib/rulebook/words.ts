/** "1 training", "3 trainings"; pass the plural where it is irregular. */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

/** "a", "a and b", "a, b and c". */
export function list(words: readonly string[], last = 'and'): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1]}`;
}

/** "Row 4", "Rows 1, 2 and 3", "Rows 1, 2, 3 … and 40 more". */
export function rowsInWords(numbers: readonly number[]): string {
  if (numbers.length === 1) return `Row ${numbers[0]}`;
  const few = numbers.slice(0, 12).map(String);
  return numbers.length > 12 ? `Rows ${few.join(', ')} and ${numbers.length - 12} more` : `Rows ${list(few)}`;
}

/** A label inside a sentence: its first letter small, unless the word is an abbreviation. */
export const within = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label;

const plain = /^[\x20-\x7e]*$/;
const gaps = /[^a-z0-9]+/g;

/** Text brought to one form for comparing: compatibility forms, accents, case, punctuation and spaces set aside. */
export function normalized(text: string): string {
  if (plain.test(text)) return text.toLowerCase().replace(gaps, ' ').trim();
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
