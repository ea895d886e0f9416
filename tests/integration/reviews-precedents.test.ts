import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Person } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { getDesk } from '@/lib/services/reviews/get-desk';
import { listPrecedents } from '@/lib/services/reviews/list-precedents';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { keepTemplate, keepTemplateInput } from '@/lib/services/templates/keep-template';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';
import { statements } from '../support/statements';
import { assign, fillOutline, makeApplication, makePerson, makeTown, makeWorld, type World } from '../support/world';
import { submitted } from './reviews-file';

await freshDatabase();
let world: World;
let own: Awaited<ReturnType<typeof makeApplication>>;
let template: string;

type Made = { outcome?: 'approved' | 'revise' | 'not_approved'; points?: number; sent?: boolean; template?: boolean };

/** Another town whose step was ruled, by somebody else. */
async function otherTown(name: string, made: Made = {}): Promise<Awaited<ReturnType<typeof makeApplication>>> {
  const town = await makeTown(name, world.people.coordinator.id);
  const application = await makeApplication(world, { town, actions: ['dark-skies'] });
  await fillOutline(application.submissions['dark-skies']!, world.people.contact);
  await submitted(application.id, 1);
  await prisma().ruling.create({
    data: {
      submissionId: application.submissions['dark-skies']!,
      townId: town.id,
      step: '1',
      round: 1,
      outcome: made.outcome ?? 'approved',
      points: made.points ?? 10,
      reason: `Ask ${name} and its Sam Keane for the plan.`,
      templates: made.template ? [template] : [],
      unmet: made.template ? ['evidence'] : [],
      reviewerId: world.people.otherReviewer.id,
      at: now(),
      sentAt: made.sent === false ? null : now(),
    },
  });
  return application;
}

const told = async (who: Person = world.people.reviewer) =>
  (await getDesk(who, own.id, 'dark-skies'))?.precedents ?? [];
/** What the database itself tells an actor. */
const asked = (actor: Actor) =>
  db.as(actor, (tx) => tx.$queryRaw<object[]>`select * from rulings_elsewhere(${own.id}::uuid, null)`);

beforeAll(async () => {
  world = await makeWorld();
  const input = {
    title: 'The plan is missing',
    text: 'Attach the plan that the council adopted.',
    place: 'dark-skies',
  };
  template = (await keepTemplate(world.people.coordinator, keepTemplateInput.parse(input))).template;
  own = await makeApplication(world, { actions: ['dark-skies'] });
  await fillOutline(own.submissions['dark-skies']!, world.people.contact);
  await submitted(own.id, 1);
  await assign(world, own);
});

describe('how the same clause was ruled for others', () => {
  test('says nothing of two other towns, nor of rulings that were not sent', async () => {
    await otherTown('Cedar Falls');
    await otherTown('Mill River', { outcome: 'revise', points: 0, template: true });
    await otherTown('Stone Bridge', { sent: false });
    expect(await told()).toEqual([]);
    expect(await asked(world.people.reviewer)).toEqual([]);
    expect(await asked(world.people.coordinator)).toEqual([]);
  });

  test('counts three by ruling with their reasons, and names no town, no person, no day', async () => {
    await otherTown('Old Ferry', { outcome: 'not_approved', points: 0 });
    expect(await told()).toEqual([
      {
        action: 'dark-skies',
        step: '1',
        towns: 3,
        years: { first: 2024, last: 2024 },
        rulings: [
          { ruling: 'approved', times: 1, reasons: [] },
          {
            ruling: 'revise',
            times: 1,
            reasons: [
              { text: 'The plan is missing', kind: 'template', times: 1 },
              { text: 'At least one piece of evidence is attached', kind: 'unmet', times: 1 },
            ],
          },
          { ruling: 'not-approved', times: 1, reasons: [] },
        ],
        ownWords: 1,
      },
    ]);
    const all = JSON.stringify(await asked(world.people.reviewer));
    expect(all).not.toMatch(/Cedar|Mill|Ferry|Keane|Otto|Maya|\d{4}-\d{2}/);
    expect(all).not.toMatch(new RegExp(world.people.otherReviewer.id));
    expect(await told(world.people.coordinator)).toEqual(await told());
    expect(await listPrecedents(world.people.coordinator, own.id)).toEqual(await told());
  });

  test('tells an approval with other points from one as documented, the most frequent ruling’s reasons first', async () => {
    await otherTown('Upper Green', { points: 5, template: true });
    await otherTown('Lower Green', { outcome: 'revise', points: 0, template: true });
    const [step] = await told();
    expect(step!.rulings.map(({ ruling, times }) => [ruling, times])).toEqual([
      ['approved', 1],
      ['adjusted', 1],
      ['revise', 2],
      ['not-approved', 1],
    ]);
    expect(step!.rulings[2]!.reasons[0]).toMatchObject({ text: 'The plan is missing', times: 2 });
  });

  test('leaves out a town that could be told because the reader knows the others', async () => {
    const who = await makePerson('Nora Reviewer', { role: 'reviewer' });
    await assign(world, own, who);
    const others = await prisma().application.findMany({
      where: { id: { not: own.id } },
      orderBy: { createdAt: 'asc' },
    });
    const ruled = others.filter(({ townId }) => townId !== own.townId);
    // Five towns have sent rulings: of three she reads herself, two are left, which are not counted.
    for (const { id, townId } of ruled.filter((_, index) => index !== 2).slice(0, 3))
      await assign(world, { id, townId }, who);
    expect((await told(who))[0]).toMatchObject({ towns: 3 });
    // Of two she reads herself, three are left.
    const { id } = ruled[0]!;
    await prisma().assignment.deleteMany({ where: { applicationId: id, reviewerId: who.id } });
    expect((await told(who))[0]).toMatchObject({ towns: 5 });
  });

  test('is nothing of a town’s, of a reviewer who is not assigned, or of another clause', async () => {
    const { contact, viewer, otherReviewer, coordinator } = world.people;
    const both = await makePerson('Cy Both', { role: 'coordinator' }, { role: 'viewer', townId: world.aldbrook.id });
    for (const who of [contact, viewer, otherReviewer, both]) {
      expect(await asked(who), who.name).toEqual([]);
      expect(await listPrecedents(who, own.id), who.name).toEqual([]);
    }
    expect(await asked(coordinator)).not.toEqual([]);
    // Afterwards the roles are what they were.
    const seen = await db.as(world.people.reviewer, async (tx) => {
      await tx.$queryRaw`select * from rulings_elsewhere(${own.id}::uuid, null)`;
      return tx.application.count();
    });
    expect(seen).toBe(1);
    const book = await prisma().rulebook.findUniqueOrThrow({ where: { id: world.rulebookId }, omit: { id: true } });
    const content = JSON.parse(
      JSON.stringify(book.content).replace(/("id":"dark-skies".*?"steps":\[\{.*?"clause":")/, '$1New '),
    );
    const changed = await prisma().rulebook.create({ data: { ...book, version: 99, hash: 'another', content } });
    await prisma().application.update({ where: { id: own.id }, data: { rulebookId: changed.id } });
    expect(await asked(coordinator)).toEqual([]);
    await prisma().application.update({ where: { id: own.id }, data: { rulebookId: world.rulebookId } });
  });

  test('takes one question, however many towns there are', async () => {
    const work = () => statements(() => getDesk(world.people.reviewer, own.id, 'dark-skies'));
    const before = await work();
    for (let n = 0; n < 5; n++) await otherTown(`More ${n}`);
    expect(await work()).toBe(before);
  });
});

describe('a ruling', () => {
  test('keeps which templates its reason holds, and what was not met', async () => {
    const rule = (reason: string) =>
      ruleStep(
        world.people.reviewer,
        ruleStepInput.parse({ submission: own.submissions['dark-skies'], step: '1', outcome: 'revise', reason }),
      );
    const kept = async ({ ruling }: { ruling: string }) => {
      const { templates, unmet } = await prisma().ruling.findUniqueOrThrow({ where: { id: ruling } });
      return { templates, unmet };
    };
    const first = await kept(await rule('Please: attach the plan  that the council adopted.\nAlso the map.'));
    expect(first).toEqual({ templates: [template], unmet: [] });
    await prisma().citation.deleteMany({ where: { submissionId: own.submissions['dark-skies']! } });
    expect(await kept(await rule('Attach the map.'))).toEqual({ templates: [], unmet: ['evidence'] });
  });
});
