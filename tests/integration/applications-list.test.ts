import { beforeAll, describe, expect, test } from 'vitest';
import { now } from '@/lib/clock';
import { getHome } from '@/lib/services/applications/get-home';
import { listApplications } from '@/lib/services/applications/list-applications';
import { freshDatabase } from '../support/database';
import { statements } from '../support/statements';
import { assign, makeApplication, makeTown, makeWorld, type World } from '../support/world';
import { prisma } from '../support/owner';

await freshDatabase();
let world: World;
const actions = 40;

beforeAll(async () => {
  world = await makeWorld();
  await makeApplication(world, { town: world.aldbrook, actions: ['dark-skies'] });
});

describe('lists', () => {
  test('take as many statements for 50 of 126 applications with 5,000 submissions as for 5', async () => {
    const { coordinator, reviewer, helper } = world.people;
    const at = now();
    const ids = world.rulebook.actions.slice(0, actions).map((a) => a.id);
    for (let i = 0; i < 125; i++) {
      const town = await makeTown(`Town ${i}`, coordinator.id);
      const application = await makeApplication(world, { town, actions: ids });
      if (i % 10 === 0) await assign(world, application);
    }
    await prisma().application.updateMany({
      where: { assignments: { some: {} } },
      data: { status: 'in_review', round: 1, submittedAt: at },
    });
    expect(await prisma().submission.count()).toBeGreaterThanOrEqual(5000);

    const all = await listApplications(coordinator);
    expect(all.items).toHaveLength(50);
    expect(all.counts).toMatchObject({ draft: 113, in_review: 13 });
    const five = await statements(() => listApplications(coordinator, { size: 5 }));
    expect(await statements(() => listApplications(coordinator, { size: 50 }))).toBe(five);
    // One statement for each relation that a page of applications is judged by.
    expect(five).toBeGreaterThan(5);
    expect(five).toBeLessThan(40);

    const queue = await listApplications(reviewer);
    expect(queue.items).toHaveLength(13);
    expect(queue.counts).toMatchObject({ draft: 0, in_review: 13 });
    expect((await getHome(helper)).towns.map((t) => [t.town.name, t.applications.length])).toEqual([
      ['Aldbrook', 1],
      ['Harrow Mills', 0],
    ]);
  }, 120_000);

  test('page by key: every application once, in order', async () => {
    const { coordinator } = world.people;
    const seen: string[] = [];
    let after: string | undefined;
    let pages = 0;
    do {
      const page = await listApplications(coordinator, { size: 50, ...(after ? { after } : {}) });
      seen.push(...page.items.map((item) => item.id));
      after = page.next ?? undefined;
      pages++;
    } while (after);
    expect(pages).toBe(3);
    expect(seen).toHaveLength(126);
    expect(new Set(seen).size).toBe(126);
    const found = await listApplications(coordinator, { search: 'town 12', status: 'draft' });
    expect(found.items.map((i) => i.town.name).sort()).toEqual([
      'Town 12',
      'Town 121',
      'Town 122',
      'Town 123',
      'Town 124',
    ]);
  }, 60_000);
});
