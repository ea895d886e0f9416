import { createHash } from 'node:crypto';

/** Submitted steps of one application that wait for a first reader and go to one: a category, some actions of it, or all. */
export type Parcel = {
  application: string;
  town: string;
  /** Null: the whole application. */
  category: number | null;
  /** Only these actions of the category, where somebody has the others; empty: all. */
  actions: readonly string[];
  /** How many steps wait in it. */
  steps: number;
  /** Reviewers it may not go to, whatever their topics: whoever reads it first, where a second reader is wanted. */
  not?: readonly string[];
};

/** A reviewer as the rule sees them. */
export type Reader = {
  id: string;
  /** Categories they read; `all` where a coordinator chose them by hand. */
  topics: readonly number[] | 'all';
  /** Towns they may have nothing to do with. */
  shut: readonly string[];
  /** Submitted steps that already wait for their ruling. */
  load: number;
};

/** Nobody reads this category; or whoever does has a conflict with the town. */
export type WhyLeft = 'nobody' | 'conflict';

/** What will happen: who gets what, what stays without a reader and why, and what each has before and after. */
export type Plan = {
  given: { parcel: Parcel; reader: string }[];
  left: { parcel: Parcel; why: WhyLeft }[];
  loads: { reader: string; before: number; after: number }[];
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const keyOf = ({ application, category, actions }: Parcel): string =>
  [application, String(category ?? 0).padStart(3, '0'), ...[...actions].sort()].join(' ');

const reads = ({ topics }: Reader, { category }: Parcel): boolean =>
  topics === 'all' || (category !== null && topics.includes(category));

/** Whether the rule may give a parcel to a reader: their topic, and no town of theirs. */
export const mayGet = (reader: Reader, parcel: Parcel): boolean =>
  reads(reader, parcel) && !reader.shut.includes(parcel.town) && !parcel.not?.includes(reader.id);

type Held = { parcel: Parcel; by: Reader; able: Reader[] };

/** By size, one parcel of each that goes from one reader to another and may. */
type Moves = Map<Reader, Map<Reader, Map<number, Held>>>;

function movesOf(held: readonly Held[]): Moves {
  const moves: Moves = new Map();
  for (const one of held)
    for (const to of one.able) {
      if (to === one.by) continue;
      const from = moves.get(one.by) ?? new Map<Reader, Map<number, Held>>();
      const sizes = from.get(to) ?? new Map<number, Held>();
      if (!sizes.has(one.parcel.steps)) sizes.set(one.parcel.steps, one);
      moves.set(one.by, from.set(to, sizes));
    }
  return moves;
}

/** The shortest way of parcels of one size from a reader to another, each handed on to the next; null where there is none. */
function chain(moves: Moves, from: Reader, to: Reader, size: number): [Held, Reader][] | null {
  const came = new Map<Reader, [Held, Reader] | null>([[from, null]]);
  for (const at of came.keys())
    for (const [next, sizes] of moves.get(at) ?? []) {
      const held = sizes.get(size);
      if (held && !came.has(next)) came.set(next, [held, at]);
    }
  if (!came.has(to)) return null;
  const steps: [Held, Reader][] = [];
  for (let at = to, step = came.get(at); step; at = step[1], step = came.get(at)) steps.push([step[0], at]);
  return steps;
}

/** Parcels to hand on so that two loads come closer and no other changes; null when they are as even as they get. */
function better(moves: Moves, people: readonly Reader[], loadOf: (reader: Reader) => number): [Held, Reader][] | null {
  for (const from of people)
    for (const to of people) {
      const gap = loadOf(from) - loadOf(to);
      const there = moves.get(from)?.get(to);
      const back = moves.get(to)?.get(from);
      const sizes = new Set([...(moves.get(from)?.values() ?? [])].flatMap((of) => [...of.keys()]));
      for (const size of sizes) {
        const steps = gap > size ? chain(moves, from, to, size) : null;
        if (steps) return steps;
      }
      for (const [more, given] of there ?? [])
        for (const [less, taken] of back ?? [])
          if (more > less && gap > more - less)
            return [
              [given, to],
              [taken, from],
            ];
    }
  return null;
}

/**
 * Shares parcels among readers by topic, never across a conflict. The largest go first, each to the least loaded; then parcels
 * are moved (also in chains of one size) and swapped for as long as that brings two loads closer. Parcels of one size end
 * up as even as can be. The same parcels and readers in any order give the same plan.
 */
export function planAssignments(parcels: readonly Parcel[], readers: readonly Reader[]): Plan {
  const people = [...readers].sort((a, b) => compare(a.id, b.id));
  const loads = new Map(people.map((reader) => [reader, reader.load]));
  const loadOf = (reader: Reader): number => loads.get(reader) ?? 0;
  const add = (reader: Reader, steps: number) => loads.set(reader, loadOf(reader) + steps);

  const held: Held[] = [];
  const left: Plan['left'] = [];
  for (const parcel of [...parcels].sort((a, b) => b.steps - a.steps || compare(keyOf(a), keyOf(b)))) {
    const able = people.filter((reader) => mayGet(reader, parcel));
    const by = able.reduce<Reader | null>((best, one) => (best && loadOf(best) <= loadOf(one) ? best : one), null);
    if (!by) left.push({ parcel, why: people.some((reader) => reads(reader, parcel)) ? 'conflict' : 'nobody' });
    else {
      add(by, parcel.steps);
      held.push({ parcel, by, able });
    }
  }
  for (;;) {
    const steps = better(movesOf(held), people, loadOf);
    if (!steps) break;
    for (const [one, to] of steps) {
      add(one.by, -one.parcel.steps);
      add(to, one.parcel.steps);
      one.by = to;
    }
  }

  const byKey = (a: { parcel: Parcel }, b: { parcel: Parcel }) => compare(keyOf(a.parcel), keyOf(b.parcel));
  return {
    given: held.sort(byKey).map(({ parcel, by }) => ({ parcel, reader: by.id })),
    left: left.sort(byKey),
    loads: people.map((reader) => ({ reader: reader.id, before: reader.load, after: loadOf(reader) })),
  };
}

/** A short mark of a plan: another mark, another plan. What was previewed is what is made, or nothing is. */
export const planMark = ({ given, left, loads }: Plan): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        given.map((one) => [keyOf(one.parcel), one.parcel.steps, one.reader]),
        left.map((one) => [keyOf(one.parcel), one.why]),
        loads.map((one) => [one.reader, one.before, one.after]),
      ]),
    )
    .digest('hex')
    .slice(0, 24);
