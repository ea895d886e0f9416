import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { holdClock } from '@/lib/clock';
import { applicationFileSchema } from '@/lib/scoring/facts';
import { score } from '@/lib/scoring/score';
import { getApplication } from '@/lib/services/applications/get-application';
import { decideInput } from '@/lib/services/certifications/decide';
import { finishReview } from '@/lib/services/reviews/finish-review';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { freshDatabase } from '../support/database';
import { assign, makeTown, makeWorld, setAnswers, type World } from '../support/world';
import { makeSubmitted, type Submitted } from './reviews-file';
import { decideNow } from '../support/decide-now';
import { prisma } from '../support/owner';

await freshDatabase();
let world: World;
let application: Submitted;
let towns = 0;

const decided = (level: string, note = '', who = world.people.coordinator) =>
  decideNow(who, decideInput.parse({ application: application.id, level, note }));

async function approveAll(): Promise<void> {
  const rule = (action: string, step: string, more: object) =>
    ruleStep(
      world.people.reviewer,
      ruleStepInput.parse({ submission: application.submissions[action], step, outcome: 'approved', ...more }),
    );
  await rule('sustainable-purchasing', '1', { points: 10 });
  await rule('dark-skies', '1', { points: 15 });
  await rule('optimize-for-equity', '1', { items: ['a'], reason: 'Row 2 tells nothing new.' });
  await rule('municipal-workforce-homelessness', '1b', { points: 10 });
  await finishReview(world.people.reviewer, { application: application.id });
}

beforeAll(async () => {
  world = await makeWorld();
});

beforeEach(async () => {
  const town = await makeTown(`Town ${++towns}`, world.people.coordinator.id);
  application = await makeSubmitted(world, town);
  await assign(world, application);
});

const ledger = () =>
  prisma().credit.findMany({
    where: { townId: application.townId },
    orderBy: [{ actionId: 'asc' }, { item: { sort: 'asc', nulls: 'first' } }],
    select: { actionId: true, step: true, item: true, points: true, mode: true, year: true },
  });

describe('a decision', () => {
  test('is due only when the review is finished, and is the coordinator’s', async () => {
    await expect(decided('none', 'Too early.')).rejects.toMatchObject({ code: 'not-ready' });
    await approveAll();
    await expect(decided('none', 'Not mine.', world.people.reviewer)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(decided('none', 'Not mine.', world.people.stranger)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('grants no level above what the awarded points meet', async () => {
    await approveAll();
    await expect(decided('bronze')).rejects.toMatchObject({
      code: 'not-ready',
      message: expect.stringContaining('200 points awarded'),
    });
    expect(await prisma().certification.count({ where: { townId: application.townId } })).toBe(0);
    expect((await getApplication(world.people.coordinator, application.id)).status).toBe('in_review');
  });

  test('of no level where none is met needs no reason, and still credits the work', async () => {
    await approveAll();
    await decided('none');
    expect((await getApplication(world.people.coordinator, application.id)).view.staff).toBe('Decided, no level');
    const base = { mode: 'new', year: 2024 };
    expect(await ledger()).toEqual([
      { actionId: 'dark-skies', step: '1', item: null, points: 15, ...base },
      { actionId: 'municipal-workforce-homelessness', step: '1b', item: null, points: 10, ...base },
      ...['first ids', 'housing first', 'how diversion works', 'race place and homelessness'].map((name) => ({
        actionId: 'municipal-workforce-homelessness',
        step: '1b',
        item: expect.stringMatching(new RegExp(`^${name}\\|central valley can\\|2023-`)),
        points: 0,
        ...base,
      })),
      { actionId: 'optimize-for-equity', step: '1', item: null, points: 10, ...base },
      { actionId: 'optimize-for-equity', step: '1', item: 'sustainable-purchasing', points: 0, ...base },
      { actionId: 'sustainable-purchasing', step: '1', item: null, points: 10, ...base },
    ]);
  });

  test('keeps what was scored, and it scores the same again', async () => {
    await approveAll();
    await decided('none');
    const snapshot = await prisma().snapshot.findFirstOrThrow({ where: { applicationId: application.id } });
    expect(snapshot).toMatchObject({ kind: 'decided', round: 1 });
    expect(score(world.rulebook, applicationFileSchema.parse(snapshot.facts))).toEqual(snapshot.score);
  });

  test('frees the activities that earned nothing', async () => {
    const claim = {
      townId: application.townId,
      applicationId: application.id,
      actionId: 'train-municipal-representatives',
    };
    await prisma().activityClaim.create({ data: { ...claim, identity: 'a walk|nobody|2023-05-05' } });
    await approveAll();
    const [credited] = (await getApplication(world.people.reviewer, application.id)).score.actions
      .flatMap((a) => a.steps)
      .flatMap((s) => s.rows.flatMap((r) => r.activity ?? []));
    await prisma().activityClaim.create({ data: { ...claim, identity: credited! } });
    await decided('none');
    const left = await prisma().activityClaim.findMany({ where: { applicationId: application.id } });
    expect(left.map((c) => c.identity)).toEqual([credited]);
  });

  test('asked twice at once makes one certification, until the end of the third year', async () => {
    await allCategories();
    await approveAll();
    holdClock('2024-12-31T23:30:00-05:00');
    const both = await Promise.allSettled([decided('bronze'), decided('bronze')]);
    expect(both.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled']);
    const held = await prisma().certification.findMany({ where: { townId: application.townId } });
    expect(held).toMatchObject([
      { level: 'bronze', year: 2024, awardedOn: new Date('2024-12-31'), until: new Date('2027-12-31') },
    ]);
    expect(await prisma().event.count({ where: { applicationId: application.id, kind: 'application.decided' } })).toBe(
      1,
    );
    expect((await ledger()).filter((line) => line.actionId === 'dark-skies')).toHaveLength(1);
    await expect(decided('none', 'On second thought.')).rejects.toMatchObject({ code: 'conflict' });
  });

  test('below the level met needs its reason', async () => {
    await allCategories();
    await approveAll();
    await expect(decided('none')).rejects.toMatchObject({ code: 'invalid', reasons: [{ at: 'note' }] });
    await decided('none', 'The town asked to wait for Silver.');
    expect(await prisma().certification.count({ where: { townId: application.townId } })).toBe(0);
  });
});

/** Adds an approved outline of 50 points in every category from 2 to 12, so that Bronze is met. */
async function allCategories(): Promise<void> {
  const { rulebook } = world;
  const at = new Date();
  for (let category = 2; category <= 12; category++) {
    const action = rulebook.actions.find(
      (a) => a.category === category && a.kind === 'outline' && !(a.id in application.submissions),
    )!;
    const made = await prisma().submission.create({
      data: {
        applicationId: application.id,
        townId: application.townId,
        actionId: action.id,
        createdAt: at,
        updatedAt: at,
      },
    });
    await setAnswers(made.id, {
      '1': { narrative: 'Told.', completed: '2023-06-15', credit: 'new', points: 50 },
      partners: { none: true },
    });
    await ruleStep(
      world.people.reviewer,
      ruleStepInput.parse({ submission: made.id, step: '1', outcome: 'approved', points: 50, reason: 'Seen on site.' }),
    );
  }
}
