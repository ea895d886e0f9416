import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { holdClock } from '@/lib/clock';
import { getApplication } from '@/lib/services/applications/get-application';
import { getHome } from '@/lib/services/applications/get-home';
import { removeAction } from '@/lib/services/applications/change-actions';
import { startApplication } from '@/lib/services/applications/start-application';
import { submitApplication } from '@/lib/services/applications/submit-application';
import { answerPoints } from '@/lib/services/submissions/answer-points';
import { getSubmission } from '@/lib/services/submissions/get-submission';
import { saveAnswers } from '@/lib/services/submissions/save-answers';
import { emptyTables, freshDatabase } from '../support/database';
import {
  fillOutline,
  makeApplication,
  makeCycle,
  makePerson,
  makeRuling,
  makeTown,
  makeWorld,
  worldStart,
  type World,
} from '../support/world';
import { prisma } from '../support/owner';

await freshDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(async () => {
  holdClock(worldStart);
  await emptyTables('applications, certifications');
});

const start = (cycle = world.cycle.id, actor = world.people.contact, town = world.aldbrook.id) =>
  startApplication(actor, { town, cycle, aim: 'silver' });

describe('starting an application', () => {
  test('two people at once start one', async () => {
    const both = await Promise.allSettled([start(), start(world.cycle.id, world.people.editor)]);
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((r) => r.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    expect(await prisma().application.count()).toBe(1);
    expect(await prisma().event.count({ where: { kind: 'application.started' } })).toBe(1);
  });

  test('only a registered town, and it is told who records the registration', async () => {
    const town = await makeTown('Unregistered', world.people.coordinator.id, { registered: false });
    const contact = await makePerson('New Contact', { role: 'contact', townId: town.id });
    await expect(start(world.cycle.id, contact, town.id)).rejects.toMatchObject({
      code: 'not-ready',
      reasons: [{ at: 'town', message: expect.stringContaining('coordinator') }],
    });
    expect((await getHome(contact)).towns[0]).toMatchObject({ registered: false, canStart: { ok: false } });
  });

  test('only in a cycle that is open and has a round left', async () => {
    const later = await makeCycle(world.rulebookId, 2025, ['2025-05-30T17:00:00-04:00']);
    await expect(start(later.id)).rejects.toMatchObject({ code: 'not-ready', reasons: [{ at: 'cycle' }] });
    holdClock('2024-11-15T17:00:01-05:00');
    await expect(start()).rejects.toMatchObject({ code: 'not-ready' });
    expect((await getHome(world.people.contact)).towns[0]?.startable).toEqual([]);
    holdClock('2025-01-10T12:00:00-05:00');
    await start(later.id);
    expect(await prisma().application.count()).toBe(1);
  });
});

describe('the certification held now', () => {
  test('holds through its last day in Connecticut, and makes that year’s application a recertification', async () => {
    await prisma().certification.create({
      data: {
        townId: world.aldbrook.id,
        level: 'bronze',
        year: 2021,
        points: 215,
        awardedOn: new Date('2021-10-01'),
        until: new Date('2024-12-31'),
        decidedById: world.people.coordinator.id,
      },
    });
    const { id } = await start();
    const seen = async () => {
      const view = await getApplication(world.people.contact, id);
      return { held: view.held?.level ?? null, recertifying: view.recertifying };
    };
    expect(await seen()).toEqual({ held: 'bronze', recertifying: true });
    holdClock('2024-12-31T23:59:59-05:00');
    expect((await seen()).held).toBe('bronze');
    holdClock('2025-01-01T00:00:00-05:00');
    expect((await seen()).held).toBeNull();
  });
});

describe('a round returned', () => {
  test('the town mends what was returned and submits again; what is approved stays and is locked', async () => {
    const { contact, editor, coordinator } = world.people;
    const actions = ['dark-skies', 'cool-roofs', 'snow-management'];
    const { id, submissions } = await makeApplication(world, { actions });
    const [good, back] = [submissions['dark-skies']!, submissions['cool-roofs']!];
    await fillOutline(good, editor, 20);
    await fillOutline(back, editor, 10);
    await submitApplication(contact, { application: id, key: randomUUID() });

    await makeRuling(world, good, { step: '1', outcome: 'approved', points: 20, sent: true });
    await makeRuling(world, back, { step: '1', outcome: 'revise', sent: true });
    await prisma().application.update({ where: { id }, data: { status: 'returned' } });
    holdClock('2024-06-10T09:00:00-04:00');
    const returned = await getApplication(contact, id);
    expect(returned.actions.map((a) => [a.actionId, a.status.word, a.awarded, a.submitted])).toEqual([
      ['dark-skies', 'Approved', 20, true],
      ['snow-management', 'Not started', 0, false],
      ['cool-roofs', 'Returned', 0, true],
    ]);
    expect(returned.actions[2]?.note).toMatchObject({ href: `/applications/${id}/cool-roofs?step=1` });
    expect(returned.view).toMatchObject({ next: 'town', by: world.cycle.rounds[1]!.deadline });
    await removeAction(contact, { application: id, action: 'snow-management' });
    await expect(
      removeAction(contact, { application: id, action: 'cool-roofs', confirm: 'yes' }),
    ).rejects.toMatchObject({ code: 'conflict' });

    await saveAnswers(editor, { submission: back, base: 0, changes: { '1.narrative': 'Told more plainly.' } });
    const { toAnswer } = await getSubmission(contact, id, 'cool-roofs');
    await answerPoints(editor, { ruling: toAnswer['1']!, text: ['It says more.'], place: [''] });
    const { round } = await submitApplication(contact, { application: id, key: randomUUID() });
    expect(round).toBe(2);
    const again = await getApplication(coordinator, id);
    expect(again.review).toMatchObject({ steps: 2, ruled: 1, revise: 0, decisionDue: false });
    expect(again.score.awarded).toBe(20);
    expect((await getSubmission(contact, id, 'dark-skies')).locked).toEqual(['1']);
    expect((await getSubmission(contact, id, 'cool-roofs')).rulings).toMatchObject([{ outcome: 'revise', round: 1 }]);
    expect(await prisma().snapshot.count({ where: { applicationId: id } })).toBe(2);
  });
});
