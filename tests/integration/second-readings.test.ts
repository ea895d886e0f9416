import { beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/db';
import { getApplication } from '@/lib/services/applications/get-application';
import { assignReviewer, releaseReviewer } from '@/lib/services/reviews/assign-reviewer';
import { askReading, giveReading, sampleReadings, withdrawReading } from '@/lib/services/reviews/assign-second';
import { getQueue, queueFilter } from '@/lib/services/reviews/get-queue';
import { finishReview } from '@/lib/services/reviews/finish-review';
import { getOwnReadings, getReadings } from '@/lib/services/reviews/list-readings';
import { returnApplication } from '@/lib/services/reviews/return-application';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { getSubmission } from '@/lib/services/submissions/get-submission';
import { sample } from '@/lib/workflow/second-readings';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';
import { makeTown, makeWorld, type World } from '../support/world';
import { makeSubmitted, type Submitted } from './reviews-file';

await freshDatabase();
let world: World;
let application: Submitted;
let submission: string;

const input = (more: object) => ruleStepInput.parse({ submission, step: '1', ...more });
const asked = async () =>
  (await prisma().secondReading.findMany({ orderBy: [{ submissionId: 'asc' }, { step: 'asc' }] })).map(
    (one) => `${one.submissionId} ${one.step}`,
  );

beforeAll(async () => {
  world = await makeWorld();
  application = await makeSubmitted(world, world.aldbrook);
  submission = application.submissions['dark-skies']!;
  await assignReviewer(world.people.coordinator, {
    application: application.id,
    reviewer: world.people.reviewer.id,
    categories: [],
  });
});

describe('a second reading', () => {
  test('of a contested step goes to somebody who does not read it first, and opens the application to them', async () => {
    const { coordinator, otherReviewer, reviewer } = world.people;
    await ruleStep(reviewer, input({ outcome: 'approved', points: 10, reason: 'Ten of fifteen.' }));
    await expect(askReading(reviewer, { submission, step: '1' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(getApplication(otherReviewer, application.id)).rejects.toMatchObject({ code: 'not-found' });
    await askReading(coordinator, { submission, step: '1' });
    expect(await getReadings(coordinator, application.id)).toMatchObject([
      { reader: 'Otto Reviewer', why: 'contested', given: null, ruling: { points: 10 }, dissent: false },
    ]);
    expect(await getReadings(otherReviewer, application.id)).toEqual([]);
    expect((await getQueue(otherReviewer)).lines).toMatchObject([{ state: 'read', actionId: 'dark-skies' }]);
    expect((await getQueue(otherReviewer, queueFilter.parse({ state: 'rule' }))).lines).toEqual([]);
    await expect(askReading(coordinator, { submission, step: '1' })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('hides the first ruling until it is given, and gives nothing to rule on', async () => {
    const { otherReviewer, reviewer } = world.people;
    const seen = await getSubmission(otherReviewer, application.id, 'dark-skies');
    expect(seen.rulings).toEqual([]);
    expect(JSON.stringify(seen)).not.toContain('Ten of fifteen');
    expect((await getApplication(otherReviewer, application.id)).score.awarded).toBe(0);
    expect(await db.as(otherReviewer, (tx) => tx.ruling.count())).toBe(0);
    expect((await getSubmission(reviewer, application.id, 'dark-skies')).rulings).toHaveLength(1);
    await expect(ruleStep(otherReviewer, input({ outcome: 'approved' }))).rejects.toMatchObject({ code: 'forbidden' });

    // Given a part of the application besides, they send no round before they have read.
    const part = { application: application.id, reviewer: otherReviewer.id };
    await assignReviewer(world.people.coordinator, { ...part, categories: [12] });
    for (const send of [finishReview, returnApplication])
      await expect(send(otherReviewer, part)).rejects.toThrow('Give your second reading of 1 step first');
    await expect(finishReview(reviewer, part)).rejects.toThrow('Rule on 3 more of 4 steps first.');
    await releaseReviewer(world.people.coordinator, part);

    await expect(giveReading(reviewer, input({ outcome: 'approved' }))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(giveReading(otherReviewer, input({ outcome: 'not-approved' }))).rejects.toMatchObject({
      code: 'invalid',
      message: 'Say why the step is not approved.',
    });
    await giveReading(otherReviewer, input({ outcome: 'not-approved', reason: 'No lights are named.' }));
    expect(await getOwnReadings(otherReviewer, submission)).toMatchObject([{ given: { outcome: 'not-approved' } }]);
    expect((await getSubmission(otherReviewer, application.id, 'dark-skies')).rulings).toHaveLength(1);
    await expect(giveReading(otherReviewer, input({ outcome: 'approved' }))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('changes no points, and its dissent is there for whoever decides', async () => {
    const { coordinator, contact } = world.people;
    expect((await getApplication(coordinator, application.id)).score.awarded).toBe(10);
    const dissent = (await getReadings(coordinator, application.id)).filter((one) => one.dissent);
    expect(dissent).toMatchObject([
      { step: '1', given: { outcome: 'not-approved' }, ruling: { outcome: 'approved', reviewer: 'Rae Reviewer' } },
    ]);
    expect(await getReadings(contact, application.id)).toEqual([]);
    expect(await db.as(contact, (tx) => tx.secondReading.count())).toBe(0);
    await expect(withdrawReading(coordinator, { reading: dissent[0]!.id })).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a sample', () => {
  test('draws the same steps by the same seed, and only what nobody was asked for', async () => {
    const { coordinator } = world.people;
    const other = await makeSubmitted(world, await makeTown('Birch', coordinator.id));
    const all = [application, other].flatMap(({ submissions }) =>
      Object.entries(submissions).map(([action, id]) => `${id} ${action.startsWith('municipal') ? '1b' : '1'}`),
    );
    const drawn = sample(all, 50, 'spring-7');
    expect(drawn).toHaveLength(4);
    expect(sample([...all].reverse(), 50, 'spring-7')).toEqual(drawn);
    expect(sample(all, 50, 'spring-8')).not.toEqual(drawn);

    await sampleReadings(coordinator, { percent: 50, seed: 'spring-7' });
    expect(await asked()).toEqual([...new Set([...drawn, `${submission} 1`])].sort());
    const again = sampleReadings(coordinator, { percent: 50, seed: 'spring-7' });
    await expect(again).rejects.toMatchObject({ code: 'not-ready' });
    const sampled = await prisma().secondReading.findMany({ where: { why: 'sampled' } });
    expect(sampled.every((one) => one.seed === 'spring-7' && one.percent === 50)).toBe(true);
    // Whoever reads a step first never reads it second.
    const own = await prisma().secondReading.count({
      where: { applicationId: application.id, readerId: world.people.reviewer.id },
    });
    expect(own).toBe(0);
  });

  test('leaves out what was asked for in an earlier round and is not read yet', async () => {
    const { coordinator, reviewer, otherReviewer } = world.people;
    const town = await makeTown('Cedar', coordinator.id);
    const later = await makeSubmitted(world, town);
    await assignReviewer(coordinator, { application: later.id, reviewer: reviewer.id, categories: [] });
    const place = { submission: later.submissions['dark-skies']!, step: '1' };
    await askReading(coordinator, place);
    await prisma().secondReading.updateMany({ where: { submissionId: place.submission }, data: { round: 0 } });
    await expect(askReading(coordinator, place)).rejects.toMatchObject({ code: 'conflict' });
    await giveReading(otherReviewer, ruleStepInput.parse({ ...place, outcome: 'approved' }));
    await askReading(coordinator, place);
    expect(await prisma().secondReading.count({ where: { submissionId: place.submission } })).toBe(2);
  });
});
