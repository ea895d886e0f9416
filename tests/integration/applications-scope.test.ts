import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/access/actor';
import { publicActor } from '@/lib/auth';
import { holdClock } from '@/lib/clock';
import { applicationFileSchema } from '@/lib/scoring/facts';
import { score } from '@/lib/scoring/score';
import { addAction, leaveOut, removeAction } from '@/lib/services/applications/change-actions';
import { checkApplication } from '@/lib/services/applications/check-application';
import { exportApplication } from '@/lib/services/applications/export-application';
import { getApplication } from '@/lib/services/applications/get-application';
import { getReceipt } from '@/lib/services/applications/get-receipt';
import { getRecord } from '@/lib/services/applications/get-record';
import { setAim } from '@/lib/services/applications/set-aim';
import { startApplication } from '@/lib/services/applications/start-application';
import { submitApplication } from '@/lib/services/applications/submit-application';
import { withdrawApplication } from '@/lib/services/applications/withdraw-application';
import { getSubmission } from '@/lib/services/submissions/get-submission';
import { saveAnswers } from '@/lib/services/submissions/save-answers';
import { freshDatabase } from '../support/database';
import {
  assign,
  fillOutline,
  makeApplication,
  makePerson,
  makeRuling,
  makeWorld,
  setAnswers,
  worldStart,
  type World,
} from '../support/world';
import { prisma } from '../support/owner';

await freshDatabase();
let world: World;
let application: Awaited<ReturnType<typeof makeApplication>>;
const action = 'dark-skies';
const other = 'cool-roofs';

beforeAll(async () => {
  world = await makeWorld();
  application = await makeApplication(world, { actions: [action, other] });
  await fillOutline(application.submissions[action]!, world.people.editor, 20);
  await fillOutline(application.submissions[other]!, world.people.editor, 10);
});

/** Every service that takes an id of an application or of something in it. */
const entrances = (id: string): Record<string, (actor: Actor) => Promise<unknown>> => ({
  getApplication: (actor) => getApplication(actor, id),
  checkApplication: (actor) => checkApplication(actor, id),
  getReceipt: (actor) => getReceipt(actor, id),
  getRecord: (actor) => getRecord(actor, { application: id }),
  exportApplication: (actor) => exportApplication(actor, id),
  getSubmission: (actor) => getSubmission(actor, id, action),
  addAction: (actor) => addAction(actor, { application: id, action: 'open-space-plan' }),
  removeAction: (actor) => removeAction(actor, { application: id, action, confirm: 'yes' }),
  leaveOut: (actor) => leaveOut(actor, { application: id, action, leave: 'yes' }),
  setAim: (actor) => setAim(actor, { application: id, aim: 'gold' }),
  submit: (actor) => submitApplication(actor, { application: id, key: randomUUID() }),
  withdraw: (actor) => withdrawApplication(actor, { application: id, confirm: 'yes' }),
});

describe('what you may not see does not exist', () => {
  // Who else may not see it is told by the access matrix (tests/production).
  test.each(Object.keys(entrances('')))('%s, for a made-up id', async (name) => {
    await expect(entrances(randomUUID())[name]!(world.people.contact)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('reads refuse the public and what is no id at all', async () => {
    await expect(getApplication(publicActor, application.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(getApplication(world.people.contact, 'not-an-id')).rejects.toMatchObject({ code: 'not-found' });
    await expect(getSubmission(world.people.contact, application.id, 'no-action')).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('starting for another town, or in no cycle', async () => {
    const input = { town: world.aldbrook.id, cycle: world.cycle.id, aim: 'bronze' } as const;
    await expect(startApplication(world.people.stranger, input)).rejects.toMatchObject({ code: 'not-found' });
    await expect(startApplication(world.people.contact, { ...input, cycle: randomUUID() })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(startApplication(world.people.viewer, input)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('a submission’s id of another town', async () => {
    const input = { submission: application.submissions[action]!, base: 0, changes: { '1.narrative': 'x' } };
    await expect(saveAnswers(world.people.stranger, input)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the file to keep', () => {
  test('scores exactly as the screen showed, before submitting and after', async () => {
    const check = async (actor: Actor) => {
      const { file, name } = await exportApplication(actor, application.id);
      expect(name).toBe('aldbrook-2024.json');
      const read = applicationFileSchema.parse(JSON.parse(JSON.stringify(file)));
      const shown = (await getApplication(actor, application.id)).score;
      expect(score(world.rulebook, read)).toEqual(shown);
      return shown;
    };
    expect((await check(world.people.viewer)).documented).toBe(30);
    await submitApplication(world.people.contact, { application: application.id, key: randomUUID() });
    await assign(world, application);
    holdClock('2024-04-20T09:00:00-04:00');
    await check(world.people.editor);
    await check(world.people.reviewer);
  });
});

describe('rulings reach the town when they are sent', () => {
  beforeAll(async () => {
    await prisma().application.update({ where: { id: application.id }, data: { status: 'in_review' } });
    await makeRuling(world, application.submissions[action]!, { step: '1', outcome: 'approved', points: 15 });
    await prisma().event.create({
      data: {
        at: new Date(worldStart),
        kind: 'ruling.made',
        actorId: world.people.reviewer.id,
        townId: world.aldbrook.id,
        applicationId: application.id,
        details: { action, step: '1', round: 1 },
      },
    });
  });

  const seen = async (actor: Actor) => {
    const view = await getApplication(actor, application.id);
    const submission = await getSubmission(actor, application.id, action);
    const record = await getRecord(actor, { application: application.id });
    const { file } = await exportApplication(actor, application.id);
    return {
      awarded: view.score.awarded,
      row: view.actions.find((a) => a.actionId === action)!.awarded,
      rulings: submission.rulings.length,
      facts: submission.facts.submissions.flatMap((s) => s.rulings).length,
      exported: file.submissions.flatMap((s) => s.rulings).length,
      ruled: view.review.ruled,
      told: record.entries.some((entry) => entry.text.startsWith('Ruled on')),
      word: view.actions.find((a) => a.actionId === action)!.status.word,
    };
  };
  const nothing = {
    awarded: 0,
    row: 0,
    rulings: 0,
    facts: 0,
    exported: 0,
    ruled: 0,
    told: false,
    word: 'With the reviewer',
  };
  const all = { awarded: 15, row: 15, rulings: 1, facts: 1, exported: 1, ruled: 1, told: true, word: 'Approved' };

  test('staff see them, the town does not, nor anybody who belongs to the town besides', async () => {
    expect(await seen(world.people.reviewer)).toEqual(all);
    expect(await seen(world.people.coordinator)).toEqual(all);
    for (const actor of [world.people.contact, world.people.viewer, world.people.helper])
      expect(await seen(actor)).toEqual(nothing);
    const reviewerToo = await makePerson(
      'Two Hats',
      { role: 'viewer', townId: world.aldbrook.id },
      { role: 'reviewer' },
    );
    await assign(world, application, reviewerToo);
    expect(await seen(reviewerToo)).toEqual(nothing);
    const coordinatorToo = await makePerson(
      'Three Hats',
      { role: 'viewer', townId: world.aldbrook.id },
      { role: 'coordinator' },
    );
    expect(await seen(coordinatorToo)).toEqual(nothing);
  });

  test('once sent, the town reads them and the approved step is locked', async () => {
    await prisma().ruling.updateMany({ data: { sentAt: new Date(worldStart) } });
    await prisma().application.update({ where: { id: application.id }, data: { status: 'returned' } });
    const { awarded, rulings, told } = await seen(world.people.contact);
    expect({ awarded, rulings, told }).toEqual({ awarded: 15, rulings: 1, told: false });
    expect((await getSubmission(world.people.contact, application.id, action)).locked).toEqual(['1']);
    await expect(
      leaveOut(world.people.contact, { application: application.id, action, leave: 'yes' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      removeAction(world.people.contact, { application: application.id, action, confirm: 'yes' }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('actions of an application', () => {
  test('an action with answers is removed only when that is confirmed, and its answers with it', async () => {
    const draft = await makeApplication(world, { town: world.harrow, actions: [action] });
    const { stranger: contact } = world.people;
    await addAction(contact, { application: draft.id, action: other });
    await addAction(contact, { application: draft.id, action: other });
    expect((await getApplication(contact, draft.id)).actions.map((a) => a.actionId)).toEqual([action, other]);
    await removeAction(contact, { application: draft.id, action: other });
    await setAnswers(draft.submissions[action]!, { '1': { narrative: 'Begun' } });
    const remove = { application: draft.id, action };
    await expect(removeAction(contact, remove)).rejects.toMatchObject({
      code: 'not-ready',
      reasons: [{ at: 'confirm' }],
    });
    await removeAction(contact, { ...remove, confirm: 'yes' });
    expect((await getApplication(contact, draft.id)).actions).toEqual([]);
    await expect(addAction(contact, { application: draft.id, action: 'made-up' })).rejects.toMatchObject({
      code: 'invalid',
    });
    const { entries } = await getRecord(contact, { application: draft.id });
    expect(entries.map((e) => e.text)).toEqual([
      'Took 3.13 Promote Dark Skies out of the application.',
      'Took 5.8 Promote Cool Roofs out of the application.',
      'Added 5.8 Promote Cool Roofs.',
    ]);
  });
});
