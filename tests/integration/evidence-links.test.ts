import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '@/lib/access/actor';
import { systemActor } from '@/lib/auth';
import { holdClock, releaseClock } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { Refusal } from '@/lib/errors';
import { addJob } from '@/lib/jobs/add-job';
import { payloadOf } from '@/lib/jobs/job-map';
import type { Visit } from '@/lib/links/visit';
import { askForCheck } from '@/lib/services/evidence/ask-for-check';
import { addLink } from '@/lib/services/evidence/add-link';
import { checkAgain } from '@/lib/services/evidence/check-again';
import { checkLink } from '@/lib/services/evidence/check-link';
import { listEvidence } from '@/lib/services/evidence/list-evidence';
import { linkWords } from '@/lib/workflow/link-words';
import { freshDatabase } from '@/tests/support/database';
import { join, publish, settle } from '@/tests/support/evidence-world';
import { figuresOf, inTransaction, runOnce } from '@/tests/support/jobs';
import { prisma } from '../support/owner';

await freshDatabase();

const noon = new Date('2024-03-01T12:00:00-05:00');
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const held = { title: 'Minutes', extract: 'A quorum was present.', hash: 'a'.repeat(64) };
const page = { ...held, text: 'Minutes of the board\nA quorum was present.' };
const alive: Visit = { state: 'alive', status: 200, address: 'https://town-site.org/minutes/', page };
const lost: Visit = { state: 'gone', reason: 'no-such-page', status: 404 };
const shut: Visit = { state: 'unsure', reason: 'asks-who', status: 403 };
const nameless: Visit = { state: 'unsure', reason: 'name-not-found', status: null };

let home: Awaited<ReturnType<typeof settle>>;
let viewer: Person;
let assigned: Person;
let unassigned: Person;
let asked: string[] = [];

beforeAll(async () => {
  const cycle = await publish();
  home = await settle('Aldbrook', cycle);
  viewer = await join('A Viewer', 'viewer', home.town.id);
  assigned = await join('An Assigned', 'reviewer', null);
  unassigned = await join('Another Reviewer', 'reviewer', null);
  await prisma().assignment.create({
    data: {
      applicationId: home.application.id,
      townId: home.town.id,
      reviewerId: assigned.id,
      assignedById: assigned.id,
      assignedAt: noon,
    },
  });
});
beforeEach(async () => {
  asked = [];
  holdClock(noon);
  await prisma().citation.deleteMany();
  await prisma().evidence.deleteMany();
  await prisma().$executeRaw`delete from graphile_worker._private_jobs`;
});
afterAll(releaseClock);

const add = async (url = 'https://town-site.org/minutes') =>
  (await addLink(home.contact, { town: home.town.id, title: 'Minutes', url, ...home.place, pinpoint: null })).evidence;
/** Does the due jobs; every visit finds the same. */
const work = (visit: Visit) =>
  runOnce({
    'check-link': (actor, payload, signal) =>
      checkLink(actor, payload, signal, async (url) => {
        asked.push(url);
        return visit;
      }),
  });
const state = async () => {
  const { entries } = await listEvidence(home.contact, { town: home.town.id });
  return entries[0]?.link;
};
const events = async () => (await prisma().event.findMany({ where: { kind: 'evidence.link-checked' } })).length;
const refusedAs = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );

describe('a link', () => {
  it('is not visited while it is added, and by a job right after', async () => {
    const evidence = await add();
    expect(linkWords((await state())!)).toBe('Not checked yet.');
    expect(await figuresOf('check-link')).toMatchObject({ waiting: 1 });
    await work(alive);
    expect(asked).toEqual(['https://town-site.org/minutes']);
    expect(await state()).toMatchObject({ state: 'alive', aliveAt: noon, ...held });
    expect(await prisma().event.findMany({ where: { kind: 'evidence.link-checked' } })).toMatchObject([
      { actorId: null, townId: home.town.id, details: { evidence, state: 'alive' } },
    ]);
  });

  it('that is gone keeps what was there when it was alive, and each state is an event once', async () => {
    const before = await events();
    const evidence = await add();
    await work(alive);
    holdClock(later(60 * 24 * 8));
    await checkLink(systemActor, { evidence }, AbortSignal.any([]), async () => lost);
    await checkLink(systemActor, { evidence }, AbortSignal.any([]), async () => lost);
    expect(await state()).toMatchObject({ state: 'gone', status: 404, title: 'Minutes', aliveAt: noon });
    expect(linkWords((await state())!)).toBe(
      'Gone on Saturday, March 9, 2024, 12:00 pm Eastern: the site says that there is no such page (404). It was alive on Friday, March 1, 2024, 12:00 pm Eastern.',
    );
    expect((await events()) - before).toBe(2);
  });

  it('whose name is not found is looked for once more before it counts as gone', async () => {
    await add();
    await work(nameless);
    expect(await state()).toMatchObject({ state: 'unsure', reason: 'name-not-found' });
    expect(await figuresOf('check-link')).toMatchObject({ waiting: 1 });
    await prisma().$executeRaw`update graphile_worker._private_jobs set run_at = now()`;
    await work(nameless);
    expect(await state()).toMatchObject({ state: 'gone', reason: 'name-not-found' });
    expect(await figuresOf('check-link')).toMatchObject({ waiting: 0 });
  });

  it('that could not be checked says so, and is not called gone', async () => {
    await add();
    await work(shut);
    expect(linkWords((await state())!)).toBe(
      'Could not check on Friday, March 1, 2024, 12:00 pm Eastern: the site wants to know who is asking (403).',
    );
  });

  it('changes neither scores nor answers, whatever is found', async () => {
    const facts = () => prisma().submission.findMany({ select: { cells: true, revision: true } });
    await add();
    const before = await facts();
    await work(lost);
    expect(await facts()).toEqual(before);
    expect(await prisma().ruling.count()).toBe(0);
  });

  it('taken out of the library meanwhile is left alone', async () => {
    const evidence = await add();
    await prisma().evidence.update({ where: { id: evidence }, data: { removedAt: noon } });
    await work(alive);
    expect(asked).toEqual([]);
  });

  it('on a name reserved for examples is asked of nobody', async () => {
    await add('https://www.aldbrook.example/minutes');
    expect(await figuresOf('check-link')).toMatchObject({ waiting: 0 });
    expect(await state()).toMatchObject({ state: 'unsure', reason: 'reserved-name' });
  });

  it('and others of its host wait for each other', async () => {
    await add('https://town-site.org/a');
    await add('https://town-site.org/b');
    await add('https://other-site.org/');
    const rows = await prisma().$queryRaw<
      { queue_name: string }[]
    >`select queue_name from graphile_worker.jobs order by id`;
    expect(rows[0]?.queue_name).toBe(rows[1]?.queue_name);
    expect(rows[0]?.queue_name).toMatch(/^link-\d+$/);
  });
});

describe('links are asked for again', () => {
  it('when their application is submitted, those it cites', async () => {
    await add();
    await work(alive);
    const uncited = {
      town: home.town.id,
      title: 'Other',
      url: 'https://town-site.org/other',
      row: null,
      pinpoint: null,
    };
    await addLink(home.contact, uncited);
    await work(alive);
    asked = [];
    const payload = payloadOf('check-application-links', { application: home.application.id });
    await inTransaction((tx) => addJob(tx, 'check-application-links', payload));
    await work(alive);
    expect(asked).toEqual(['https://town-site.org/minutes']);
  });

  it('from time to time: weekly when known, daily when not', async () => {
    const round = async (days: number, visit: Visit) => {
      asked = [];
      holdClock(later(days * 24 * 60));
      await inTransaction((tx) => addJob(tx, 'recheck-links', {}));
      await work(visit);
      return asked.length;
    };
    await add();
    await work(alive);
    expect(await round(6.9, alive)).toBe(0);
    expect(await round(7.1, shut)).toBe(1);
    expect(await round(8.0, shut)).toBe(0);
    expect(await round(8.2, alive)).toBe(1);
  });

  it('by the town’s editors, its reviewers and coordinators, and by nobody else', async () => {
    const coordinator = await join('A Coordinator', 'coordinator', null);
    const evidence = await add();
    const after = (minutes: number) => holdClock(later(minutes));
    expect(await refusedAs(checkAgain(assigned, { evidence }))).toBe('not-found');
    await prisma().application.update({
      where: { id: home.application.id },
      data: { round: 1, status: 'submitted', submittedAt: noon },
    });
    after(20);
    expect(await refusedAs(checkAgain(viewer, { evidence }))).toBe('forbidden');
    expect(await refusedAs(checkAgain(unassigned, { evidence }))).toBe('not-found');
    await checkAgain(assigned, { evidence });
    after(40);
    await checkAgain(home.contact, { evidence });
    after(60);
    await checkAgain(coordinator, { evidence });
    expect(await figuresOf('check-link')).toMatchObject({ waiting: 1 });
    await prisma().application.update({ where: { id: home.application.id }, data: { round: 0, status: 'draft' } });
  });

  it('no more often than every ten minutes, with a word on when', async () => {
    const evidence = await add();
    holdClock(later(9));
    await expect(checkAgain(home.contact, { evidence })).rejects.toThrow(
      'This link was sent to be checked at 12:00 pm. Ask again from 12:10 pm on.',
    );
    holdClock(later(11));
    await expect(checkAgain(home.contact, { evidence })).resolves.toMatchObject({ evidence });
  });
});

describe('the job of a link', () => {
  it('is added with the link or not at all', async () => {
    const refused = db.as(home.contact, async (tx) => {
      const evidence = await tx.evidence.create({
        data: {
          townId: home.town.id,
          kind: 'link',
          title: 'x',
          url: 'https://town-site.org/',
          addedById: home.contact.id,
          addedAt: noon,
        },
      });
      await askForCheck(tx, evidence);
      throw new Error('after all not');
    });
    await expect(refused).rejects.toThrow('after all not');
    expect(await figuresOf('check-link')).toMatchObject({ waiting: 0 });
  });
});
