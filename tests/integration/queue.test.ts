import pg from 'pg';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Person } from '@/lib/access/actor';
import { holdClock } from '@/lib/clock';
import { systemActor } from '@/lib/auth';
import { db } from '@/lib/db/db';
import type { Rulebook } from '@/lib/rulebook/schema';
import { listRecord, recordFilter } from '@/lib/services/record/list-record';
import { recordEvent } from '@/lib/services/record/record-event';
import { getAssigning } from '@/lib/services/reviews/get-assigning';
import { getNextInQueue, getQueue, queueFilter } from '@/lib/services/reviews/get-queue';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { publishRulebook } from '@/lib/services/rulebooks/publish-rulebook';
import { queueHref, queueQuery, queueSorts, type QueueFilter, type QueueLine } from '@/lib/workflow/queue';
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

test('categories and actions are called as the application’s own rulebook calls them', async () => {
  const { coordinator } = world.people;
  const own: Rulebook = {
    ...world.rulebook,
    version: world.rulebook.version + 1,
    categories: world.rulebook.categories.map((one) => (one.number === 12 ? { ...one, name: 'Night skies' } : one)),
    actions: world.rulebook.actions.map((one) =>
      one.category === 12 ? { ...one, title: `Tonight ${one.title}` } : one,
    ),
  };
  const kept = world.rulebook.categories.find((one) => one.number === 12)!.name;
  const id = await db.as(systemActor, (tx) => publishRulebook(systemActor, tx, own));
  const called = async () => {
    const in12 = ({ number }: { number: number }) => number === 12;
    return {
      queue: (await queue()).counts.category.find(({ value }) => value === '12')?.label,
      assigning: (await getAssigning(coordinator)).categories.find(in12)?.name,
    };
  };
  const byNobody = await called();
  expect(byNobody, 'a rulebook no application has says nothing').toEqual({ queue: `12 ${kept}`, assigning: kept });

  await prisma().application.updateMany({ where: { townId: world.aldbrook.id }, data: { rulebookId: id } });
  expect(await called()).toEqual({ queue: `12 Night skies or ${kept}`, assigning: `Night skies or ${kept}` });
  await prisma().application.updateMany({ data: { rulebookId: id } });
  expect(await called()).toEqual({ queue: '12 Night skies', assigning: 'Night skies' });

  const action = world.rulebook.actions.find((one) => one.category === 12)!;
  const [application] = (await queue({ category: 12 })).lines;
  await db.as(coordinator, (tx) =>
    recordEvent(tx, coordinator, 'ruling.made', {
      townId: application!.town.id,
      applicationId: application!.application,
      details: { action: action.id, step: '1' },
    }),
  );
  const [entry] = (await listRecord(coordinator, recordFilter.parse({ kind: 'ruling.made' }))).entries;
  expect(entry?.text).toContain(`Tonight ${action.title}`);
  await prisma().application.updateMany({ data: { rulebookId: world.rulebookId } });
});

type Sent = { text: string; values: unknown[] };

/** The statements the work sends to PostgreSQL. */
async function statements(work: () => Promise<unknown>): Promise<Sent[]> {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return (spy.mock.calls as unknown as [string | Partial<Sent>][]).map(([sent]) =>
      typeof sent === 'string' ? { text: sent, values: [] } : { text: sent.text ?? '', values: sent.values ?? [] },
    );
  } finally {
    spy.mockRestore();
  }
}

type Node = { 'Relation Name'?: string; 'Actual Rows': number; 'Actual Loops': number; Plans?: Node[] };

/** How many rows of submitted steps statements read. */
async function stepsRead(reader: Person, sent: readonly Sent[]): Promise<number> {
  const read = (node: Node): number =>
    (node['Relation Name'] === 'submitted_steps' ? node['Actual Rows'] * node['Actual Loops'] : 0) +
    (node.Plans ?? []).reduce((sum, one) => sum + read(one), 0);
  let rows = 0;
  for (const { text, values } of sent.filter((one) => one.text.includes('given as materialized'))) {
    const [told] = await db.as(reader, (tx) =>
      tx.$queryRawUnsafe<{ 'QUERY PLAN': { Plan: Node }[] }[]>(
        `explain (analyze, timing off, format json) ${text}`,
        ...values,
      ),
    );
    rows += read(told!['QUERY PLAN'][0]!.Plan);
  }
  return rows;
}

describe('at 5,000 submissions', () => {
  const page = (after?: string, set = {}) => getQueue(world.people.otherReviewer, filter(set), after);
  const next = async (line: QueueLine) => getNextInQueue(world.people.otherReviewer, filter(), line);
  let few: number[];

  beforeAll(async () => {
    const { otherReviewer } = world.people;
    await fillQueue(world, 60, otherReviewer.id);
    const [line] = (await page()).lines;
    few = [(await statements(() => page())).length, (await statements(() => next(line!))).length];
  });

  test.each(queueSorts)('a queue of two pages goes on where the first ended, by %s', async (sort) => {
    const first = await page(undefined, { sort });
    const second = await page(first.next!, { sort });
    expect([first.lines.length, second.lines.length, second.next]).toEqual([50, 10, null]);
    const key = (line: QueueLine) =>
      [{ age: line.submittedAt.toISOString(), due: '', town: line.town.slug, category: line.category }[sort]].concat(
        line.application,
        line.category,
      );
    const lines = [...first.lines, ...second.lines];
    const sorted = lines.toSorted((a, b) => {
      const [one, other] = [key(a), key(b)];
      const at = one.findIndex((part, index) => part !== other[index]);
      return at < 0 ? 0 : one[at]! < other[at]! ? -1 : 1;
    });
    expect(lines.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
    expect(new Set(lines.map(({ id }) => id)).size).toBe(60);
    const following = await getNextInQueue(world.people.otherReviewer, filter({ sort }), lines[49]!);
    expect(following).toMatchObject({ application: lines[50]!.application, actionId: lines[50]!.actionId });
  });

  test('the database is asked the same few questions as at 50, and reads each step once for the counts and few for the rest', async () => {
    const { otherReviewer } = world.people;
    expect(few[0]).toBeGreaterThan(2);
    expect(few[0]).toBeLessThan(8);
    await fillQueue(world, 5000, otherReviewer.id);
    expect(await prisma().submission.count()).toBeGreaterThan(5060);
    const first = await page();
    const asked = await statements(() => page());
    const askedNext = await statements(() => next(first.lines[0]!));
    expect([asked.length, askedNext.length]).toEqual(few);
    expect(first).toMatchObject({ shown: 5060, waiting: 5060 });
    expect(first.counts.category.map((one) => one.count)).toEqual(Array(10).fill(506));
    expect(await stepsRead(otherReviewer, asked)).toBeLessThan(5060 + 4 * 51);
    expect(await stepsRead(otherReviewer, askedNext)).toBeLessThan(100);
    // A page by category begins with the first category of every application, and reads no other.
    const by = { sort: 'category' } as const;
    const [line] = (await page(undefined, by)).lines;
    expect(await stepsRead(otherReviewer, await statements(() => page(undefined, by)))).toBeLessThan(5060 + 4 * 51);
    const following = () => getNextInQueue(otherReviewer, filter(by), line!);
    expect(await stepsRead(otherReviewer, await statements(following))).toBeLessThan(100);

    const seen = new Set<string>();
    for (let after: string | undefined, pages = 0; pages < 200; pages += 1) {
      const { lines, next: following } = await page(after, { category: 7 });
      for (const { id } of lines) seen.add(id);
      if (!following) break;
      after = following;
    }
    expect(seen.size).toBe(506);
  });
});
