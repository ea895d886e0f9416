import { beforeAll, describe, expect, test } from 'vitest';
import { actorOf } from '@/lib/auth';
import { holdClock } from '@/lib/clock';
import { getApplication } from '@/lib/services/applications/get-application';
import { assignReviewer, releaseReviewer } from '@/lib/services/reviews/assign-reviewer';
import { finishReview } from '@/lib/services/reviews/finish-review';
import { getQueue, queueFilter } from '@/lib/services/reviews/get-queue';
import { getReviewChoices } from '@/lib/services/reviews/get-review-choices';
import { returnApplication } from '@/lib/services/reviews/return-application';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { freshDatabase } from '../support/database';
import { makePerson, makeTown, makeWorld, worldStart, type World } from '../support/world';
import { makeSubmitted, submitted, type Submitted } from './reviews-file';
import { prisma } from '../support/owner';

await freshDatabase();
let world: World;
let application: Submitted;

const rule = (who: World['people']['reviewer'], action: string, step: string, ruling: object) =>
  ruleStep(who, ruleStepInput.parse({ submission: application.submissions[action], step, ...ruling }));
const approve = (action: string, step: string, more: object = {}) =>
  rule(world.people.reviewer, action, step, { outcome: 'approved', ...more });
const assign = (reviewer: string, categories: number[] = []) =>
  assignReviewer(world.people.coordinator, { application: application.id, reviewer, categories });

beforeAll(async () => {
  world = await makeWorld();
  application = await makeSubmitted(world, world.aldbrook);
});

describe('assigning', () => {
  test('is the coordinator’s alone, and never to somebody of the town', async () => {
    const { contact, reviewer } = world.people;
    const insider = await makePerson(
      'Ina Insider',
      { role: 'reviewer' },
      { role: 'editor', townId: world.aldbrook.id },
    );
    await expect(
      assignReviewer(contact, { application: application.id, reviewer: reviewer.id, categories: [] }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(assign(insider.id)).rejects.toMatchObject({ code: 'invalid', reasons: [{ at: 'reviewer' }] });
    await expect(assign(contact.id)).rejects.toMatchObject({ code: 'invalid' });
    const choices = await getReviewChoices(world.people.coordinator, application.id);
    expect(choices.map((c) => c.name)).toEqual(['Otto Reviewer', 'Rae Reviewer']);
    expect(await getReviewChoices(contact, application.id)).toEqual([]);
  });

  test('opens the application to the reviewer, and releasing closes it', async () => {
    const { otherReviewer } = world.people;
    await expect(getApplication(otherReviewer, application.id)).rejects.toMatchObject({ code: 'not-found' });
    await assign(otherReviewer.id, [12]);
    expect((await getApplication(otherReviewer, application.id)).reviewers).toMatchObject([{ categories: [12] }]);
    await releaseReviewer(world.people.coordinator, { application: application.id, reviewer: otherReviewer.id });
    await expect(getApplication(otherReviewer, application.id)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a reviewer’s queue', () => {
  test('holds the steps of their categories, oldest application first', async () => {
    const { reviewer, otherReviewer } = world.people;
    await assign(reviewer.id);
    await assign(otherReviewer.id, [12]);
    expect((await getQueue(world.people.contact)).lines).toEqual([]);
    expect(await getQueue(otherReviewer)).toMatchObject({ waiting: 1, lines: [{ step: '1b', documented: 10 }] });
    expect((await getQueue(reviewer)).lines.map((line) => line.step)).toEqual(['1', '1', '1', '1b']);

    holdClock('2024-03-02T12:00:00-05:00');
    const town = await makeTown('Cedar Falls', world.people.coordinator.id);
    const later = await makeSubmitted(world, town);
    await assignReviewer(world.people.coordinator, { application: later.id, reviewer: reviewer.id, categories: [] });
    const towns = (await getQueue(reviewer)).lines.map((line) => line.town.name);
    expect(towns).toEqual([...Array<string>(4).fill('Aldbrook'), ...Array<string>(4).fill('Cedar Falls')]);
    holdClock(worldStart);
  });
});

describe('ruling on a step', () => {
  test('is not for those who may not read the application, nor for other categories', async () => {
    const { stranger, contact, coordinator, otherReviewer } = world.people;
    const away = await makePerson('Una Unassigned', { role: 'reviewer' });
    for (const who of [stranger, away])
      await expect(rule(who, 'dark-skies', '1', { outcome: 'approved' })).rejects.toMatchObject({ code: 'not-found' });
    for (const who of [contact, coordinator, otherReviewer])
      await expect(rule(who, 'dark-skies', '1', { outcome: 'approved' })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('is closed to a reviewer who has joined the town since', async () => {
    const turned = await makePerson('Tam Turned', { role: 'reviewer' });
    await assign(turned.id);
    await prisma().membership.create({
      data: { userId: turned.id, role: 'viewer', townId: world.aldbrook.id, createdAt: new Date() },
    });
    const insider = (await actorOf(turned.id))!;
    await expect(rule(insider, 'dark-skies', '1', { outcome: 'approved' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await getQueue(insider)).toMatchObject({ lines: [], waiting: 0 });
    await releaseReviewer(world.people.coordinator, { application: application.id, reviewer: turned.id });
  });

  test('asks for what is missing', async () => {
    const reasons = (at: string) => ({ code: 'invalid', reasons: [expect.objectContaining({ at })] });
    await expect(approve('dark-skies', '1', { points: 10 })).rejects.toMatchObject(reasons('reason'));
    await expect(approve('dark-skies', '1', { points: 12, reason: 'x' })).rejects.toMatchObject(reasons('points'));
    await expect(approve('dark-skies', '1', { points: 55, reason: 'x' })).rejects.toMatchObject(reasons('points'));
    for (const outcome of ['revise', 'not-approved'])
      await expect(rule(world.people.reviewer, 'dark-skies', '1', { outcome, reason: '  ' })).rejects.toMatchObject(
        reasons('reason'),
      );
    await expect(approve('optimize-for-equity', '1', { items: [] })).rejects.toMatchObject(reasons('items'));
    await expect(approve('optimize-for-equity', '1', { items: ['a'] })).rejects.toMatchObject(reasons('reason'));
    await expect(approve('municipal-workforce-homelessness', '2', {})).rejects.toMatchObject(reasons('step'));
    await expect(approve('municipal-workforce-homelessness', '9', {})).rejects.toMatchObject({ code: 'not-found' });
    expect(await prisma().ruling.count({ where: { townId: world.aldbrook.id } })).toBe(0);
  });

  test('begins the review, appends, and lets the latest stand while unsent', async () => {
    const { reviewer } = world.people;
    const first = await rule(reviewer, 'dark-skies', '1', { outcome: 'not-approved', reason: 'No lights named.' });
    expect((await getApplication(reviewer, application.id)).status).toBe('in_review');
    await approve('dark-skies', '1', { points: 15, seen: first.ruling });
    const rulings = await prisma().ruling.findMany({ where: { townId: world.aldbrook.id }, orderBy: { at: 'asc' } });
    expect(rulings.map((r) => r.outcome)).toEqual(['not_approved', 'approved']);
    expect((await getApplication(reviewer, application.id)).score.awarded).toBe(15);
    expect((await getApplication(world.people.contact, application.id)).score.awarded).toBe(0);
  });

  test('by two reviewers at once keeps one; the other is asked to read it', async () => {
    const action = 'municipal-workforce-homelessness';
    const both = await Promise.allSettled([
      rule(world.people.reviewer, action, '1b', { outcome: 'revise', reason: 'Whose contacts are these?', seen: '' }),
      rule(world.people.otherReviewer, action, '1b', { outcome: 'approved', seen: '' }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    expect(await prisma().ruling.count({ where: { step: '1b' } })).toBe(1);
  });
});

describe('sending the round', () => {
  const action = 'municipal-workforce-homelessness';
  const back = () => returnApplication(world.people.reviewer, { application: application.id });
  const finish = () => finishReview(world.people.reviewer, { application: application.id });

  test('waits for every step', async () => {
    await expect(back()).rejects.toMatchObject({ code: 'not-ready', message: 'Rule on 2 more of 4 steps first.' });
    await approve('sustainable-purchasing', '1', { points: 10 });
    await approve('optimize-for-equity', '1', { items: ['a', 'b'] });
    await rule(world.people.otherReviewer, action, '1b', { outcome: 'revise', reason: 'Add the contact of row 4.' });
    await expect(finish()).rejects.toMatchObject({ code: 'not-ready' });
    await expect(returnApplication(world.people.contact, { application: application.id })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('back needs a later round, and says what to do without one', async () => {
    holdClock('2024-12-01T12:00:00-05:00');
    await expect(back()).rejects.toMatchObject({ code: 'not-ready', message: expect.stringContaining('coordinator') });
    holdClock(worldStart);
  });

  test('back shows the town every ruling; approved steps stay approved', async () => {
    await back();
    const view = await getApplication(world.people.contact, application.id);
    expect(view).toMatchObject({ status: 'returned', review: { revise: 1 }, score: { awarded: 45 } });
    expect(await prisma().ruling.count({ where: { townId: world.aldbrook.id, sentAt: null } })).toBe(0);
    await expect(approve('dark-skies', '1', { points: 15 })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(back()).rejects.toMatchObject({ code: 'forbidden' });

    await submitted(application.id, 2);
    await expect(approve('dark-skies', '1', { points: 10, reason: 'Less.' })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await getQueue(world.people.otherReviewer)).toMatchObject({ waiting: 1, lines: [{ step: '1b', round: 2 }] });
  });

  test('to the end is done once, and makes a decision due', async () => {
    await approve(action, '1b', { points: 10 });
    expect((await getQueue(world.people.reviewer)).rounds).toMatchObject([{ town: { name: 'Aldbrook' }, steps: 4 }]);
    expect((await getApplication(world.people.contact, application.id)).view.staff).toBe('With the reviewers');
    await finish();
    await finish();
    expect((await getApplication(world.people.contact, application.id)).view).toMatchObject({
      staff: 'Decision due',
      next: 'coordinator',
    });
    expect(await prisma().event.count({ where: { kind: 'application.reviewed' } })).toBe(1);
    const left = await getQueue(world.people.reviewer, queueFilter.parse({ sort: 'town' }));
    expect([...new Set(left.lines.map((line) => line.town.name))]).toEqual(['Cedar Falls']);
    expect(left.rounds).toEqual([]);
  });
});
