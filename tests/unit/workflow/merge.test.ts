import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { merge, type Changes, type Sheet } from '@/lib/workflow/merge';

const other = () => false;
const sheet = (over: Partial<Sheet> = {}): Sheet => ({ cells: {}, revisions: {}, revision: 0, ...over });
/** Alma opened the form on revision 3; Ben set `1a.name` in revision 4. */
const byBen = sheet({
  cells: { '1a.name': 'Ben’s', '1a.title': 'Clerk' },
  revisions: { '1a.name': 4, '1a.title': 2 },
  revision: 4,
});

describe('merging answers', () => {
  test('different fields join', () => {
    const merged = merge(byBen, 3, { '1a.title': 'Mayor' }, other);
    expect(merged.sheet.cells).toEqual({ '1a.name': 'Ben’s', '1a.title': 'Mayor' });
    expect(merged).toMatchObject({ saved: ['1a.title'], clashes: [], others: { '1a.name': 'Ben’s' } });
  });

  test('the same field with another value is a clash that shows both and changes nothing', () => {
    const merged = merge(byBen, 3, { '1a.name': 'Alma’s' }, other);
    expect(merged.sheet).toEqual(byBen);
    expect(merged.clashes).toEqual([{ address: '1a.name', yours: 'Alma’s', theirs: 'Ben’s', revision: 4 }]);
  });

  test('the same value twice is no clash', () => {
    expect(merge(byBen, 3, { '1a.name': 'Ben’s' }, other)).toMatchObject({
      saved: ['1a.name'],
      clashes: [],
      changed: {},
    });
  });

  test('having read the other text, one may replace it', () => {
    expect(merge(byBen, 4, { '1a.name': 'Both of us' }, other).sheet).toMatchObject({
      cells: { '1a.name': 'Both of us' },
      revision: 5,
    });
  });

  test('clearing an answer that another hand changed is a clash too', () => {
    expect(merge(byBen, 3, { '1a.name': null }, other).clashes).toMatchObject([{ yours: null, theirs: 'Ben’s' }]);
  });

  test('a cleared answer is remembered as set by its revision', () => {
    const cleared = merge(byBen, 4, { '1a.name': null }, other).sheet;
    expect(cleared.cells).not.toHaveProperty('1a.name');
    expect(merge(cleared, 4, { '1a.name': 'Alma’s' }, other).clashes).toMatchObject([{ theirs: null, revision: 5 }]);
  });

  test('a request of the same hand sent again, or with more typed, goes through', () => {
    const merged = merge(byBen, 3, { '1a.name': 'Ben’s, longer' }, (revision) => revision === 4);
    expect(merged).toMatchObject({ clashes: [], saved: ['1a.name'], sheet: { cells: { '1a.name': 'Ben’s, longer' } } });
  });

  test('empty text and an empty list clear; equal lists are equal', () => {
    const stored = sheet({ cells: { 'x.a': ['p', 'q'], 'x.b': 'text' }, revision: 1 });
    const merged = merge(stored, 1, { 'x.a': ['p', 'q'], 'x.b': '' }, other);
    expect(merged.changed).toEqual({ 'x.b': null });
    expect(merged.sheet.cells).toEqual({ 'x.a': ['p', 'q'] });
  });
});

/* Several people, each with the revision they saw last, write in any order; nobody ever learns of a conflict by luck. */

const addresses = ['1a.name', '1a.title', '1b.log.r1.training', '1b.log.r2.training'];
const write = fc.record({
  who: fc.integer({ min: 0, max: 3 }),
  /** Whether this writer first reads what is there. */
  reads: fc.boolean(),
  changes: fc.dictionary(
    fc.constantFrom(...addresses),
    fc.oneof(fc.constantFrom('a', 'b', 'c', ''), fc.constant(null)),
    { minKeys: 1, noNullPrototype: true },
  ),
});

test('every acknowledged write stands, or was replaced by somebody who had seen it', () => {
  fc.assert(
    fc.property(fc.array(write, { maxLength: 40 }), (writes) => {
      let stored = sheet();
      const base = [0, 0, 0, 0];
      const author = new Map<number, number>();
      /** What each address must hold, by the acknowledgements given; and at which revision. */
      const promised = new Map<string, { value: unknown; revision: number }>();
      for (const { who, reads, changes } of writes) {
        if (reads) base[who] = stored.revision;
        const from = base[who]!;
        const mine = (revision: number) => author.get(revision) === who;
        const merged = merge(stored, from, changes as Changes, mine);
        for (const address of merged.saved) {
          // A value that stood already promises nothing new.
          if (!(address in merged.changed)) continue;
          const before = promised.get(address);
          if (before) expect(before.revision <= from || author.get(before.revision) === who).toBe(true);
          promised.set(address, { value: merged.changed[address], revision: merged.sheet.revision });
        }
        for (const address of merged.saved)
          expect(merged.sheet.cells[address] ?? null).toBe((changes as Changes)[address] || null);
        const answered = new Set([...merged.saved, ...merged.clashes.map((c) => c.address)]);
        expect(answered).toEqual(new Set(Object.keys(changes)));
        stored = merged.sheet;
        author.set(stored.revision, author.get(stored.revision) ?? who);
        for (const [address, { value }] of promised) expect(stored.cells[address] ?? null).toBe(value);
        // Whoever is told about the others and keeps their answer is up to date with every cell.
        for (const [address, value] of Object.entries(merged.others)) expect(stored.cells[address] ?? null).toBe(value);
        base[who] = stored.revision;
      }
    }),
    { numRuns: 500 },
  );
});
