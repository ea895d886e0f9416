import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayGet, planAssignments, planMark, type Parcel, type Plan, type Reader } from '@/lib/workflow/assign-plan';
import { countReads } from '../../support/count-reads';

const reader = (id: string, topics: Reader['topics'], more: Partial<Reader> = {}): Reader => ({
  id,
  topics,
  shut: [],
  load: 0,
  ...more,
});
const parcel = (application: string, category: number, steps = 1): Parcel => ({
  application,
  town: `town of ${application}`,
  category,
  actions: [],
  steps,
});
const who = (plan: Plan) => plan.given.map((one) => `${one.parcel.application}${one.parcel.category} ${one.reader}`);

describe('the rule of topics, by example', () => {
  it('gives each parcel to a reader of its topic, the least loaded first', () => {
    const plan = planAssignments(
      [parcel('a', 5, 3), parcel('a', 6, 2), parcel('b', 5, 3)],
      [reader('jo', [5, 6]), reader('samir', [5])],
    );
    expect(who(plan)).toEqual(['a5 jo', 'a6 jo', 'b5 samir']);
    expect(plan.loads).toEqual([
      { reader: 'jo', before: 0, after: 5 },
      { reader: 'samir', before: 0, after: 3 },
    ]);
  });

  it('says why a parcel stays without a reader', () => {
    const plan = planAssignments(
      [parcel('a', 5), parcel('a', 9)],
      [reader('jo', [5], { shut: ['town of a'] }), reader('samir', [6])],
    );
    expect(plan.given).toEqual([]);
    expect(plan.left.map((one) => [one.parcel.category, one.why])).toEqual([
      [5, 'conflict'],
      [9, 'nobody'],
    ]);
  });

  it('counts what somebody already has', () => {
    const plan = planAssignments([parcel('a', 5, 4)], [reader('jo', [5], { load: 9 }), reader('samir', [5])]);
    expect(who(plan)).toEqual(['a5 samir']);
  });

  it('hands on along a chain where no single move helps', () => {
    // Ann and Bo share one topic, Bo and Cy another: what Ann has too much reaches Cy through Bo.
    const plan = planAssignments(
      [parcel('a', 1), parcel('b', 1), parcel('c', 2)],
      [reader('ann', [1]), reader('bo', [1, 2]), reader('cy', [2])],
    );
    expect(plan.loads.map((one) => one.after)).toEqual([1, 1, 1]);
  });
});

const towns = ['t1', 't2', 't3', 't4'];
const categories = [1, 2, 3];
const readers = (most: number) =>
  fc
    .array(
      fc.record({
        topics: fc.uniqueArray(fc.constantFrom(...categories)),
        shut: fc.uniqueArray(fc.constantFrom(...towns), { maxLength: 2 }),
        load: fc.nat(6),
      }),
      { minLength: 1, maxLength: most },
    )
    .map((all) => all.map((one, n): Reader => ({ ...one, id: `r${n}` })));
const parcels = (most: number, size: fc.Arbitrary<number>) =>
  fc
    .uniqueArray(fc.tuple(fc.nat(6), fc.constantFrom(...categories), size), {
      maxLength: most,
      selector: ([application, category]) => `${application} ${category}`,
    })
    .map((all) =>
      all.map(([n, category, steps]): Parcel => ({
        application: `a${n}`,
        town: towns[n % 4]!,
        category,
        actions: [],
        steps,
      })),
    );
const any = fc.tuple(parcels(14, fc.integer({ min: 1, max: 7 })), readers(5));

const squares = (loads: Iterable<number>) => [...loads].reduce((sum, load) => sum + load * load, 0);
const spread = (plan: Plan) => squares(plan.loads.map((one) => one.after));

/** The smallest sum of squared loads that any way of giving every parcel can have, by trying them all. */
function evenest(todo: readonly Parcel[], people: readonly Reader[], loads: number[]): number {
  const [first, ...rest] = todo;
  if (!first) return squares(loads);
  const able = people.flatMap((one, n) => (mayGet(one, first) ? [n] : []));
  if (able.length === 0) return evenest(rest, people, loads);
  return Math.min(
    ...able.map((n) =>
      evenest(
        rest,
        people,
        loads.map((load, m) => (m === n ? load + first.steps : load)),
      ),
    ),
  );
}

describe('whatever the parcels and readers', () => {
  it('nobody in conflict, and nobody of another topic, ever gets anything', () => {
    fc.assert(
      fc.property(any, ([todo, people]) => {
        for (const { parcel, reader: id } of planAssignments(todo, people).given) {
          const to = people.find((one) => one.id === id)!;
          expect(to.shut).not.toContain(parcel.town);
          expect(to.topics).toContain(parcel.category);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('each parcel gets one first reader, or none because nobody may', () => {
    fc.assert(
      fc.property(any, ([todo, people]) => {
        const { given, left, loads } = planAssignments(todo, people);
        const all = [...given, ...left].map((one) => one.parcel);
        expect(all).toHaveLength(todo.length);
        expect(new Set(all)).toEqual(new Set(todo));
        for (const { parcel } of left) expect(people.some((one) => mayGet(one, parcel))).toBe(false);
        for (const { reader: id, before, after } of loads) {
          const got = given.filter((one) => one.reader === id).reduce((sum, one) => sum + one.parcel.steps, 0);
          expect(after - before).toBe(got);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('no other hands for one parcel, nor two swapped, would make the loads more even', () => {
    fc.assert(
      fc.property(any, ([todo, people]) => {
        const plan = planAssignments(todo, people);
        const byId = new Map(people.map((one) => [one.id, one]));
        const after = new Map(plan.loads.map((one) => [one.reader, one.after]));
        const best = spread(plan);
        const tried = (moves: [number, string, string][]) => {
          const loads = new Map(after);
          for (const [steps, from, to] of moves) {
            loads.set(from, loads.get(from)! - steps);
            loads.set(to, loads.get(to)! + steps);
          }
          return squares(loads.values());
        };
        for (const one of plan.given) {
          for (const to of people.filter((other) => mayGet(other, one.parcel)))
            expect(tried([[one.parcel.steps, one.reader, to.id]])).toBeGreaterThanOrEqual(best);
          for (const other of plan.given)
            if (mayGet(byId.get(other.reader)!, one.parcel) && mayGet(byId.get(one.reader)!, other.parcel))
              expect(
                tried([
                  [one.parcel.steps, one.reader, other.reader],
                  [other.parcel.steps, other.reader, one.reader],
                ]),
              ).toBeGreaterThanOrEqual(best);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('parcels of one size are shared as evenly as any way of sharing them could', () => {
    const same = fc.integer({ min: 1, max: 3 }).chain((size) => fc.tuple(parcels(7, fc.constant(size)), readers(3)));
    fc.assert(
      fc.property(same, ([todo, people]) => {
        expect(spread(planAssignments(todo, people))).toBe(
          evenest(
            todo,
            people,
            people.map((one) => one.load),
          ),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('the same input, in any order, gives the same plan and mark', () => {
    const shuffled = any.chain(([todo, people]) =>
      fc.tuple(
        fc.constant([todo, people] as const),
        fc.shuffledSubarray(todo, { minLength: todo.length }),
        fc.shuffledSubarray(people, { minLength: people.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([[todo, people], otherTodo, otherPeople]) => {
        const plan = planAssignments(todo, people);
        expect(planAssignments(otherTodo, otherPeople)).toEqual(plan);
        expect(planMark(planAssignments(otherTodo, otherPeople))).toBe(planMark(plan));
      }),
      { numRuns: 300 },
    );
  });

  it('shares what a full season brings without looking at it again and again', () => {
    const { reads, counted } = countReads();
    const many = Array.from({ length: 6500 }, (_, n) =>
      counted(parcel(`a${n % 500}`, 1 + (n % 13), 1 + ((n * 7) % 5))),
    );
    const people = Array.from({ length: 12 }, (_, n) =>
      reader(
        `r${n}`,
        [1, 2, 3, 4].map((step) => 1 + ((n + step * 3) % 13)),
      ),
    );
    const { loads } = planAssignments(many, people);
    expect(reads()).toBeLessThan(2_000_000);
    expect(loads.every((one) => one.after > 0)).toBe(true);
  });
});
