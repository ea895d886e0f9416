import type { TownLine } from '@/lib/workflow/program-views';

export type Council = { name: string; short: string; towns: TownLine[] };

/** A council's name as a heading: "Capitol", "Lower Connecticut River Valley". */
export const shortCouncil = (name: string): string =>
  name
    .replace(/ Council of Governments(?= \(|$)/, '')
    .replace(/ Region(al)?$/, '')
    .replace(/^Connecticut (?=Metropolitan)/, '')
    .replace(/(?<=ern) Connecticut$/, '');

/** Where the nine councils lie: west on the left, the shore at the foot. */
const places: readonly (readonly string[])[] = [
  ['Northwest Hills', 'Naugatuck Valley', 'Western', 'Metropolitan'],
  ['Capitol', 'Lower Connecticut River Valley', 'South Central'],
  ['Northeastern', 'Southeastern'],
];

/** The councils in the columns of the map, each with its towns A to Z; any other council stands last on the right. */
export function councilColumns(towns: readonly TownLine[]): Council[][] {
  const councils = new Map<string, Council>();
  for (const line of towns) {
    const council = councils.get(line.council) ?? { name: line.council, short: shortCouncil(line.council), towns: [] };
    council.towns.push(line);
    councils.set(line.council, council);
  }
  const named = (short: string) => [...councils.values()].filter((council) => council.short === short);
  const columns = places.map((column) => column.flatMap(named));
  const others = [...councils.values()].filter((council) => !places.flat().includes(council.short));
  return [...columns.slice(0, -1), [...(columns.at(-1) ?? []), ...others]];
}
