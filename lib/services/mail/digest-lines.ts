import type { Line } from './letters-of-work';

/** A line of a digest, with the application it speaks of. */
export type Entry = Line & { application: string | null };

/** Ids of the applications that entries speak of. */
export const spokenOf = (entries: readonly Entry[]): Set<string> =>
  new Set(entries.map(({ application }) => application).filter((id) => id !== null));

/** What a line says beside the town's name, with which the line before it begins as well. */
function without(first: string, text: string): string {
  const town = first.split(/[:,]/)[0] ?? '';
  return /^[:,]/.test(text.slice(town.length)) && text.startsWith(town) ? text.slice(town.length + 1).trim() : text;
}

/** One line for each application, where its first entry stands; entries of none stay as they are. */
export function digestLines(entries: readonly Entry[], addressOf: (application: string) => string): Line[] {
  return entries.flatMap(({ application, text, link }, index): Line[] => {
    if (application === null) return [{ text, link }];
    const own = entries.filter((one) => one.application === application);
    if (entries.findIndex((one) => one.application === application) !== index) return [];
    if (own.length === 1) return [{ text, link }];
    const more = [...new Set(own.slice(1).map((one) => without(text, one.text)))];
    return [{ text: [text, ...more].join('; '), link: addressOf(application) }];
  });
}
