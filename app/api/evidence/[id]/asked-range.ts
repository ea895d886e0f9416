/** A part of a file: its first and its last byte. */
export type Range = { start: number; end: number };

/**
 * The part of a file of `size` bytes that a request asks for (RFC 9110, 14): null for the whole file, which also answers a
 * header that is none and one that asks for several parts; "none" when the part lies outside of the file. A part that is to
 * go on what the asker has (`If-Range`) counts only while the file is the one with that tag.
 */
export function askedRange(asked: Headers, size: number, tag: string): Range | 'none' | null {
  const [, first, last] = /^bytes=[\t ]*(\d*)-(\d*)[\t ]*$/i.exec(asked.get('range') ?? '') ?? [];
  const condition = asked.get('if-range');
  if (first === undefined || last === undefined || first + last === '') return null;
  if (condition !== null && condition !== tag) return null;
  if (first === '')
    return Number(last) > 0 && size > 0 ? { start: Math.max(0, size - Number(last)), end: size - 1 } : 'none';
  if (last !== '' && Number(last) < Number(first)) return null;
  if (Number(first) >= size) return 'none';
  return { start: Number(first), end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}
