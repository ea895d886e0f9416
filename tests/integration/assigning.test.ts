import { beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '@/lib/access/actor';
import { actorOf } from '@/lib/auth';
import { getApplication } from '@/lib/services/applications/get-application';
import { assignInBulk, assignRequest, previewAssignments, undoBatch } from '@/lib/services/reviews/assign-bulk';
import { declareConflict, liftConflict } from '@/lib/services/reviews/assign-conflict';
import { askHandover, handOver } from '@/lib/services/reviews/assign-handover';
import { assignReviewer } from '@/lib/services/reviews/assign-reviewer';
import { setTopics } from '@/lib/services/reviews/assign-topics';
import { getAssigning } from '@/lib/services/reviews/get-assigning';
import { getQueue } from '@/lib/services/reviews/get-queue';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { getSubmission } from '@/lib/services/submissions/get-submission';
import { openFile } from '@/lib/services/evidence/open-file';
import { checkAgain } from '@/lib/services/evidence/check-again';
import { exportApplication } from '@/lib/services/applications/export-application';
import { db } from '@/lib/db/db';
import { freshDatabase } from '../support/database';
import { mailbox } from '../support/mailbox';
import { prisma } from '../support/owner';
import { makePerson, makeTown, makeWorld, type TownFixture, type World } from '../support/world';
import { makeSubmitted, type Submitted } from './reviews-file';

await freshDatabase();
let world: World;
let towns: TownFixture[];
let filed: Submitted[];
let rita: Person;
let rolf: Person;
const refused = (code: string) => ({ code });

const preview = (request: object = {}) => previewAssignments(world.people.coordinator, assignRequest.parse(request));
const make = async (request: object = {}) =>
  assignInBulk(world.people.coordinator, { ...assignRequest.parse(request), mark: (await preview(request)).mark });
const given = async () =>
  (
    await prisma().assignment.findMany({
      include: { reviewer: true, town: true },
      orderBy: [{ town: { name: 'asc' } }, { category: 'asc' }, { actionId: 'asc' }],
    })
  ).map((one) => `${one.town.name} ${one.actionId ?? one.category ?? 'whole'} ${one.reviewer.name}`);
const rule = (who: Person, application: Submitted, action: string) =>
  ruleStep(who, ruleStepInput.parse({ submission: application.submissions[action], step: '1', outcome: 'approved' }));

beforeAll(async () => {
  world = await makeWorld();
  const { coordinator } = world.people;
  towns = [world.aldbrook, await makeTown('Birch', coordinator.id), await makeTown('Cedar', coordinator.id)];
  filed = [];
  for (const town of towns) filed.push(await makeSubmitted(world, town));
  rita = await makePerson('Rita', { role: 'reviewer' });
  rolf = await makePerson('Rolf', { role: 'reviewer' }, { role: 'viewer', townId: towns[2]!.id });
  // Each application waits in the categories 1, 2, 3 and 12.
  await setTopics(coordinator, { reviewer: rita.id, categories: [1, 2, 3] });
  await setTopics(coordinator, { reviewer: rolf.id, categories: [2, 3] });
});

describe('assigning by rule', () => {
  test('is previewed exactly: who gets what, what stays and why, loads before and after', async () => {
    const { given: parts, left, loads } = await preview();
    expect(parts.map((one) => `${one.town.name} ${one.category} ${one.reviewer}`)).toHaveLength(9);
    expect(parts.filter((one) => one.town.name === 'Cedar').map((one) => one.reviewer)).toEqual(Array(3).fill('Rita'));
    expect(left.map((one) => [one.town.name, one.category, one.why])).toEqual(
      ['Aldbrook', 'Birch', 'Cedar'].map((name) => [name, 12, 'nobody']),
    );
    expect(loads).toEqual([
      { reviewer: 'Rita', before: 0, after: 5 },
      { reviewer: 'Rolf', before: 0, after: 4 },
    ]);
    expect(await given()).toEqual([]);
  });

  test('is the coordinator’s alone', async () => {
    for (const who of [world.people.contact, rita]) {
      await expect(previewAssignments(who, assignRequest.parse({}))).rejects.toMatchObject(refused('not-found'));
      await expect(getAssigning(who)).rejects.toMatchObject(refused('not-found'));
      await expect(assignInBulk(who, { ...assignRequest.parse({}), mark: 'x' })).rejects.toMatchObject(
        refused('forbidden'),
      );
      await expect(setTopics(who, { reviewer: rita.id, categories: [1] })).rejects.toMatchObject(refused('forbidden'));
    }
  });

  test('makes what was previewed or nothing, and twice at once only once', async () => {
    await expect(
      assignInBulk(world.people.coordinator, { ...assignRequest.parse({}), mark: 'of another plan' }),
    ).rejects.toMatchObject(refused('conflict'));
    const { given: parts, mark } = await preview();
    const both = await Promise.allSettled(
      [1, 2].map(() => assignInBulk(world.people.coordinator, { ...assignRequest.parse({}), mark })),
    );
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    expect(await given()).toEqual(parts.map((one) => `${one.town.name} ${one.category} ${one.reviewer}`));
    const { unread, reviewers, batches } = await getAssigning(world.people.coordinator);
    expect(unread.map((one) => [one.town.name, one.without, one.categories])).toEqual(
      ['Aldbrook', 'Birch', 'Cedar'].map((name) => [name, 1, [12]]),
    );
    expect(reviewers.filter((one) => one.load > 0).map((one) => [one.name, one.load])).toEqual([
      ['Rita', 5],
      ['Rolf', 4],
    ]);
    expect(batches).toMatchObject([{ kind: 'rule', stands: 9, undoneAt: null, summary: { steps: 9, left: 3 } }]);
    expect((await getQueue(rita)).shown).toBe(5);
  });

  test('is undone as one, on the record; what was given besides stays', async () => {
    const [batch] = (await getAssigning(world.people.coordinator)).batches;
    await assignReviewer(world.people.coordinator, {
      application: filed[0]!.id,
      reviewer: world.people.reviewer.id,
      categories: [12],
    });
    expect(await undoBatch(world.people.coordinator, { batch: batch!.id })).toMatchObject({ taken: 9 });
    expect(await undoBatch(world.people.coordinator, { batch: batch!.id })).toMatchObject({ taken: 0 });
    expect(await given()).toEqual(['Aldbrook 12 Rae Reviewer']);
    const events = await prisma().event.findMany({ where: { kind: 'application.assigned', townId: towns[1]!.id } });
    expect(events.map((one) => one.details)).toEqual([{ batch: batch!.id }, { batch: batch!.id, released: true }]);
  });

  test('is not undone once its reviewers have ruled, in words', async () => {
    const { batch } = await make();
    const first = await prisma().assignment.findFirstOrThrow({ where: { applicationId: filed[0]!.id, category: 3 } });
    await rule((await actorOf(first.reviewerId))!, filed[0]!, 'dark-skies');
    const before = await given();
    await expect(undoBatch(world.people.coordinator, { batch })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/made 1 ruling for Aldbrook.*Nothing was undone/) as string,
    });
    expect(await given()).toEqual(before);
    expect((await getAssigning(world.people.coordinator)).batches.map((one) => !!one.ruled)).toEqual([true, false]);
  });
});

describe('assigning by hand to many', () => {
  test('gives a category, an action or all that nobody has to one reviewer', async () => {
    const { otherReviewer } = world.people;
    const applications = [filed[1]!.id, filed[2]!.id];
    await make({ applications, reviewer: otherReviewer.id, scope: 'action:municipal-workforce-homelessness' });
    expect((await given()).filter((one) => one.includes('Otto'))).toEqual([
      'Birch municipal-workforce-homelessness Otto Reviewer',
      'Cedar municipal-workforce-homelessness Otto Reviewer',
    ]);
    await expect(make({ applications, reviewer: otherReviewer.id })).rejects.toMatchObject(refused('not-ready'));
    const dell = await makeTown('Dell', world.people.coordinator.id);
    const fresh = await makeSubmitted(world, dell);
    expect((await preview({ reviewer: rolf.id, applications: fresh.id })).given).toMatchObject([
      { category: null, steps: 4 },
    ]);
    await make({ reviewer: rolf.id, applications: fresh.id });
    expect(await given()).toContain('Dell whole Rolf');
  });
});

describe('a conflict of interest', () => {
  test('takes everything of the town out of sight at once, and ends what was given', async () => {
    const application = filed[1]!;
    const submission = application.submissions['dark-skies']!;
    await prisma().assignment.deleteMany({ where: { applicationId: application.id } });
    await assignReviewer(world.people.coordinator, { application: application.id, reviewer: rita.id, categories: [] });
    const link = await prisma().evidence.findFirstOrThrow({ where: { townId: application.townId } });
    expect((await getApplication(rita, application.id)).town.name).toBe('Birch');
    await askHandover(rita, { application: application.id, reason: 'Too much.' });

    expect(
      await declareConflict(rita, { town: towns[1]!.slug, reason: 'My brother works at its town hall.' }),
    ).toMatchObject({ ended: 1 });
    const hidden = refused('not-found');
    await expect(getApplication(rita, application.id)).rejects.toMatchObject(hidden);
    await expect(getSubmission(rita, application.id, 'dark-skies')).rejects.toMatchObject(hidden);
    await expect(exportApplication(rita, application.id)).rejects.toMatchObject(hidden);
    await expect(checkAgain(rita, { evidence: link.id })).rejects.toMatchObject(hidden);
    await expect(openFile(rita, { id: link.id })).rejects.toMatchObject(hidden);
    await expect(rule(rita, application, 'dark-skies')).rejects.toMatchObject(hidden);
    expect((await getQueue(rita)).counts.town.map((one) => one.value)).not.toContain('birch');

    // Not by a row that slipped past, either: the database hides the town whatever is assigned.
    await prisma().assignment.create({
      data: {
        applicationId: application.id,
        townId: application.townId,
        reviewerId: rita.id,
        assignedById: rita.id,
        assignedAt: new Date(),
      },
    });
    await expect(getApplication(rita, application.id)).rejects.toMatchObject(hidden);
    const rows = await db.as(rita, async (tx) => [
      await tx.application.count({ where: { townId: application.townId } }),
      await tx.submission.count({ where: { id: submission } }),
      await tx.evidence.count({ where: { townId: application.townId } }),
      await tx.submittedStep.count({ where: { townId: application.townId } }),
    ]);
    expect(rows).toEqual([0, 0, 0, 0]);
    const { unread, handovers } = await getAssigning(world.people.coordinator);
    expect(unread.find((one) => one.town.name === 'Birch')).toMatchObject({
      without: 4,
      ended: [expect.stringContaining('Rita: conflict of interest since')],
    });
    expect(handovers).toEqual([]);
    await prisma().assignment.deleteMany({ where: { applicationId: application.id } });
  });

  test('keeps them from being given anything of the town, by hand, by rule and in the database', async () => {
    const application = filed[1]!;
    const { coordinator } = world.people;
    await expect(
      assignReviewer(coordinator, { application: application.id, reviewer: rita.id, categories: [] }),
    ).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('conflict of interest') as string });
    const { given: parts } = await preview();
    expect(parts.filter((one) => one.town.name === 'Birch' && one.reviewer === 'Rita')).toEqual([]);
    expect((await preview({ reviewer: rita.id, applications: application.id })).left).toMatchObject([
      { why: 'conflict', steps: 4 },
    ]);
    for (const who of [
      rita.id,
      (await makePerson('Ina', { role: 'reviewer' }, { role: 'viewer', townId: application.townId })).id,
    ])
      await expect(
        db.as(coordinator, (tx) =>
          tx.assignment.createMany({
            data: [
              {
                applicationId: application.id,
                townId: application.townId,
                reviewerId: who,
                assignedById: coordinator.id,
                assignedAt: new Date(),
              },
            ],
          }),
        ),
      ).rejects.toThrow(/row-level security/);
  });

  test('declared in the very moment something is given leaves nothing with them', async () => {
    const rona = await makePerson('Rona', { role: 'reviewer' });
    const own = { reviewerId: rona.id };
    for (let round = 0; round < 8; round += 1) {
      await Promise.allSettled([
        assignReviewer(world.people.coordinator, { application: filed[1]!.id, reviewer: rona.id, categories: [] }),
        declareConflict(rona, { town: towns[1]!.slug, reason: 'I live there.' }),
      ]);
      expect(await prisma().assignment.count({ where: own })).toBe(0);
      expect((await prisma().conflict.deleteMany({ where: own })).count).toBe(1);
    }
  });

  test('is declared for oneself, or by a coordinator, who alone lifts it', async () => {
    const { coordinator, contact } = world.people;
    const town = towns[0]!.slug;
    await expect(declareConflict(contact, { town, reason: 'x' })).rejects.toMatchObject(refused('forbidden'));
    await expect(declareConflict(rita, { town, reviewer: rolf.id, reason: 'x' })).rejects.toMatchObject(
      refused('forbidden'),
    );
    await declareConflict(coordinator, { town, reviewer: rolf.id, reason: 'Consults for the town.' });
    await mailbox();
    const [letter, ...more] = await prisma().mail.findMany({ where: { kind: 'conflict-declared' } });
    expect(letter).toMatchObject({ userId: rolf.id, subject: 'Aldbrook: a conflict of interest was declared for you' });
    expect(JSON.stringify(letter)).toContain('Consults for the town.');
    expect(more, 'none for what one declared oneself').toEqual([]);
    expect(await declareConflict(coordinator, { town, reviewer: rolf.id, reason: 'Again.' })).toMatchObject({
      ended: 0,
    });
    const { id } = await prisma().conflict.findFirstOrThrow({ where: { reviewerId: rolf.id } });
    await expect(liftConflict(rolf, { conflict: id })).rejects.toMatchObject(refused('forbidden'));
    await liftConflict(coordinator, { conflict: id });
    await assignReviewer(coordinator, { application: filed[0]!.id, reviewer: rolf.id, categories: [1] });
    expect((await getApplication(rolf, filed[0]!.id)).town.name).toBe('Aldbrook');
  });
});

describe('handing over', () => {
  test('is asked for with a reason, and moves what is left while rulings stay with who made them', async () => {
    const { coordinator, otherReviewer, reviewer } = world.people;
    const town = await makeTown('Elm', coordinator.id);
    const application = await makeSubmitted(world, town);
    await assignReviewer(coordinator, { application: application.id, reviewer: reviewer.id, categories: [2, 3] });
    await rule(reviewer, application, 'dark-skies');
    await expect(askHandover(otherReviewer, { application: application.id, reason: 'x' })).rejects.toMatchObject(
      refused('not-found'),
    );
    await askHandover(reviewer, { application: application.id, reason: 'On leave from Monday.' });
    expect((await getAssigning(coordinator)).handovers).toMatchObject([
      { town: { name: 'Elm' }, reason: 'On leave from Monday.', steps: 1 },
    ]);
    await expect(
      handOver(reviewer, { application: application.id, from: reviewer.id, reviewer: otherReviewer.id }),
    ).rejects.toMatchObject(refused('forbidden'));
    await handOver(coordinator, { application: application.id, from: reviewer.id, reviewer: otherReviewer.id });
    expect((await given()).filter((one) => one.startsWith('Elm'))).toEqual([
      'Elm 2 Otto Reviewer',
      'Elm 3 Otto Reviewer',
    ]);
    await expect(getApplication(reviewer, application.id)).rejects.toMatchObject(refused('not-found'));
    const [ruling] = (await getSubmission(otherReviewer, application.id, 'dark-skies')).rulings;
    expect(ruling?.reviewer).toBe('Rae Reviewer');
    expect((await getAssigning(coordinator)).handovers).toEqual([]);
  });
});
