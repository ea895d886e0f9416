import { beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/db';
import type { Actor, Person } from '@/lib/access/actor';
import { actorOf } from '@/lib/auth';
import { getCoordinatorHome } from '@/lib/services/people/get-coordinator-home';
import { getAssigning } from '@/lib/services/reviews/get-assigning';
import { boardFilter, getBoard } from '@/lib/services/reviews/get-board';
import { getDesk } from '@/lib/services/reviews/get-desk';
import { getQueue } from '@/lib/services/reviews/get-queue';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { listFindings } from '@/lib/services/reviews/list-findings';
import { getApplication } from '@/lib/services/applications/get-application';
import { getSubmission } from '@/lib/services/submissions/get-submission';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';
import {
  assign,
  cite,
  fillOutline,
  makeApplication,
  makeCycle,
  makePerson,
  makeRuling,
  makeTown,
  makeWorld,
  type World,
} from '../support/world';
import { statements } from '../support/statements';
import { makeSubmitted, submitted, type Submitted } from './reviews-file';

await freshDatabase();
let world: World;
let application: Submitted;

/** What the town did two years before, under review at the same time: one step not approved, one training claimed. */
let earlier: Awaited<ReturnType<typeof makeApplication>>;

beforeAll(async () => {
  world = await makeWorld();
  application = await makeSubmitted(world, world.aldbrook);
  await assign(world, application);
  const cycle = await makeCycle(world.rulebookId, 2022, ['2022-05-31T17:00:00-04:00']);
  earlier = await makeApplication(world, { cycle, actions: ['green-grounds'] });
  await fillOutline(earlier.submissions['green-grounds']!, world.people.contact);
  await submitted(earlier.id, 1);
  await makeRuling(world, earlier.submissions['green-grounds']!, { step: '1', outcome: 'not_approved', sent: true });
  await prisma().activityClaim.create({
    data: {
      townId: earlier.townId,
      applicationId: earlier.id,
      actionId: 'green-grounds',
      identity: 'first ids|central valley can|2023-07-11',
    },
  });
});

const kinds = async (who: Person, id = application.id) =>
  (await listFindings(who, id)).map(({ kind, action, step }) => `${kind} ${action} ${step}`);
/** What the database itself tells an actor of an application's place among the town's others. */
const asked = (actor: Actor, id: string) =>
  db.as(actor, async (tx) => {
    const uses = await tx.$queryRaw<unknown[]>`select * from evidence_uses(${id}::uuid)`;
    const claims = await tx.$queryRaw<unknown[]>`select * from claims_elsewhere(${id}::uuid)`;
    return [uses.length, claims.length];
  });

describe('findings', () => {
  test('reach into the town’s other applications, which the reviewer does not read', async () => {
    const list = await kinds(world.people.reviewer);
    expect(list).toContain('double-counted municipal-workforce-homelessness 1b');
    // The same page was attached in 2022, and that step was not approved.
    expect(list).toContain('same-evidence dark-skies 1');
    expect(list).toContain('link-unchecked dark-skies 1');
    expect(await db.as(world.people.reviewer, (tx) => tx.application.count({ where: { id: earlier.id } }))).toBe(0);
  });

  test('are the same for coordinators, and stand on the desk of their action', async () => {
    expect(await kinds(world.people.coordinator)).toEqual(await kinds(world.people.reviewer));
    const desk = await getDesk(world.people.reviewer, application.id, 'dark-skies');
    expect(desk?.findings.map(({ action }) => action)).toContain('dark-skies');
    expect(new Set(desk?.findings.map(({ action }) => action)).size).toBe(1);
  });

  test('are nothing of the town’s, and nothing at all to a reviewer who is not assigned', async () => {
    const { contact, viewer, otherReviewer, stranger } = world.people;
    for (const who of [contact, viewer]) {
      expect(await listFindings(who, application.id)).toEqual([]);
      expect(await getDesk(who, application.id, 'dark-skies')).toBeNull();
    }
    for (const who of [otherReviewer, stranger])
      await expect(listFindings(who, application.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('the database tells nobody else where else a file or a training is used', async () => {
    const { contact, otherReviewer, reviewer, coordinator } = world.people;
    const own = await makePerson(
      'Cole Coordinator',
      { role: 'coordinator' },
      { role: 'viewer', townId: world.aldbrook.id },
    );
    for (const who of [contact, otherReviewer, own]) expect(await asked(who, application.id), who.name).toEqual([0, 0]);
    for (const who of [reviewer, coordinator])
      expect((await asked(who, application.id)).every((n) => n > 0)).toBe(true);
    // Afterwards the roles are what they were.
    const seen = await db.as(reviewer, async (tx) => {
      await tx.$queryRaw`select * from claims_elsewhere(${application.id}::uuid)`;
      return tx.application.count();
    });
    expect(seen).toBe(1);
  });

  test('ask the same number of questions, however much is cited', async () => {
    const work = () => statements(() => listFindings(world.people.reviewer, application.id));
    const before = await work();
    for (let n = 0; n < 20; n++)
      await cite(application.submissions['dark-skies']!, '1', 'support', world.people.contact);
    expect(await work()).toBe(before);
    expect(before).toBeGreaterThan(3);
  });
});

test('the pages of a review say which actions are the reader’s to rule on', async () => {
  const { reviewer, coordinator, contact } = world.people;
  const own = async (who: Person) => {
    const view = await getSubmission(who, application.id, 'dark-skies');
    expect((await getApplication(who, application.id)).own).toEqual(view.own);
    return view.own?.toSorted();
  };
  const part = await makePerson('Pat Part', { role: 'reviewer' });
  await assign(world, application, part, [1, 3]);
  expect(await own(reviewer)).toEqual(Object.keys(application.submissions).sort());
  expect(await own(part)).toEqual(['dark-skies', 'optimize-for-equity']);
  expect([await own(coordinator), await own(contact)], 'null: of the whole').toEqual([undefined, undefined]);
});

test('whoever belongs to the town by now rules on nothing of it: it waits for somebody else, on every page', async () => {
  const { coordinator } = world.people;
  const town = await makeTown('Fern', coordinator.id);
  const { id, townId, submissions } = await makeSubmitted(world, town);
  const { id: reviewer } = await makePerson('Two Hats', { role: 'reviewer' });
  await assign(world, { id, townId }, (await actorOf(reviewer))!);
  const turns = async () => {
    const board = (await getBoard(coordinator, boardFilter.parse({}))).all.find((line) => line.id === id);
    return {
      board: [board?.view.deed, board?.reviewers],
      home: (await getCoordinatorHome(coordinator)).some((line) => line.id === id),
      assigning: (await getAssigning(coordinator)).unread.find((line) => line.town.id === townId)?.without,
    };
  };
  expect(await turns()).toEqual({ board: ['rule on each step', ['Two Hats']], home: false, assigning: undefined });
  // By hand: joining a town lets go of what one had of it.
  const joined = { userId: reviewer, role: 'viewer' as const, townId, createdAt: new Date() };
  await prisma().membership.create({ data: joined });

  const member = (await actorOf(reviewer))!;
  const ruling = { submission: submissions['dark-skies'], step: '1', outcome: 'approved' };
  await expect(ruleStep(member, ruleStepInput.parse(ruling))).rejects.toMatchObject({ code: 'forbidden' });
  expect(await getDesk(member, id, 'dark-skies'), 'they read it as their town does').toBeNull();
  expect((await getQueue(member)).lines).toEqual([]);
  expect(await turns()).toEqual({ board: ['assign reviewers', []], home: true, assigning: 4 });
});
