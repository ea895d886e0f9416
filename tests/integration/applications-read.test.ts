import { beforeAll, describe, expect, test } from 'vitest';
import { addAction } from '@/lib/services/applications/change-actions';
import { getApplication } from '@/lib/services/applications/get-application';
import { getHome } from '@/lib/services/applications/get-home';
import { startApplication } from '@/lib/services/applications/start-application';
import { freshDatabase } from '../support/database';
import { makeApplication, makeWorld, type World } from '../support/world';

await freshDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

describe('a town’s home', () => {
  test('names the cycle in which an application can be started, and then the application', async () => {
    const { contact } = world.people;
    const before = await getHome(contact);
    expect(before.towns.map((t) => t.town.name)).toEqual(['Aldbrook']);
    expect(before.towns[0]).toMatchObject({ registered: true, canStart: { ok: true }, startable: [{ year: 2024 }] });

    const started = await startApplication(contact, { town: world.aldbrook.id, cycle: world.cycle.id, aim: 'bronze' });
    await addAction(contact, { application: started.id, action: 'optimize-for-equity' });
    const after = await getHome(contact);
    expect(after.towns[0]).toMatchObject({
      startable: [],
      canStart: { ok: false },
      applications: [{ id: started.id }],
    });
    expect(after.due[0]).toMatchObject({ href: `/applications/${started.id}`, by: new Date('2024-05-31T21:00:00Z') });

    const view = await getApplication(contact, started.id);
    expect(view.actions).toMatchObject([{ actionId: 'optimize-for-equity', status: { word: 'Not started' } }]);
    expect(view.timeline[0]).toMatchObject({ state: 'past', who: 'Maya Contact' });
    await expect(
      startApplication(contact, { town: world.aldbrook.id, cycle: world.cycle.id, aim: 'gold' }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  test('another town’s application does not exist', async () => {
    const other = await makeApplication(world, { town: world.harrow });
    await expect(getApplication(world.people.contact, other.id)).rejects.toMatchObject({ code: 'not-found' });
  });
});
