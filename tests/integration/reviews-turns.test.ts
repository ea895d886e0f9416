import { randomUUID } from 'node:crypto';
import { createElement } from 'react';
import { renderToStaticMarkup as html } from 'react-dom/server';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { SendRound } from '@/components/review/send-round';
import { NextStep } from '@/components/submission/next-step';
import type { Person } from '@/lib/access/actor';
import { actorOf } from '@/lib/auth';
import { holdClock, now } from '@/lib/clock';
import { leaveOut } from '@/lib/services/applications/change-actions';
import { getApplication } from '@/lib/services/applications/get-application';
import { withdrawApplication } from '@/lib/services/applications/withdraw-application';
import { closeCycle } from '@/lib/services/cycles/close-cycle';
import { extendDeadline, extendDeadlineInput } from '@/lib/services/cycles/extend-deadline';
import { getCycle } from '@/lib/services/cycles/get-cycle';
import { getCoordinatorHome } from '@/lib/services/people/get-coordinator-home';
import { assignInBulk, assignRequest, previewAssignments, undoBatch } from '@/lib/services/reviews/assign-bulk';
import { declareConflict } from '@/lib/services/reviews/assign-conflict';
import { askHandover } from '@/lib/services/reviews/assign-handover';
import { getAssigning } from '@/lib/services/reviews/get-assigning';
import { submitApplication } from '@/lib/services/applications/submit-application';
import { decideInput } from '@/lib/services/certifications/decide';
import { disablePerson } from '@/lib/services/accounts/keep-people';
import { removeMembership } from '@/lib/services/people/remove-membership';
import { finishReview } from '@/lib/services/reviews/finish-review';
import { askClarification, askClarificationInput } from '@/lib/services/reviews/ask-clarification';
import { askReading, giveReading } from '@/lib/services/reviews/assign-second';
import { returnApplication } from '@/lib/services/reviews/return-application';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { leftToRule } from '@/lib/workflow/left-to-rule';
import { submittedSteps } from '@/lib/workflow/ruling';
import { getSubmission } from '@/lib/services/submissions/get-submission';
import { freshDatabase } from '../support/database';
import { decideNow } from '../support/decide-now';
import { joinTown } from '../support/join-town';
import { prisma } from '../support/owner';
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

/* Whose turn it is where it is easily got wrong: whom the status names can do what it says. */

await freshDatabase();
let world: World;
let contact: Person;
let application: Awaited<ReturnType<typeof makeApplication>>;
let town: string;
let towns = 0;

const of = (action: string) => application.submissions[action]!;
const submit = () => submitApplication(contact, { application: application.id, key: randomUUID() });
const rule = (action: string, outcome: 'approved' | 'revise' | 'not-approved') =>
  ruleStep(
    world.people.reviewer,
    ruleStepInput.parse({
      submission: of(action),
      step: '1',
      outcome,
      reason: outcome === 'approved' ? '' : 'Say more.',
    }),
  );
const finish = () => finishReview(world.people.reviewer, { application: application.id });
const back = () => returnApplication(world.people.reviewer, { application: application.id });
const status = async (actor = world.people.coordinator) => (await getApplication(actor, application.id)).view;
const decide = () =>
  decideNow(world.people.coordinator, decideInput.parse({ application: application.id, level: 'none' }));

beforeAll(async () => {
  world = await makeWorld();
});

/** An action of category 2 and one of category 3, submitted to round 1. */
beforeEach(async () => {
  holdClock(worldStart);
  const fixture = await makeTown(`Turn ${++towns}`, world.people.coordinator.id);
  town = fixture.id;
  contact = await makePerson('Connie Contact', { role: 'contact', townId: town });
  application = await makeApplication(world, { town: fixture, actions: ['sustainable-purchasing', 'dark-skies'] });
  for (const submission of Object.values(application.submissions)) await fillOutline(submission, contact);
  await submit();
});

/** What the bar of whose turn it is says to somebody: whether it is theirs, and where it leads. */
async function bar(actor: Person): Promise<string> {
  const page = html(createElement(NextStep, { view: await getApplication(actor, application.id), at: now() }));
  const [link] = /(?<=<a [^>]*>)[^<]+/.exec(page) ?? ['nowhere'];
  return `${page.includes('calm') ? 'others' : 'you'}: ${link}`;
}
/** What the button that sends the round says beside it. */
async function sending(actor: Person): Promise<string> {
  const view = await getApplication(actor, application.id);
  const left = leftToRule(submittedSteps(view.score), view.own);
  const none = () => Promise.resolve({ ok: true as const, value: null });
  return html(createElement(SendRound, { view, left, next: undefined, returnRound: none, finish: none }));
}

test('the bar leads whoever acts to what they do, and nobody else', async () => {
  const { coordinator, reviewer } = world.people;
  const viewer = await makePerson('Vic Viewer', { role: 'viewer', townId: town });
  expect(await bar(coordinator)).toBe('you: Assign a reviewer');
  await assign(world, application, reviewer, [3]);
  await rule('dark-skies', 'approved');
  expect(await bar(coordinator)).toBe('you: Assign a reviewer');
  await assign(world, application, reviewer, [2]);
  await rule('sustainable-purchasing', 'revise');
  expect([await bar(reviewer), await bar(coordinator)]).toEqual(['you: Go and send the round', 'others: nowhere']);

  holdClock('2024-11-15T17:00:00.001-05:00');
  expect([await bar(reviewer), await bar(coordinator)]).toEqual(['others: nowhere', 'you: Go to the step']);
  expect(await sending(reviewer)).toContain('A coordinator can open a clarification or another round;');
  const day = { 'deadline.month': '11', 'deadline.day': '29', 'deadline.year': '2024' };
  const asked = { submission: of('sustainable-purchasing'), step: '1', reason: 'Which goods?', ...day };
  await askClarification(coordinator, askClarificationInput.parse(asked));
  expect(await bar(contact)).toBe('you: Answer it');
  for (const who of [viewer, reviewer, coordinator]) expect(await bar(who)).toBe('others: nowhere');
  expect(await sending(coordinator)).toContain('is asked for a clarification');
  holdClock('2024-11-29T17:00:00.001-05:00');
  expect([await bar(contact), await bar(coordinator)]).toEqual(['others: nowhere', 'you: Go to the step']);
  expect(await sending(coordinator)).toContain('is asked for a clarification');

  await withdrawApplication(contact, { application: application.id, confirm: 'yes' });
  expect((await getSubmission(contact, application.id, 'sustainable-purchasing')).special).toEqual({});
  const words = (await getApplication(contact, application.id)).actions.map((row) => row.status.word);
  expect(words).not.toContain('Clarification late');
});

test('a ruling made after the review was finished makes it the reviewers’ turn again, until it is sent', async () => {
  await assign(world, application);
  await rule('dark-skies', 'approved');
  await rule('sustainable-purchasing', 'not-approved');
  await finish();
  expect(await status()).toMatchObject({ next: 'coordinator', deed: 'decide' });
  await rule('sustainable-purchasing', 'approved');
  expect(await status()).toMatchObject({ next: 'reviewers' });
  await expect(decide()).rejects.toMatchObject({ code: 'not-ready' });
  await finish();
  expect(await status()).toMatchObject({ next: 'coordinator', deed: 'decide' });
});

test('an application submitted again without what was returned is to be decided, and is', async () => {
  await assign(world, application);
  await rule('dark-skies', 'approved');
  await rule('sustainable-purchasing', 'revise');
  await back();
  await leaveOut(contact, { application: application.id, action: 'sustainable-purchasing', leave: 'yes' });
  await submit();
  expect(await status()).toMatchObject({ next: 'coordinator', deed: 'decide' });
  expect((await decide()).sent).toBe(true);
});

test('a returned application whose last deadline has passed is the coordinator’s, who can extend it', async () => {
  await assign(world, application);
  await rule('dark-skies', 'approved');
  await rule('sustainable-purchasing', 'revise');
  await back();
  expect(await status(contact)).toMatchObject({ next: 'town' });
  holdClock('2024-11-15T17:00:00.001-05:00');
  await expect(submit()).rejects.toMatchObject({ code: 'conflict' });
  expect(await status(contact)).toMatchObject({ next: 'coordinator', town: 'Deadline passed' });
  expect(await bar(world.people.coordinator)).toBe('you: Give more time');
});

test('a returned application in a closed cycle is the coordinator’s, who can still give the town more time, and no other', async () => {
  const { coordinator } = world.people;
  const cycle = world.cycle.id;
  await assign(world, application);
  await rule('dark-skies', 'approved');
  await rule('sustainable-purchasing', 'revise');
  await back();
  holdClock('2024-11-15T17:00:00.001-05:00');
  await closeCycle(coordinator, { cycle });
  const turn = { next: 'coordinator', deed: 'extend the deadline for the town' };
  expect(await status(contact)).toMatchObject(turn);
  expect((await getCoordinatorHome(coordinator)).filter(({ id }) => id === application.id)).toMatchObject([
    { view: turn },
  ]);
  // Other tests of this file return applications of the same cycle.
  const { towns: offered } = await getCycle(coordinator, cycle);
  expect(offered.map(({ id }) => id)).toContain(town);
  expect(offered.map(({ id }) => id)).not.toContain(world.aldbrook.id);
  const date = { 'deadline.month': '12', 'deadline.day': '2', 'deadline.year': '2024' };
  const extend = (to: string) =>
    extendDeadline(coordinator, extendDeadlineInput.parse({ cycle, number: '3', town: to, reason: 'Ill.', ...date }));
  await expect(extend(world.aldbrook.id)).rejects.toThrow('Only a town whose application was returned');
  await extend(town);
  expect(await status(contact)).toMatchObject({ next: 'town', deed: 'fix 1 returned step and submit again' });
  await leaveOut(contact, { application: application.id, action: 'sustainable-purchasing', leave: 'yes' });
  await submit();
  expect(await status()).toMatchObject({ next: 'coordinator', deed: 'decide' });
  await prisma().cycle.update({ where: { id: cycle }, data: { closed: false } });
});

test('once every step is ruled on, the reviewers are to send the rulings', async () => {
  await assign(world, application);
  await rule('dark-skies', 'approved');
  expect(await status()).toMatchObject({ next: 'reviewers', deed: 'rule on each step' });
  await rule('sustainable-purchasing', 'not-approved');
  expect(await status()).toMatchObject({ next: 'reviewers', deed: 'send the rulings to the town' });
  expect(await status(contact)).toMatchObject({ next: 'reviewers', deed: 'rule on each step' });
});

test('a bulk assignment is not taken back of an application that has ended', async () => {
  const { coordinator, reviewer } = world.people;
  const request = assignRequest.parse({ applications: application.id, reviewer: reviewer.id });
  const { mark } = await previewAssignments(coordinator, request);
  const { batch } = await assignInBulk(coordinator, { ...request, mark });
  await withdrawApplication(contact, { application: application.id, confirm: 'yes' });
  await expect(undoBatch(coordinator, { batch })).rejects.toThrow('has ended; their reviewers stay on the record');
  expect(await prisma().assignment.count({ where: { applicationId: application.id } })).toBe(1);
});

test('a request to hand over is nobody’s to settle once the assignment was undone, or the application has ended', async () => {
  const { coordinator, reviewer } = world.people;
  const asked = async () => (await getAssigning(coordinator)).handovers.map((one) => one.application);
  const request = assignRequest.parse({ applications: application.id, reviewer: reviewer.id });
  const { mark } = await previewAssignments(coordinator, request);
  const { batch } = await assignInBulk(coordinator, { ...request, mark });
  const ask = () => askHandover(reviewer, { application: application.id, reason: 'On leave from Monday.' });
  await ask();
  expect(await asked()).toContain(application.id);
  await undoBatch(coordinator, { batch });
  expect(await asked()).not.toContain(application.id);

  await assign(world, application);
  await ask();
  expect(await asked()).toContain(application.id);
  await withdrawApplication(contact, { application: application.id, confirm: 'yes' });
  expect(await asked()).not.toContain(application.id);
});

test('waiting steps that nobody was given are the coordinator’s turn, though others are ruled', async () => {
  await assign(world, application, world.people.reviewer, [3]);
  expect(await status()).toMatchObject({ next: 'reviewers' });
  expect(await sending(world.people.reviewer)).toContain('Rule on 1 more step first; 1 step waits for others.');
  await rule('dark-skies', 'approved');
  expect(await sending(world.people.reviewer)).toContain('1 step waits for others. The round is sent once');
  expect(await sending(world.people.coordinator)).toContain('Rule on 1 more step first.');
  expect(await status()).toMatchObject({ next: 'coordinator', deed: 'assign reviewers' });
});

test('who was asked to read a step again and is then given it gives the reading first, and is told so', async () => {
  const { otherReviewer, coordinator } = world.people;
  await assign(world, application);
  const place = { submission: of('dark-skies'), step: '1' };
  await askReading(coordinator, place);
  const { readerId } = await prisma().secondReading.findFirstOrThrow({ where: { submissionId: place.submission } });
  expect(readerId).toBe(otherReviewer.id);
  await assign(world, application, otherReviewer);
  const ruling = ruleStepInput.parse({ ...place, outcome: 'approved' });
  await expect(ruleStep(otherReviewer, ruling)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('second time') as string,
  });
  await giveReading(otherReviewer, ruling);
  await ruleStep(otherReviewer, ruling);
});

test.each([
  [
    'loses the role',
    (id: string) =>
      prisma()
        .membership.findFirstOrThrow({ where: { userId: id } })
        .then((membership) => removeMembership(world.people.coordinator, { membership: membership.id })),
  ],
  ['is closed out', (id: string) => disablePerson(world.people.coordinator, { person: id, reason: 'Moved away.' })],
  ['joins the town', (id: string) => joinTown(id, town)],
  [
    'declares a conflict',
    async (id: string) =>
      declareConflict((await actorOf(id))!, { town: `turn-${towns}`, reason: 'A cousin works there.' }),
  ],
])('what a reviewer had waits for a new reader once somebody %s, and that is on the record', async (_, leave) => {
  const leaving = await makePerson('Lea Leaving', { role: 'reviewer' });
  await assign(world, application, leaving);
  expect(await status()).toMatchObject({ next: 'reviewers' });
  await leave(leaving.id);
  expect(await status()).toMatchObject({ next: 'coordinator', deed: 'assign reviewers' });
  const where = { applicationId: application.id, kind: 'application.assigned' };
  expect(await prisma().event.findFirst({ where })).toMatchObject({
    details: { reviewer: leaving.id, released: true },
  });
  expect(await prisma().assignment.count({ where: { reviewerId: leaving.id } })).toBe(0);
});
