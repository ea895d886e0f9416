import { beforeEach } from 'vitest';
import { holdClock } from '@/lib/clock';
import { emptyTables, freshDatabase } from './database';
import { mailbox } from './mailbox';
import { fillOutline, makeApplication, makeWorld, worldStart, type World } from './world';

/**
 * A world of this test file's own. Before each test its applications and extensions are gone, no letter waits, and the
 * clock is held at `worldStart`. Call it once, at the top of the file.
 */
export async function applicationWorld(): Promise<World> {
  await freshDatabase();
  const world = await makeWorld();
  beforeEach(async () => {
    holdClock(worldStart);
    await emptyTables('applications, extensions');
    await mailbox();
  });
  return world;
}

/** Aldbrook's application with Dark Skies filled in, worth 20 points, and `more` actions not begun. */
export async function makeDarkSkies(world: World, more: string[] = []) {
  const application = await makeApplication(world, { actions: ['dark-skies', ...more] });
  await fillOutline(application.submissions['dark-skies']!, world.people.editor, 20);
  return application;
}
