import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { Person } from '@/lib/access/actor';
import { holdClock } from '@/lib/clock';
import { leaveOut } from '@/lib/services/applications/change-actions';
import { getApplication } from '@/lib/services/applications/get-application';
import { submitApplication } from '@/lib/services/applications/submit-application';
import { decideInput } from '@/lib/services/certifications/decide';
import { disablePerson } from '@/lib/services/accounts/keep-people';
import { removeMembership } from '@/lib/services/people/remove-membership';
import { finishReview } from '@/lib/services/reviews/finish-review';
import { askReading, giveReading } from '@/lib/services/reviews/assign-second';
import { returnApplication } from '@/lib/services/reviews/return-application';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { freshDatabase } from '../support/database';
import { decideNow } from '../support/decide-now';
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
  const town = await makeTown(`Turn ${++towns}`, world.people.coordinator.id);
  contact = await makePerson('Connie Contact', { role: 'contact', townId: town.id });
  application = await makeApplication(world, { town, actions: ['sustainable-purchasing', 'dark-skies'] });
  for (const submission of Object.values(application.submissions)) await fillOutline(submission, contact);
  await submit();
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
});

test('waiting steps that nobody was given are the coordinator’s turn, though others are ruled', async () => {
  await assign(world, application, world.people.reviewer, [3]);
  expect(await status()).toMatchObject({ next: 'reviewers' });
  await rule('dark-skies', 'approved');
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
});
