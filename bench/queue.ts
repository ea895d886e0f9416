import { getNextInQueue, getQueue, queueFilter } from '@/lib/services/reviews/get-queue';
import { queueSorts, type QueueSort } from '@/lib/workflow/queue';
import { fillQueue } from '@/tests/support/queue-world';
import { makeWorld } from '@/tests/support/world';
import { benchDatabase } from './database';

/*
 * A reviewer's queue at 50 submissions against 5,000, in each of its orders: npx tsx bench/queue.ts. First 50 in all; then
 * 5,000, of which the 50 are theirs; then 5,000 of theirs. Row-level security holds, as for the portal's own role.
 */

const rounds = 60;
const median = (of: number[]) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)]!;

const { end } = await benchDatabase();
const world = await makeWorld();
const { reviewer, otherReviewer } = world.people;

type Times = { page: number; following: number };
async function measure(sort: QueueSort): Promise<Times> {
  const filter = queueFilter.parse({ sort });
  const [line] = (await getQueue(reviewer, filter)).lines;
  const times: Record<keyof Times, number[]> = { page: [], following: [] };
  for (let round = -10; round < rounds; round += 1) {
    const began = performance.now();
    await getQueue(reviewer, filter);
    const then = performance.now();
    await getNextInQueue(reviewer, filter, line!);
    if (round < 0) continue;
    times.page.push(then - began);
    times.following.push(performance.now() - then);
  }
  return { page: median(times.page), following: median(times.following) };
}

/** The times with 50 submissions, to which all others are compared. */
const few = new Map<QueueSort, Times>();
async function say(name: string): Promise<void> {
  for (const sort of queueSorts) {
    const times = await measure(sort);
    const than = few.get(sort) ?? times;
    few.set(sort, than);
    process.stdout.write(
      `${name.padEnd(20)} by ${sort.padEnd(9)} page ${times.page.toFixed(1)} ms (${(times.page / than.page).toFixed(2)} times)   following step ${times.following.toFixed(1)} ms (${(times.following / than.following).toFixed(2)} times)\n`,
    );
  }
}

await fillQueue(world, 50, reviewer.id);
await say('50, all theirs');
await fillQueue(world, 4950, otherReviewer.id);
await say('5,000, 50 theirs');
await fillQueue(world, 4950, reviewer.id);
await say('9,950, 5,000 theirs');
await end();
