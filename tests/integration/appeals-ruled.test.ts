import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '@/lib/access/actor';
import { publicActor, systemActor } from '@/lib/auth';
import { holdClock } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { withdrawAppeal } from '@/lib/services/appeals/file-appeal';
import { getAppeal, getStepAppeal } from '@/lib/services/appeals/get-appeal';
import { listAppeals } from '@/lib/services/appeals/list-appeals';
import { ruleAppealInput } from '@/lib/services/appeals/rule-appeal';
import { correctPoints, correctPointsInput } from '@/lib/services/certifications/correct-points';
import { listLetters } from '@/lib/services/certifications/list-letters';
import { refuseCorrection } from '@/lib/services/certifications/settle-correction';
import { proposeCorrection } from '@/lib/services/certifications/propose-correction';
import { getTownReport } from '@/lib/services/public/get-town-report';
import { keepTemplate, keepTemplateInput } from '@/lib/services/templates/keep-template';
import { publishRulebook } from '@/lib/services/rulebooks/publish-rulebook';
import { freshDatabase } from '../support/database';
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

describe('the ruling on an appeal', () => {
  test('upheld: the step stays as it was, the town is told why, and nothing of the decision changes', async () => {
    const appeal = await stage.given();
    const before = await prisma().ruling.count();
    await stage.uphold(appeal);
    expect(await prisma().ruling.count()).toBe(before);
    expect(await stage.waiting(coordinator())).toBeUndefined();
    expect((await listAppeals(stage.contact, stage.application.id))[0]).toMatchObject({
      status: { town: 'Ruling upheld' },
      because: 'Page 4 is a draft.',
    });
    expect(await posted('appeal-ruled')).toContainEqual({ application: stage.application.id, appeal });
    await expect(withdrawAppeal(stage.contact, { appeal })).rejects.toThrow('ruled on already');
  });

  test('granted: the step gets one more ruling, and a correction waits with the level computed anew', async () => {
    const appeal = await stage.given();
    expect(await stage.credited()).toBe(35);
    await stage.rule(appeal);
    const rulings = await prisma().ruling.findMany({
      where: { submissionId: stage.of('dark-skies') },
      orderBy: { at: 'asc' },
    });
    expect(rulings.map((one) => [one.outcome, one.points])).toEqual([
      ['not_approved', 0],
      ['approved', 15],
    ]);
    expect((await stage.view(stage.contact)).score.awarded).toBe(50);
    expect((await stage.view(stage.contact)).view.town).toBe('Correction under way');
    expect(await stage.credited()).toBe(35);
    const prepared = await stage.waiting(second);
    expect(prepared).toMatchObject({ appealed: true, level: null, by: 'Otto Reviewer', own: false });
    expect(prepared.preview!.letter.paragraphs.join(' ')).toContain('50 points');
    expect(await posted('appeal-granted')).toContainEqual({ appeal });
    await stage.confirm();
    expect(await stage.credited()).toBe(50);
    expect((await stage.view(stage.contact)).view.town).toBe('Decided, no level');
  });

  test('granted or corrected: the ruling stands in the round of the one before, with what is told of it for others', async () => {
    const input = { title: 'Shown by minutes', text: 'Page 4 holds it.', place: 'dark-skies' };
    const { template } = await keepTemplate(coordinator(), keepTemplateInput.parse(input));
    await prisma().citation.deleteMany({
      where: { submissionId: { in: ['dark-skies', 'sustainable-purchasing'].map(stage.of) } },
    });
    // What was ruled on in round 1 and did not come back is decided with round 2.
    await prisma().application.update({ where: { id: stage.application.id }, data: { round: 2 } });
    const appeal = await stage.given();
    await stage.rule(appeal);
    await stage.confirm();
    await correctPoints(
      coordinator(),
      correctPointsInput.parse({
        submission: stage.of('sustainable-purchasing'),
        step: '1',
        outcome: 'approved',
        points: '10',
        reason: 'It was overlooked.',
      }),
    );
    await stage.confirm();
    const last = (action: string) =>
      prisma().ruling.findFirstOrThrow({ where: { submissionId: stage.of(action) }, orderBy: { at: 'desc' } });
    expect(await last('dark-skies')).toMatchObject({ round: 1, points: 15, templates: [template] });
    expect((await last('dark-skies')).unmet).toContain('evidence');
    expect(await last('sustainable-purchasing')).toMatchObject({ round: 1, points: 10, templates: [] });
    expect((await last('sustainable-purchasing')).unmet).toContain('evidence');
  });

  test('a level that the granted points reach is filled in, and the certification and public facts follow', async () => {
    const points = world.rulebook.levels[0]!.criteria.find((one) => one.kind === 'points')!;
    const bronze = { ...world.rulebook.levels[0]!, criteria: [{ ...points, points: 40 }] };
    const easy = { ...world.rulebook, version: 99, levels: [bronze, ...world.rulebook.levels.slice(1)] };
    const rulebookId = await db.as(systemActor, (tx) => publishRulebook(systemActor, tx, easy));
    await prisma().application.update({ where: { id: stage.application.id }, data: { rulebookId } });
    const appeal = await stage.given();
    await stage.rule(appeal);
    expect(await stage.waiting(second)).toMatchObject({ from: null, level: 'bronze' });
    expect(await getTownReport(publicActor, { slug: stage.town.slug })).toMatchObject({ certification: null });
    await stage.confirm();
    expect((await stage.view(stage.contact)).view.town).toBe('Certified Bronze');
    expect(await getTownReport(publicActor, { slug: stage.town.slug })).toMatchObject({
      certification: { level: 'bronze', points: 50 },
    });
  });

  test('grants more points than the step has, of those it can have, with a reason; nothing is recorded otherwise', async () => {
    const { appeal } = await stage.file(stage.contact, 'sustainable-purchasing');
    await stage.give(appeal, world.people.otherReviewer);
    await expect(stage.rule(appeal, { points: '5' })).rejects.toThrow('more than the 5 points it has');
    await expect(stage.rule(appeal, { points: '7' })).rejects.toThrow('Choose 5, 10');
    expect(ruleAppealInput.safeParse({ appeal, outcome: 'granted', reason: ' ' }).success).toBe(false);
    expect(await stage.waiting(second)).toBeUndefined();
    await expect(stage.rule(appeal, { points: '10' })).resolves.toMatchObject({ step: '1' });
  });

  test('two rule at once: one ruling stands, the other is told', async () => {
    const appeal = await stage.given();
    const outcomes = await Promise.allSettled([stage.rule(appeal), stage.uphold(appeal)]);
    expect(outcomes.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(String(outcomes.find((one) => one.status === 'rejected')!.reason)).toContain('ruled on already');
    expect(await prisma().correction.count({ where: { applicationId: stage.application.id } })).toBeLessThanOrEqual(1);
  });

  test('waits while a change of the decision does; turned down, the change is owed and can be proposed again', async () => {
    const first = await stage.given();
    const { appeal } = await stage.file(stage.contact, 'sustainable-purchasing');
    await stage.give(appeal, world.people.otherReviewer);
    await stage.rule(first);
    await expect(stage.rule(appeal, { points: '10' })).rejects.toThrow('waits for a coordinator to confirm it');
    expect((await getAppeal(world.people.otherReviewer, appeal)).noGrant).toContain('waits for a coordinator');
    const { id } = await stage.waiting(second);
    await refuseCorrection(second, { application: stage.application.id, correction: id });
    expect((await stage.view()).view).toMatchObject({ staff: 'Correction to propose', next: 'coordinator' });
    expect((await stage.view(stage.contact)).view.town).toBe('Correction under way');
    await proposeCorrection(coordinator(), {
      application: stage.application.id,
      to: 'none',
      reason: 'As the appeal says.',
    });
    await stage.confirm();
    expect(await stage.credited()).toBe(50);
    await stage.rule(appeal, { points: '10' });
    await stage.confirm();
    expect(await stage.credited()).toBe(55);
  });

  test('a revoked certification grants nothing any more', async () => {
    const appeal = await stage.given();
    const why = async () => (await getAppeal(world.people.otherReviewer, appeal)).noGrant;
    expect(await why()).toBeNull();
    const held = { level: 'bronze' as const, year: 2024, points: 5, awardedOn: new Date(), until: new Date() };
    await prisma().certification.create({
      data: { townId: stage.town.id, applicationId: stage.application.id, decidedById: coordinator().id, ...held },
    });
    await proposeCorrection(coordinator(), {
      application: stage.application.id,
      to: 'revoked',
      reason: 'It was untrue.',
    });
    await stage.confirm();
    expect(await why()).toContain('revoked');
    await expect(stage.rule(appeal)).rejects.toThrow('revoked');
    await expect(stage.file(stage.contact, 'sustainable-purchasing')).rejects.toThrow('revoked');
    await expect(stage.uphold(appeal)).resolves.toMatchObject({ appeal });
  });
});

describe('the correction of one step’s points', () => {
  const correct = (by = coordinator(), more: object = {}) =>
    correctPoints(
      by,
      correctPointsInput.parse({
        submission: stage.of('sustainable-purchasing'),
        step: '1',
        outcome: 'approved',
        points: '10',
        reason: 'The second contract was overlooked.',
        ...more,
      }),
    );

  test('is proposed by one coordinator and confirmed by another; ruling, ledger, snapshot and letter follow', async () => {
    await correct();
    expect((await stage.view(stage.contact)).score.awarded).toBe(35);
    const proposal = await stage.waiting(second);
    expect(proposal).toMatchObject({ appealed: false, own: false });
    expect(proposal.step).toMatch(/^Step 1 of .*Purchasing is approved with 10 points now\.$/);
    expect(proposal.preview!.letter.paragraphs.join(' ')).toContain('40 points');
    await expect(stage.confirm(coordinator())).rejects.toThrow('Another coordinator confirms');
    await stage.confirm();
    expect(await stage.credited()).toBe(40);
    expect((await stage.view(stage.contact)).score.awarded).toBe(40);
    const rulings = await prisma().ruling.findMany({
      where: { submissionId: stage.of('sustainable-purchasing') },
      orderBy: { at: 'asc' },
    });
    expect(rulings.map((one) => one.points)).toEqual([5, 10]);
    expect(rulings[1]).toMatchObject({ reviewerId: coordinator().id });
    expect(await prisma().snapshot.count({ where: { applicationId: stage.application.id, kind: 'decided' } })).toBe(2);
    expect((await listLetters(stage.contact, stage.application.id)).letters[0]!.paragraphs.join(' ')).toContain(
      'with 10 points now',
    );
  });

  test('nothing changes when it is turned down', async () => {
    await correct();
    await refuseCorrection(second, { application: stage.application.id, correction: (await stage.waiting(second)).id });
    expect(await stage.credited()).toBe(35);
    expect((await stage.view()).score.awarded).toBe(35);
    expect((await stage.view()).view.staff).toBe('Decided, no level');
  });

  test('a step that lost points can be appealed anew, from the day of the correction', async () => {
    holdClock('2024-05-01T12:00:00-04:00');
    await correct(coordinator(), { outcome: 'not-approved', points: undefined });
    await stage.confirm();
    const place = { application: stage.application.id, action: 'sustainable-purchasing', step: '1' };
    expect((await getStepAppeal(stage.contact, place))!.door).toEqual({
      until: new Date('2024-05-31T23:59:59.999-04:00'),
      closed: null,
    });
    expect((await getStepAppeal(stage.contact, { ...place, action: 'dark-skies' }))!.door.closed).toContain('ended');
  });

  test('is refused in words: to others, for what stands so already, beside another change or an appeal', async () => {
    await expect(correct(stage.contact)).rejects.toThrow('Only coordinators');
    await expect(correct(world.people.reviewer)).rejects.toThrow('Only coordinators');
    await expect(correct(world.people.stranger)).rejects.toThrow('does not exist');
    await expect(correct(coordinator(), { points: '5' })).rejects.toThrow('stands so already');
    await stage.file(stage.contact, 'sustainable-purchasing');
    await expect(correct()).rejects.toThrow('ruling on the appeal comes first');
    const dark = { submission: stage.of('dark-skies'), points: '15' };
    await correct(coordinator(), dark);
    await expect(correct(second, dark)).rejects.toThrow('waits already');
    await stage.file();
    await expect(stage.confirm()).rejects.toThrow('appealed this step meanwhile');
  });
});
