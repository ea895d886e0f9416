import { list } from '@/lib/words';

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
