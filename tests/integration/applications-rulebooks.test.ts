import { beforeAll, describe, expect, test } from 'vitest';
import { publicActor, systemActor } from '@/lib/auth';
import { db } from '@/lib/db/db';
import { rulebookHash } from '@/lib/rulebook/hash';
import type { Rulebook } from '@/lib/rulebook/schema';
import { getApplication } from '@/lib/services/applications/get-application';
import { getRulebook, listRulebooks } from '@/lib/services/rulebooks/get-rulebook';
import { publishRulebook } from '@/lib/services/rulebooks/publish-rulebook';
import { freshDatabase } from '../support/database';
import { makeApplication, makeCycle, makeWorld, type World } from '../support/world';
import { prisma } from '../support/owner';

await freshDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

const publish = (rulebook: Rulebook) => db.as(systemActor, (tx) => publishRulebook(systemActor, tx, rulebook));

describe('published rulebooks', () => {
  test('the same content again is the same rulebook; other content under its version is refused', async () => {
    expect(await publish(world.rulebook)).toBe(world.rulebookId);
    expect(await publish(structuredClone(world.rulebook))).toBe(world.rulebookId);
    await expect(publish({ ...world.rulebook, title: 'Changed quietly' })).rejects.toMatchObject({ code: 'conflict' });
    expect(await prisma().rulebook.count()).toBe(1);
    expect(await prisma().event.count({ where: { kind: 'rulebook.published' } })).toBe(1);
  });

  test('an application keeps its version when the next one is published', async () => {
    const application = await makeApplication(world);
    const id = await publish({ ...world.rulebook, version: world.rulebook.version + 1, title: 'The next one' });
    await makeCycle(id, 2023, ['2024-12-31T17:00:00-05:00']);
    const view = await getApplication(world.people.contact, application.id);
    expect(view.rulebook).toMatchObject({ version: world.rulebook.version, title: world.rulebook.title });
  });

  test('coordinators read them with where they are used; for others they do not exist', async () => {
    const { coordinator, contact, reviewer } = world.people;
    expect((await listRulebooks(coordinator)).map((r) => [r.version, r.applications, r.cycles.length])).toEqual([
      [world.rulebook.version + 1, 0, 1],
      [world.rulebook.version, 1, 1],
    ]);
    const one = await getRulebook(coordinator, { id: world.rulebookId });
    expect(rulebookHash(one.content)).toBe(one.hash);
    for (const actor of [contact, reviewer, publicActor]) {
      await expect(listRulebooks(actor)).rejects.toMatchObject({ code: 'not-found' });
      await expect(getRulebook(actor, { id: world.rulebookId })).rejects.toMatchObject({ code: 'not-found' });
    }
    await expect(getRulebook(coordinator, { id: 'no-id' })).rejects.toMatchObject({ code: 'not-found' });
  });
});
