import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { systemActor } from '@/lib/auth';
import { holdClock, now } from '@/lib/clock';
import { newYorkClock, newYorkInstant } from '@/lib/services/cycles/wall-clock';
import { submitApplication } from '@/lib/services/applications/submit-application';
import { decideInput } from '@/lib/services/certifications/decide';
import { deliverMail } from '@/lib/services/mail/deliver-mail';
import { listLetters } from '@/lib/services/mail/list-letters';
import { writeDigests } from '@/lib/services/mail/write-digests';
import { writeReminders } from '@/lib/services/mail/write-reminders';
import { assignReviewer, assignReviewerInput } from '@/lib/services/reviews/assign-reviewer';
import { finishReview } from '@/lib/services/reviews/finish-review';
import { returnApplication } from '@/lib/services/reviews/return-application';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { answerPoints } from '@/lib/services/submissions/answer-points';
import { decideNow } from '../support/decide-now';
import { freshDatabase } from '../support/database';
import { filedIn } from '../support/letters';
import { prisma } from '../support/owner';
import { fillOutline, makeApplication, makePerson, makeWorld, type World } from '../support/world';

/*
 * The inboxes of a story: one application from its first reminder to its decision, over six weeks of a held clock, with
 * two contacts, two reviewers and a coordinator. Each got these letters, in this order, and no other.
 */

await freshDatabase();

let world: World;
const inboxes: Record<string, string[]> = {};
const names: Record<string, string> = {};

beforeAll(async () => {
  world = await makeWorld();
  const { contact, reviewer, otherReviewer, coordinator } = world.people;
  const second = await makePerson('Theo Contact', { role: 'contact', townId: world.aldbrook.id });
  const everybody = { contact, second, reviewer, otherReviewer, coordinator };
  for (const [name, { email }] of Object.entries(everybody)) Object.assign(names, { [email]: name });
  for (const name of Object.keys(everybody)) inboxes[name] = [];
});

const waiting = () => prisma().mail.findMany({ where: { outcome: null }, orderBy: { createdAt: 'asc' } });

/** Sends what waits, as the jobs of the queue would, and puts it into the inboxes with the day and time. */
async function deliver(): Promise<void> {
  for (let rows = await waiting(); rows.length > 0; rows = await waiting())
    for (const { id } of rows) await deliverMail(systemActor, { mail: id });
  const { day, time } = newYorkClock(now());
  for (const { file, to, subject } of await filedIn(process.env.MAIL_DIR!)) {
    const name = names[to];
    if (!name) throw new Error(`a letter to somebody outside the story: ${to}`);
    inboxes[name]!.push(`${day.slice(5)} ${time} ${subject}`);
    await rm(file);
  }
}

/** Lets the mornings pass up to a day's, and stops on it at 10:00. */
async function until(end: string): Promise<void> {
  for (let at = now(); newYorkClock(at).day < end;) {
    at = new Date(at.getTime() + 24 * 3_600_000);
    for (const time of ['07:00', '08:00']) {
      holdClock(newYorkInstant(newYorkClock(at).day, time)!);
      await writeReminders(systemActor);
      await writeDigests(systemActor);
      await deliver();
    }
  }
  holdClock(newYorkInstant(end, '10:00')!);
}

const submit = async (application: string) => {
  await submitApplication(world.people.contact, { application, key: randomUUID() });
  await deliver();
};

test('each inbox holds exactly the right letters, in order', async () => {
  const { contact, editor, reviewer, otherReviewer, coordinator } = world.people;
  const [first, second] = world.cycle.rounds;
  const at = (day: string) => new Date(`${day}T17:00:00-04:00`);
  await prisma().round.update({
    where: { id: first!.id },
    data: { deadline: at('2024-05-31'), reviewBy: at('2024-06-14') },
  });
  await prisma().round.update({
    where: { id: second!.id },
    data: { deadline: at('2024-06-28'), reviewBy: at('2024-07-12') },
  });
  const actions = ['dark-skies', 'cultural-assets'];
  const { id, submissions } = await makeApplication(world, { actions });
  for (const action of actions) await fillOutline(submissions[action]!, editor, 10);
  const categoryOf = (action: string) => world.rulebook.actions.find((one) => one.id === action)!.category;
  const rule = (who: typeof reviewer, action: string, outcome: string) =>
    ruleStep(
      who,
      ruleStepInput.parse({
        submission: submissions[action],
        step: '1',
        outcome,
        points: 10,
        reason: 'Say which lights.',
      }),
    );

  holdClock('2024-05-26T10:00:00-04:00');
  await until('2024-05-30');
  await submit(id);
  await until('2024-05-31');
  for (const [who, action] of [
    [reviewer, 'dark-skies'],
    [otherReviewer, 'cultural-assets'],
  ] as const)
    await assignReviewer(
      coordinator,
      assignReviewerInput.parse({ application: id, reviewer: who.id, categories: [categoryOf(action)] }),
    );
  await deliver();
  await until('2024-06-12');
  await rule(otherReviewer, 'cultural-assets', 'approved');
  await until('2024-06-17');
  await rule(reviewer, 'dark-skies', 'revise');
  await returnApplication(reviewer, { application: id });
  await deliver();
  await until('2024-06-27');
  const { id: ruling } = await prisma().ruling.findFirstOrThrow({ where: { outcome: 'revise' } });
  await answerPoints(editor, { ruling, text: ['The lights of the green.'], place: ['Narrative'] });
  await submit(id);
  await until('2024-06-29');
  await rule(reviewer, 'dark-skies', 'approved');
  await finishReview(reviewer, { application: id });
  await deliver();
  await until('2024-07-01');
  await decideNow(coordinator, decideInput.parse({ application: id, level: 'none' }));
  await deliver();
  await until('2024-07-03');

  const receipts = await prisma().snapshot.findMany({ where: { kind: 'submitted' }, orderBy: { round: 'asc' } });
  const contacts = [
    '05-28 07:00 Aldbrook: round 1 ends in 3 days',
    '05-30 07:00 Aldbrook: round 1 ends tomorrow',
    `05-30 10:00 Received: Aldbrook, round 1, receipt ${receipts[0]?.receipt}`,
    '06-17 10:00 Aldbrook: the reviewers returned 1 step to work on',
    '06-25 07:00 Aldbrook: round 2 ends in 3 days',
    '06-27 07:00 Aldbrook: round 2 ends tomorrow',
    `06-27 10:00 Received: Aldbrook, round 2, receipt ${receipts[1]?.receipt}`,
    '06-29 10:00 Aldbrook: the review is finished',
    '07-01 10:00 Aldbrook: the application was decided',
  ];
  expect(inboxes).toEqual({
    contact: contacts,
    second: contacts,
    reviewer: [
      '06-01 08:00 Town Green, Saturday, June 1, 2024: 1 new, 1 waiting',
      '06-03 08:00 Town Green, Monday, June 3, 2024: 1 waiting',
      '06-10 08:00 Town Green, Monday, June 10, 2024: 1 waiting',
      '06-11 07:00 Aldbrook: your review is due Friday, June 14, 2024',
      '06-15 07:00 Aldbrook: your review is overdue',
      '06-15 08:00 Town Green, Saturday, June 15, 2024: 1 overdue',
      '06-16 08:00 Town Green, Sunday, June 16, 2024: 1 overdue',
      '06-17 08:00 Town Green, Monday, June 17, 2024: 1 overdue',
      '06-28 08:00 Town Green, Friday, June 28, 2024: 1 new',
    ],
    otherReviewer: [
      '06-01 08:00 Town Green, Saturday, June 1, 2024: 1 new, 1 waiting',
      '06-03 08:00 Town Green, Monday, June 3, 2024: 1 waiting',
      '06-10 08:00 Town Green, Monday, June 10, 2024: 1 waiting',
      '06-11 07:00 Aldbrook: your review is due Friday, June 14, 2024',
    ],
    coordinator: [
      '05-31 08:00 Town Green, Friday, May 31, 2024: 1 new',
      '06-15 08:00 Town Green, Saturday, June 15, 2024: 1 overdue',
      '06-16 08:00 Town Green, Sunday, June 16, 2024: 1 overdue',
      '06-17 08:00 Town Green, Monday, June 17, 2024: 1 overdue',
      '06-30 08:00 Town Green, Sunday, June 30, 2024: 1 new',
      '07-01 08:00 Town Green, Monday, July 1, 2024: 1 waiting',
    ],
  });

  // The portal shows the same to read, and what came as a line of the digest besides.
  const read = async (who: typeof contact) => (await listLetters(who)).letters.map(({ subject }) => subject).reverse();
  expect(await read(contact)).toEqual(contacts.map((line) => line.slice(12)));
  expect((await read(coordinator)).filter((subject) => !subject.startsWith('Town Green'))).toEqual([
    'Aldbrook: the review is late',
  ]);
  expect((await read(otherReviewer))[0]).toBe('1 application assigned to you');
}, 120_000);
