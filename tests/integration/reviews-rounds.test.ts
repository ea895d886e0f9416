import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { holdClock } from '@/lib/clock';
import { checkApplication } from '@/lib/services/applications/check-application';
import { getApplication } from '@/lib/services/applications/get-application';
import { submitApplication } from '@/lib/services/applications/submit-application';
import { extendDeadline, extendDeadlineInput } from '@/lib/services/cycles/extend-deadline';
import { boardFilter, getBoard } from '@/lib/services/reviews/get-board';
import { getDesk } from '@/lib/services/reviews/get-desk';
import { getQueue } from '@/lib/services/reviews/get-queue';
import { returnApplication } from '@/lib/services/reviews/return-application';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { answerPoints } from '@/lib/services/submissions/answer-points';
import { freshDatabase } from '../support/database';
import { statements } from '../support/statements';
import {
  assign,
  fillOutline,
  makeApplication,
  makePerson,
  makeTown,
  makeWorld,
  worldStart,
  type World,
} from '../support/world';
import { makeSubmitted } from './reviews-file';
import { prisma } from '../support/owner';

await freshDatabase();
let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

describe('more time', () => {
  test('lets a town submit after the round closed for all others, and only that town', async () => {
    const { contact, coordinator } = world.people;
    const application = await makeApplication(world, { actions: ['dark-skies'] });
    await fillOutline(application.submissions['dark-skies']!, contact);
    holdClock('2024-11-15T17:00:01-05:00');
    const submit = () => submitApplication(contact, { application: application.id, key: randomUUID() });
    await expect(submit()).rejects.toMatchObject({ code: 'conflict' });
    await extendDeadline(
      coordinator,
      extendDeadlineInput.parse({
        cycle: world.cycle.id,
        number: '3',
        town: world.aldbrook.id,
        reason: 'Illness in a small office.',
        'deadline.month': '11',
        'deadline.day': '22',
        'deadline.year': '2024',
      }),
    );
    const other = await makeApplication(world, { town: world.harrow, actions: ['dark-skies'] });
    await fillOutline(other.submissions['dark-skies']!, world.people.stranger);
    await expect(
      submitApplication(world.people.stranger, { application: other.id, key: randomUUID() }),
    ).rejects.toMatchObject({ code: 'conflict' });
    holdClock('2024-11-22T17:00:00-05:00');
    await submit();
    expect(await getApplication(contact, application.id)).toMatchObject({ status: 'submitted', round: 3 });
    await expect(
      extendDeadline(
        coordinator,
        extendDeadlineInput.parse({
          cycle: world.cycle.id,
          number: '3',
          town: world.aldbrook.id,
          reason: 'Once more.',
          'deadline.month': '12',
          'deadline.day': '22',
          'deadline.year': '2024',
        }),
      ),
    ).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a round sent back', () => {
  test('is fixed, submitted again and ruled again, with the approved step left alone', async () => {
    holdClock(worldStart);
    const town = await makeTown('Cedar Falls', world.people.coordinator.id);
    const { reviewer } = world.people;
    const contact = await makePerson('Cy Contact', { role: 'contact', townId: town.id });
    const application = await makeApplication(world, { town, actions: ['dark-skies', 'green-grounds'] });
    const of = (action: string) => application.submissions[action]!;
    await fillOutline(of('dark-skies'), contact);
    await fillOutline(of('green-grounds'), contact);
    await submitApplication(contact, { application: application.id, key: randomUUID() });
    await assign(world, application);
    const rule = (action: string, more: object) =>
      ruleStep(reviewer, ruleStepInput.parse({ submission: of(action), step: '1', ...more }));
    await rule('dark-skies', { outcome: 'approved' });
    const { ruling } = await rule('green-grounds', { outcome: 'revise', reason: 'Name the grounds.' });
    await returnApplication(reviewer, { application: application.id });
    expect((await getApplication(contact, application.id)).actions.map((a) => a.status.word).sort()).toEqual([
      'Approved',
      'Returned',
    ]);
    const toMend = async () =>
      (await checkApplication(contact, application.id)).included.map((a) => [a.actionId, a.problems.length]);
    expect(await toMend()).toEqual([
      ['green-grounds', 1],
      ['dark-skies', 0],
    ]);
    expect((await getApplication(contact, application.id)).toMend).toEqual(['green-grounds']);
    await answerPoints(contact, { ruling, text: ['The two lawns of the town hall.'], place: ['Narrative'] });
    expect((await toMend()).map(([, problems]) => problems)).toEqual([0, 0]);
    await submitApplication(contact, { application: application.id, key: randomUUID() });
    const again = await getApplication(reviewer, application.id);
    expect(again).toMatchObject({ status: 'submitted', round: 2, review: { steps: 2, ruled: 1, revise: 0 } });
    expect((await getDesk(reviewer, application.id, 'green-grounds'))?.earlier).toMatchObject({
      round: 1,
      submission: { action: 'green-grounds' },
      ruled: { '1': 'revise' },
    });
    expect((await getDesk(reviewer, application.id, 'dark-skies'))?.earlier?.ruled).toEqual({ '1': 'approved' });
    expect(await getDesk(contact, application.id, 'green-grounds')).toBeNull();
    await expect(rule('dark-skies', { outcome: 'revise', reason: 'After all.' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await rule('green-grounds', { outcome: 'approved' });
    expect((await getApplication(reviewer, application.id)).review).toMatchObject({ ruled: 2, decisionDue: true });
  });
});

describe('as it grows', () => {
  test('queue and board ask the database the same number of questions', async () => {
    holdClock(worldStart);
    const { reviewer, coordinator } = world.people;
    const add = async (name: string) => assign(world, await makeSubmitted(world, await makeTown(name, coordinator.id)));
    await add('Elm Crossing');
    const queue = () => statements(() => getQueue(reviewer));
    const board = () => statements(() => getBoard(coordinator, boardFilter.parse({})));
    await queue();
    const before = [await queue(), await board()];
    const shown = (await getBoard(coordinator, boardFilter.parse({}))).all.length;
    for (let n = 0; n < 8; n++) await add(`Mill Village ${n}`);
    expect([await queue(), await board()]).toEqual(before);
    expect(before.every((count) => count > 3)).toBe(true);
    expect((await getBoard(coordinator, boardFilter.parse({}))).all).toHaveLength(shown + 8);
    expect(await prisma().application.count()).toBe(shown + 8);
  });

  test('the board filters by town, council, status and who acts next, and is closed to all but coordinators', async () => {
    const { coordinator, contact, reviewer } = world.people;
    const shown = async (filter: object) =>
      (await getBoard(coordinator, boardFilter.parse(filter))).shown.map((line) => line.town.name);
    expect(await shown({ town: 'VILLAGE 3' })).toEqual(['Mill Village 3']);
    expect(await shown({ council: 'Elsewhere' })).toEqual([]);
    expect(await shown({ status: 'To be assigned' })).toEqual(['Aldbrook']);
    expect(await shown({ next: 'coordinator' })).toContain('Aldbrook');
    expect(await shown({ next: 'nonsense', year: 'soon', town: ['a', 'b'] })).toEqual(await shown({}));
    for (const who of [contact, reviewer])
      await expect(getBoard(who, boardFilter.parse({}))).rejects.toMatchObject({ code: 'not-found' });
  });
});
