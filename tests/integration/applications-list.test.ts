import { beforeAll, expect, test } from 'vitest';
import { now } from '@/lib/clock';
import { getHome } from '@/lib/services/applications/get-home';
import { getCoordinatorHome } from '@/lib/services/people/get-coordinator-home';
import { boardFilter, getBoard } from '@/lib/services/reviews/get-board';
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

test('dashboards take as many statements for 126 applications with 5,000 submissions as for one', async () => {
  const { coordinator, helper } = world.people;
  const board = () => getBoard(coordinator, boardFilter.parse({}));
  const pages = [board, () => getCoordinatorHome(coordinator), () => getHome(helper)];
  const ask = async () => {
    const asked = [];
    for (const page of pages) asked.push(await statements(page));
    return asked;
  };
  await ask();
  const before = await ask();
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

  expect(await ask()).toEqual(before);
  expect((await board()).all.filter(({ status }) => status === 'in_review')).toHaveLength(13);
  expect((await getHome(helper)).towns.map((t) => [t.town.name, t.applications.length])).toEqual([
    ['Aldbrook', 1],
    ['Harrow Mills', 0],
  ]);
}, 120_000);
