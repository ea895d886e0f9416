import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '@/lib/access/actor';
import { systemActor } from '@/lib/auth';
import { holdClock, now, releaseClock } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { pageText } from '@/lib/links/page-text';
import type { Visit } from '@/lib/links/visit';
import { checkApplicationLinks, checkLink } from '@/lib/services/evidence/check-link';
import { forgetPages } from '@/lib/services/evidence/kept-pages';
import { getDesk } from '@/lib/services/reviews/get-desk';
import { readsDifferently, type KeptPageView } from '@/lib/workflow/link-words';
import { freshDatabase } from '../support/database';
import { runOnce } from '../support/jobs';
import { prisma } from '../support/owner';
import { assign, fillOutline, makeApplication, makeWorld, type World } from '../support/world';
import { submitted } from './reviews-file';

await freshDatabase();
let world: World;
let application: Awaited<ReturnType<typeof makeApplication>>;
let link: string;

const pageOf = (html: string): Visit => ({
  state: 'alive',
  status: 200,
  address: 'https://town-site.org/plan/2',
  page: pageText(Buffer.from(html), 'text/html'),
});
const first = '<title>The plan</title><h1>Dark skies</h1><p>Adopted in June.</p><script>steal()</script>';

/** Does what the queue holds now: an application’s links are asked for, then visited. */
const work = async (visit: Visit) => {
  const visits = {
    'check-link': (actor: typeof systemActor, payload: { evidence: string }, signal: AbortSignal) =>
      checkLink(actor, payload, signal, async () => visit),
  };
  await runOnce(visits);
};
/** The application goes to a round, and the job that follows runs. */
async function freeze(round: number, visit: Visit) {
  await submitted(application.id, round);
  await checkApplicationLinks(systemActor, { application: application.id });
  await work(visit);
}
const kept = async (who: Person = world.people.reviewer): Promise<KeptPageView | undefined> =>
  (await getDesk(who, application.id, 'dark-skies'))?.pages[link];

beforeAll(async () => {
  world = await makeWorld();
  application = await makeApplication(world, { actions: ['dark-skies'] });
  await fillOutline(application.submissions['dark-skies']!, world.people.contact);
  const { id } = await prisma().evidence.findFirstOrThrow();
  link = id;
  await prisma().evidence.update({ where: { id }, data: { url: 'https://town-site.org/plan' } });
  await assign(world, application);
});
afterAll(releaseClock);

describe('what a link held at submission', () => {
  it('is read by the checker’s job soon after, as text without a script', async () => {
    await checkApplicationLinks(systemActor, { application: application.id });
    expect(await prisma().keptPage.count()).toBe(0);
    await freeze(1, pageOf(first));
    expect(await kept()).toMatchObject({
      round: 1,
      takenAt: now(),
      address: 'https://town-site.org/plan/2',
      title: 'The plan',
      text: 'Dark skies\nAdopted in June.',
    });
  });

  it('stays as it was read, and tells when the page reads differently now', async () => {
    const check = async () => await prisma().linkCheck.findUniqueOrThrow({ where: { evidenceId: link } });
    expect(readsDifferently(await check(), (await kept())!)).toBe(false);
    holdClock('2024-03-05T12:00:00-05:00');
    await checkLink(systemActor, { evidence: link }, AbortSignal.any([]), async () => pageOf('<p>Repealed.</p>'));
    expect(await kept()).toMatchObject({ text: 'Dark skies\nAdopted in June.' });
    expect(readsDifferently(await check(), (await kept())!)).toBe(true);
  });

  it('is what the page held at the latest round; a page that cannot be read then has a fortnight', async () => {
    const shut: Visit = { state: 'unsure', reason: 'site-fails', status: 500 };
    await freeze(2, shut);
    expect(await kept()).toMatchObject({ round: 2, takenAt: null, text: null });
    holdClock('2024-07-10T12:00:00-04:00');
    await checkLink(systemActor, { evidence: link }, AbortSignal.any([]), async () => pageOf('<p>Too late.</p>'));
    expect(await kept()).toMatchObject({ round: 2, takenAt: null });
    await freeze(3, shut);
    holdClock('2024-07-12T12:00:00-04:00');
    await checkLink(systemActor, { evidence: link }, AbortSignal.any([]), async () => pageOf('<p>In time.</p>'));
    expect(await kept()).toMatchObject({ round: 3, takenAt: now(), text: 'In time.' });
    expect(await prisma().keptPage.count({ where: { round: 1, text: { contains: 'June' } } })).toBe(1);
  });

  it('is read with the application alone, and written by nobody but the portal', async () => {
    const { contact, stranger, reviewer, otherReviewer, coordinator } = world.people;
    const seen = (who: Person) => db.as(who, (tx) => tx.keptPage.count());
    expect(await Promise.all([contact, reviewer, coordinator].map(seen))).toEqual([3, 3, 3]);
    expect(await Promise.all([stranger, otherReviewer].map(seen))).toEqual([0, 0]);
    for (const who of [contact, reviewer]) {
      const forged = db.as(who, (tx) => tx.keptPage.updateMany({ data: { text: 'Forged.' } }));
      expect((await forged).count).toBe(0);
    }
  });

  it('is forgotten a year after the application ended, that it was read is not', async () => {
    const end = (statusSince: string) =>
      prisma().application.update({
        where: { id: application.id },
        data: { status: 'decided', statusSince: new Date(statusSince) },
      });
    holdClock('2026-01-20T12:00:00-05:00');
    await end('2025-01-25T12:00:00-05:00');
    await forgetPages(systemActor);
    expect(await prisma().keptPage.count({ where: { text: { not: null } } })).toBe(2);
    await end('2025-01-15T12:00:00-05:00');
    await forgetPages(systemActor);
    expect(await prisma().keptPage.count({ where: { OR: [{ text: { not: null } }, { title: { not: null } }] } })).toBe(
      0,
    );
    expect(await prisma().keptPage.count({ where: { hash: { not: null } } })).toBe(2);
  });
});
