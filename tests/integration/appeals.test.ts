import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '@/lib/access/actor';
import { actorOf, publicActor } from '@/lib/auth';
import { holdClock } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { getApplication } from '@/lib/services/applications/get-application';
import { withdrawAppeal } from '@/lib/services/appeals/file-appeal';
import { getAppeal } from '@/lib/services/appeals/get-appeal';
import { disablePerson } from '@/lib/services/accounts/keep-people';
import { listAppeals, listOwnAppeals, listWaitingAppeals } from '@/lib/services/appeals/list-appeals';
import { listLetters } from '@/lib/services/certifications/list-letters';
import { setAppealTime } from '@/lib/services/cycles/set-appeal-time';
import { openFile } from '@/lib/services/evidence/open-file';
import { removeEvidence } from '@/lib/services/evidence/remove-evidence';
import { declareConflict } from '@/lib/services/reviews/assign-conflict';
import { freshDatabase } from '../support/database';
import { joinTown } from '../support/join-town';
import { prisma } from '../support/owner';
import { makePerson, makeWorld, type World } from '../support/world';
import { decidedTown, posted } from '../support/decided-town';

await freshDatabase();
let world: World;
let second: Person;
let stage: Awaited<ReturnType<typeof decidedTown>>;

beforeAll(async () => {
  world = await makeWorld();
  second = await makePerson('Second Coordinator', { role: 'coordinator' });
});
beforeEach(async () => {
  stage = await decidedTown(world, second);
});

const coordinator = () => world.people.coordinator;
const other = () => world.people.otherReviewer;

const decidedAt = '2024-03-01T12:00:00-05:00';
/** The last instant to appeal: 30 days on, across the night on which clocks go forward. */
const lastInstant = '2024-03-31T23:59:59.999-04:00';

describe('filing', () => {
  test('a contact appeals a ruling with a reason; town and staff read whose turn it is', async () => {
    expect((await stage.view(stage.contact)).view).toMatchObject({ town: 'Decided, no level', next: 'nobody' });
    const { appeal } = await stage.file();
    expect((await stage.view(stage.contact)).view).toMatchObject({ town: 'Appeal received', next: 'coordinator' });
    expect((await stage.view()).view.staff).toBe('Appeal to assign');
    const [row] = await listAppeals(stage.contact, stage.application.id);
    expect(row).toMatchObject({ id: appeal, step: '1', by: stage.contact.name, status: { town: 'Received' } });
    expect(await posted('appeal-filed')).toContainEqual({ appeal });
    expect((await listWaitingAppeals(coordinator())).map((one) => one.id)).toContain(appeal);
    expect(await listWaitingAppeals(stage.contact)).toEqual([]);
  });

  test.each([
    ['the last instant of the 30th day, on Connecticut’s clocks', lastInstant, null],
    ['a millisecond later', '2024-04-01T00:00:00.000-04:00', /time to appeal ended on Sunday, March 31, 2024/],
  ])('is possible until %s', async (_, at, refused) => {
    holdClock(at);
    if (refused) await expect(stage.file()).rejects.toThrow(refused);
    else await expect(stage.file()).resolves.toMatchObject({ step: '1' });
  });

  test('waits for the decision, and has its time set by a coordinator, never shorter than letters told', async () => {
    await prisma().application.update({
      where: { id: stage.application.id },
      data: { status: 'in_review', decidedAt: null },
    });
    await expect(stage.file()).rejects.toThrow('once the application is decided');
    await prisma().application.update({ where: { id: stage.application.id }, data: { status: 'decided', decidedAt } });
    await expect(setAppealTime(coordinator(), { cycle: world.cycle.id, days: 29 })).rejects.toThrow(
      'they have 30 days',
    );
    await setAppealTime(coordinator(), { cycle: world.cycle.id, days: 31 });
    holdClock('2024-04-01T23:59:59-04:00');
    await expect(stage.file()).resolves.toMatchObject({ step: '1' });
    await prisma().cycle.update({ where: { id: world.cycle.id }, data: { appealDays: 30 } });
  });

  test('the decision letter says until when', async () => {
    const { letters } = await listLetters(stage.contact, stage.application.id);
    expect(letters[0]!.paragraphs.at(-1)).toContain('can appeal it once, until Sunday, March 31, 2024, 11:59 pm');
  });

  test('happens once for each step, also when two file at the same instant, and not again after withdrawing', async () => {
    const outcomes = await Promise.allSettled([stage.file(), stage.file()]);
    expect(outcomes.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(String(outcomes.find((one) => one.status === 'rejected')!.reason)).toContain('appealed already');
    const [only] = await listAppeals(stage.contact, stage.application.id);
    await withdrawAppeal(stage.contact, { appeal: only!.id });
    expect((await stage.view(stage.contact)).view.town).toBe('Decided, no level');
    await expect(stage.file()).rejects.toThrow('appealed already');
    await expect(stage.file(stage.contact, 'sustainable-purchasing')).resolves.toMatchObject({
      action: 'sustainable-purchasing',
    });
  });

  test('is for contacts, for steps that can earn more, and refused with words', async () => {
    const editor = await makePerson('Ed Appeal', { role: 'editor', townId: stage.town.id });
    await expect(stage.file(editor)).rejects.toThrow('Only a town contact can appeal');
    await expect(stage.file(world.people.stranger)).rejects.toThrow('does not exist');
    await expect(stage.file(coordinator())).rejects.toThrow('Only a town contact');
    await prisma().ruling.updateMany({
      where: { submissionId: stage.of('dark-skies') },
      data: { outcome: 'approved', points: 50 },
    });
    await expect(stage.file()).rejects.toThrow('points it can earn at most');
  });

  test('points to evidence of the library, which stays and opens to whoever rules, and to nobody else', async () => {
    const at = new Date();
    const row = { townId: stage.town.id, kind: 'file' as const, title: 'Minutes', fileName: 'minutes.pdf', bytes: 3 };
    const add = (townId = stage.town.id) =>
      prisma().evidence.create({
        data: {
          ...row,
          townId,
          mediaType: 'application/pdf',
          storageKey: crypto.randomUUID(),
          addedAt: at,
          addedById: stage.contact.id,
        },
      });
    const { id } = await add();
    const foreign = await add(world.harrow.id);
    await expect(stage.file(stage.contact, 'dark-skies', [foreign.id])).rejects.toThrow('not in the library');
    const { appeal } = await stage.file(stage.contact, 'dark-skies', [id, id]);
    await expect(removeEvidence(stage.contact, { evidence: id })).rejects.toThrow('An appeal points to this');
    await expect(openFile(other(), { id })).rejects.toThrow('does not exist');
    await stage.give(appeal, other());
    await expect(openFile(other(), { id })).resolves.toMatchObject({ fileName: 'minutes.pdf' });
    await expect(openFile(world.people.reviewer, { id })).rejects.toThrow('does not exist');
    expect((await getAppeal(other(), appeal)).view.evidence.map((one) => one.title)).toEqual(['Minutes']);
  });
});

describe('whoever rules on an appeal had no part in the step', () => {
  test('not who ruled on it, nor who read it a second time or was asked to, nor a member, nor one with a conflict', async () => {
    const { appeal } = await stage.file();
    const reader = await makePerson('Rita Reader', { role: 'reviewer' });
    const place = { submissionId: stage.of('dark-skies'), actionId: 'dark-skies', step: '1', round: 1 };
    await prisma().secondReading.create({
      data: {
        ...place,
        applicationId: stage.application.id,
        townId: stage.town.id,
        readerId: reader.id,
        why: 'sampled',
        askedById: coordinator().id,
        askedAt: new Date(),
        items: [],
      },
    });
    const member = await makePerson('Mel Member', { role: 'reviewer' }, { role: 'viewer', townId: stage.town.id });
    const biased = await makePerson('Bea Biased', { role: 'reviewer' });
    await declareConflict(biased, { town: stage.town.slug, reason: 'My sister is mayor.' });
    await expect(stage.give(appeal, world.people.reviewer)).rejects.toThrow('Rae Reviewer ruled on this step');
    await expect(stage.give(appeal, reader)).rejects.toThrow('Rita Reader read this step a second time');
    await expect(stage.give(appeal, member)).rejects.toThrow('belongs to');
    await expect(stage.give(appeal, biased)).rejects.toThrow('conflict of interest');
    await expect(stage.give(appeal, stage.contact)).rejects.toThrow('Choose a reviewer from the list');
    const { reviewers } = await getAppeal(coordinator(), appeal);
    expect(reviewers.map((one) => one.name)).toEqual(['Otto Reviewer']);
    // The database says so too, whatever a service forgot.
    for (const one of [world.people.reviewer, reader, member, biased])
      await expect(
        db.as(coordinator(), (tx) => tx.appeal.update({ where: { id: appeal }, data: { reviewerId: one.id } })),
      ).rejects.toThrow();
  });

  test('is told by when, sees it in their queue, and can be replaced, which ends their sight of it', async () => {
    const appeal = await stage.given();
    const own = async () => (await listOwnAppeals(other())).filter((one) => one.application === stage.application.id);
    expect(await own()).toMatchObject([
      { id: appeal, reviewBy: new Date('2024-04-15T17:00:00-04:00'), status: { staff: 'With a reviewer' } },
    ]);
    expect((await stage.view()).view).toMatchObject({
      staff: 'Appeal with a reviewer',
      next: 'reviewers',
      by: new Date('2024-04-15T17:00:00-04:00'),
    });
    const third = await makePerson('Theo Third', { role: 'reviewer' });
    await stage.give(appeal, third);
    expect(await posted('appeal-ended')).toContainEqual({ appeal, user: other().id, why: 'passed-on' });
    expect(await posted('appeal-assigned')).toContainEqual({ appeal, user: third.id });
    // Pressed twice, it is said once.
    await expect(stage.give(appeal, third)).rejects.toThrow('Theo Third has this appeal already');
    await expect(getAppeal(other(), appeal)).rejects.toThrow('does not exist');
    expect(await own()).toEqual([]);
    await expect(stage.uphold(appeal)).rejects.toThrow('does not exist');
    await expect(stage.uphold(appeal, third)).resolves.toMatchObject({ appeal });
  });

  test.each([
    [
      'declares a conflict with the town',
      (reviewer: Person) => declareConflict(reviewer, { town: stage.town.slug, reason: 'I moved there.' }),
    ],
    ['joins the town', (reviewer: Person) => joinTown(reviewer.id, stage.town.id)],
    [
      'is no reviewer any more',
      (reviewer: Person) => disablePerson(coordinator(), { person: reviewer.id, reason: 'Has left the program.' }),
    ],
  ])('whoever %s gives it back, on the record, and coordinators assign it again', async (_, leave) => {
    const reviewer = await makePerson('Fern Fair', { role: 'reviewer' });
    const { appeal } = await stage.file();
    await stage.give(appeal, reviewer);
    const told = (await posted('appeal-filed')).length;
    await leave(reviewer);
    const after = (await actorOf(reviewer.id)) ?? reviewer;
    expect(await listOwnAppeals(after)).toEqual([]);
    await expect(stage.uphold(appeal, after)).rejects.toThrow(/does not exist|not given to you/);
    expect((await stage.view()).view).toMatchObject({ staff: 'Appeal to assign', next: 'coordinator' });
    expect((await getAppeal(coordinator(), appeal)).view.reviewer).toBeNull();
    const where = { applicationId: stage.application.id, kind: 'appeal.given-back' };
    expect(await prisma().event.count({ where })).toBe(1);
    expect((await posted('appeal-filed')).slice(told)).toEqual([{ appeal }]);
    await stage.give(appeal, other());
    expect((await stage.view()).view).toMatchObject({ next: 'reviewers' });
  });

  test('whoever belongs to the town without having given it back does not rule on it: it waits for somebody else', async () => {
    const { appeal } = await stage.file();
    const { id: userId } = await makePerson('Two Hats', { role: 'reviewer' });
    await stage.give(appeal, (await actorOf(userId))!);
    const joined = { userId, role: 'viewer' as const, townId: stage.town.id, createdAt: new Date() };
    await prisma().membership.create({ data: joined });
    await expect(stage.uphold(appeal, (await actorOf(userId))!)).rejects.toThrow('not given to you');
    expect((await stage.view()).view).toMatchObject({ staff: 'Appeal to assign', next: 'coordinator' });
    expect((await getAppeal(coordinator(), appeal)).view).toMatchObject({
      reviewer: null,
      status: { next: 'coordinator' },
    });
  });

  test('it exists for nobody else: another town, reviewers without it, the public', async () => {
    const appeal = await stage.given();
    const idle = await makePerson('Ida Idle', { role: 'reviewer' });
    for (const who of [world.people.stranger, idle, world.people.reviewer])
      await expect(getAppeal(who, appeal)).rejects.toThrow('does not exist');
    await expect(getAppeal(publicActor, appeal)).rejects.toThrow('does not exist');
    await expect(stage.give(appeal, other(), world.people.stranger)).rejects.toThrow('does not exist');
    await expect(stage.uphold(appeal, idle)).rejects.toThrow('does not exist');
    await expect(stage.uphold(appeal, coordinator())).rejects.toThrow('not given to you');
    await expect(withdrawAppeal(world.people.stranger, { appeal })).rejects.toThrow('does not exist');
    await expect(getApplication(idle, stage.application.id)).rejects.toThrow('does not exist');
    await expect(getApplication(other(), stage.application.id)).resolves.toMatchObject({ id: stage.application.id });
  });
});
