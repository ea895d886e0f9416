import type { Cells, Scalar } from '@/lib/rulebook/cells';

/** New values by address; null clears an answer. */
export type Changes = { [address: string]: Scalar | null };
export type Revisions = { [address: string]: number };

/** What is stored: the answers, and for each address the revision that last set or cleared it. */
export type Sheet = { cells: Cells; revisions: Revisions; revision: number };

/** A change not made because somebody else answered the same question meanwhile. Both answers are here. */
export type Clash = { address: string; yours: Scalar | null; theirs: Scalar | null; revision: number };

export type Merged = {
  sheet: Sheet;
  /** What the merge changed; empty when every value was there already. */
  changed: Changes;
  /** Addresses whose requested value now stands. */
  saved: string[];
  clashes: Clash[];
  /** What others changed since `base`, the request's own addresses left out. */
  others: Changes;
};

const value = (cell: Scalar | null | undefined): Scalar | null =>
  cell === undefined || cell === '' || (Array.isArray(cell) && cell.length === 0) ? null : cell;

/** Whether two answers are the same; a missing one equals an empty one. */
export function same(a: Scalar | null | undefined, b: Scalar | null | undefined): boolean {
  const [x, y] = [value(a), value(b)];
  if (Array.isArray(x) && Array.isArray(y)) return x.length === y.length && x.every((item, i) => item === y[i]);
  return x === y;
}

/**
 * Joins changes made on revision `base` with what is stored now. Different addresses join; a different value at an address
 * set after `base` is a clash, and nothing is overwritten. `mine` tells the revisions of the same hand from before this
 * request, so that a request sent again never clashes with itself; one that arrives late clashes like anybody's.
 */
export function merge(stored: Sheet, base: number, changes: Changes, mine: (revision: number) => boolean): Merged {
  const cells = { ...stored.cells };
  const revisions = { ...stored.revisions };
  const changed: Changes = {};
  const saved: string[] = [];
  const clashes: Clash[] = [];
  const others: Changes = {};
  for (const [address, asked] of Object.entries(changes)) {
    const yours = value(asked);
    const theirs = value(stored.cells[address]);
    const set = stored.revisions[address] ?? 0;
    if (same(yours, theirs)) saved.push(address);
    else if (set > base && !mine(set)) clashes.push({ address, yours, theirs, revision: set });
    else {
      saved.push(address);
      changed[address] = yours;
      revisions[address] = stored.revision + 1;
      if (yours === null) delete cells[address];
      else cells[address] = yours;
    }
  }
  for (const [address, set] of Object.entries(stored.revisions))
    if (set > base && !mine(set) && !(address in changes)) others[address] = value(stored.cells[address]);
  const revision = stored.revision + (Object.keys(changed).length > 0 ? 1 : 0);
  return { sheet: { cells, revisions, revision }, changed, saved, clashes, others };
}
