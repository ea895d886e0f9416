import { readFileSync } from 'node:fs';
import { inProject } from '@/scripts/paths.mjs';
import { actors, states, type AccessWorld, type State, type Subject, type Who } from '../support/access-world';
import type { Form } from '../support/commands';
import { routeFiles } from '../support/routes';

/** A row of the matrix holds for the states it names, or for `any`; one word for each of the actors, in their order. */
export type Rows = Record<string, string>;

export type Entrance = {
  /** The address to ask for. */
  at: (subject: Subject, world: AccessWorld) => string;
  /** The JSON body of a PUT. */
  json?: (subject: Subject, world: AccessWorld) => unknown;
  /** The multipart form of a POST; `file` is the text of a file. */
  parts?: (subject: Subject, world: AccessWorld) => Record<string, string>;
  rows: Rows;
};

export type CommandEntrance = {
  /** The form that is posted, complete. */
  with: (subject: Subject, world: AccessWorld) => Form;
  /** Ends the session it came with, so each cell gets one of its own. */
  spendsSession?: boolean;
  rows: Rows;
};

export type Words = Record<Who, string>;

/** The expected words of an entrance, state by state; `any` is asked in one state only. */
export function expectedOf(rows: Rows): { state: State; words: Words }[] {
  const expected = Object.entries(rows).flatMap(([names, line]) => {
    const words = line.trim().split(/\s+/);
    // Whoever is half way in is not in: as with an ended session, unless the row says more.
    if (words.length === actors.length - 2) words.push(words.at(-1)!);
    // A declared conflict of interest leaves a reviewer nothing of the town, whatever was assigned.
    if (words.length === actors.length - 1) words.push(words[actors.indexOf('unassigned')]!);
    if (words.length !== actors.length) throw new Error(`A row needs ${actors.length} words: ${line}`);
    const row = Object.fromEntries(actors.map((who, index) => [who, words[index]])) as Words;
    return (names === 'any' ? ['submitted'] : names.split(' ')).map((state) => ({ state: state as State, words: row }));
  });
  const named = expected.map(({ state }) => state);
  const missing = 'any' in rows ? [] : states.filter((state) => !named.includes(state));
  if (missing.length > 0 || new Set(named).size < named.length)
    throw new Error(`A row for each state, once: ${JSON.stringify(Object.keys(rows))}`);
  return expected;
}

/** The methods every route handler exports, such as `GET /api/export/board`. */
export const routeMethods = (): string[] =>
  routeFiles()
    .flatMap(({ route, file }) =>
      [
        ...readFileSync(inProject('app', file), 'utf8').matchAll(
          /^export (?:async function|function|const) ([A-Z]+)\b/gm,
        ),
      ].map(([, method]) => `${method} ${route}`),
    )
    .sort();

/** What to do about an entrance without a row, and about a row without an entrance. */
export function gaps(found: readonly string[], rows: Record<string, unknown>, table: string): string[] {
  return [
    ...found
      .filter((name) => !(name in rows))
      .map((name) => `${name} is new: say in ${table} who may use it, a word for each person of the domain.`),
    ...Object.keys(rows)
      .filter((name) => !found.includes(name))
      .map((name) => `${name} is gone: take its row out of ${table}.`),
  ];
}
