import pg from 'pg';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { holdClock } from '@/lib/clock';
import { getNextInQueue, getQueue, queueFilter } from '@/lib/services/reviews/get-queue';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { queueHref, queueQuery, type QueueFilter } from '@/lib/workflow/queue';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';
import { fillQueue } from '../support/queue-world';
import { assign, makeTown, makeWorld, worldStart, type World } from '../support/world';
import { makeSubmitted } from './reviews-file';

await freshDatabase();
let world: World;

const filter = (set: Partial<Record<keyof QueueFilter, unknown>> = {}) => queueFilter.parse(set);
const queue = (set: Partial<Record<keyof QueueFilter, unknown>> = {}, after?: string) =>
  getQueue(world.people.reviewer, filter(set), after);

beforeAll(async () => {
  world = await makeWorld();
  await assign(world, await makeSubmitted(world, world.aldbrook));
  holdClock('2024-03-04T12:00:00-05:00');
  const cedar = await makeTown('Cedar Falls', world.people.coordinator.id);
  await assign(world, await makeSubmitted(world, cedar), world.people.reviewer, [1, 3, 12]);
  await makeSubmitted(world, await makeTown('Not Mine', world.people.coordinator.id));
  holdClock(worldStart);
});

describe('the queue', () => {
  test('narrows by town, category, state and deadline, and counts what each choice would show', async () => {
    const all = await queue();
    expect(all.lines.map((line) => [line.town.name, line.category])).toEqual([
      ...[1, 2, 3, 12].map((category) => ['Aldbrook', category]),
      ...[1, 3, 12].map((category) => ['Cedar Falls', category]),
    ]);
    expect(all.counts.town.map((one) => [one.value, one.label, one.count])).toEqual([
      ['aldbrook', 'Aldbrook', 4],
      ['cedar-falls', 'Cedar Falls', 3],
    ]);
    expect(all.counts.due).toEqual([{ value: 'later', label: 'Later', count: 7 }]);
    const twelve = await queue({ category: '12' });
    expect(twelve).toMatchObject({ shown: 2, waiting: 7, next: null });
    expect(twelve.counts.town.map((one) => one.count)).toEqual([1, 1]);
    expect(twelve.counts.category.map((one) => one.value)).toEqual(['1', '2', '3', '12']);
    expect((await queue({ town: 'cedar-falls', category: 2 })).lines).toEqual([]);
    expect((await queue({ state: 'ruled' })).lines).toEqual([]);
    holdClock('2024-06-25T12:00:00-04:00');
    expect((await queue({ due: 'week' })).shown).toBe(7);
    holdClock('2024-07-25T12:00:00-04:00');
    expect((await queue({ due: 'over' })).shown).toBe(7);
    holdClock(worldStart);
  });

  test('has its order in the address, and odd addresses show everything', async () => {
    expect((await queue({ sort: 'category' })).lines.map((line) => line.category)).toEqual([1, 1, 2, 3, 3, 12, 12]);
    expect((await queue({ sort: 'sideways', due: 'x', category: 'many', state: ['a'] })).shown).toBe(7);
    expect(queueQuery(filter({ category: 12, sort: 'due' }))).toBe('category=12&sort=due');
  });

  test('leads from each step to the next that waits, in its own order, and begins again after the last', async () => {
    const { reviewer } = world.people;
    const by = filter({ sort: 'category' });
    const { lines } = await queue({ sort: 'category' });
    const places = lines.map(({ application, actionId, step }) => ({ application, actionId, step }));
    for (const [index, place] of places.entries())
      expect(await getNextInQueue(reviewer, by, place)).toEqual(places[(index + 1) % places.length]);
    expect(await getNextInQueue(reviewer, filter({ category: 2 }), places[2]!)).toBeNull();
    expect(queueHref(places[0]!, by)).toMatch(/\?step=1&queue=sort%3Dcategory$/);

    const first = lines[0]!;
    const submission = await prisma().submission.findFirstOrThrow({
      where: { applicationId: first.application, actionId: first.actionId },
    });
    await ruleStep(
      reviewer,
      ruleStepInput.parse({ submission: submission.id, step: '1', outcome: 'revise', reason: 'Tell who was asked.' }),
    );
    expect((await queue({ sort: 'category' })).lines.map((line) => line.id)).toEqual(
      lines.slice(1).map((one) => one.id),
    );
    expect((await queue({ state: 'ruled' })).lines.map((line) => line.id)).toEqual([first.id]);
    expect(await getNextInQueue(reviewer, by, places.at(-1)!)).toEqual(places[1]);
  });
});

/** How many statements the work sends to PostgreSQL. */
async function statements(work: () => Promise<unknown>): Promise<number> {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return spy.mock.calls.length;
  } finally {
    spy.mockRestore();
  }
}

test('the queue asks the database the same few questions at 5,000 submissions as at 50, and pages through all by key', async () => {
  const { otherReviewer } = world.people;
  const page = (after?: string, set = {}) => getQueue(otherReviewer, filter(set), after);
  const next = async () => {
    const [line] = (await page()).lines;
    return getNextInQueue(otherReviewer, filter(), line!);
  };
  await fillQueue(world, 50, otherReviewer.id);
  await page();
  const few = [await statements(() => page()), await statements(next)];
  expect(few[0]).toBeGreaterThan(2);
  expect(few[0]).toBeLessThan(8);

  await fillQueue(world, 5000, otherReviewer.id);
  expect(await prisma().submission.count()).toBeGreaterThan(5050);
  expect([await statements(() => page()), await statements(next)]).toEqual(few);
  const first = await page();
  expect(first).toMatchObject({ shown: 5050, waiting: 5050 });
  expect(first.counts.category.map((one) => one.count)).toEqual(Array(10).fill(505));

  const seen = new Set<string>();
  for (let after: string | undefined, pages = 0; pages < 200; pages += 1) {
    const { lines, next: following } = await page(after, { category: 7 });
    for (const { id } of lines) seen.add(id);
    if (!following) break;
    after = following;
  }
  expect(seen.size).toBe(505);
});
