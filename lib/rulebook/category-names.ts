import type { Rulebook } from './schema';

/** Categories are numbered from 1 up to this one. */
export const lastCategory = 13;

/** What rulebooks call each category, by its number. Where they differ it has every name, of the first rulebook first. */
export function categoryNames(rulebooks: readonly Rulebook[]): Map<number, string> {
  const names = new Map<number, Set<string>>();
  for (const { number, name } of rulebooks.flatMap((one) => one.categories))
    names.set(number, (names.get(number) ?? new Set()).add(name));
  return new Map([...names].map(([number, all]) => [number, [...all].join(' or ')]));
}
