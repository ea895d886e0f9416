import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { systemActor } from '@/lib/auth';
import { holdClock } from '@/lib/clock';
import { submitApplication } from '@/lib/services/applications/submit-application';
import { withdrawApplication } from '@/lib/services/applications/withdraw-application';
import { deadlineDays, dueReminder, morningBefore } from '@/lib/services/mail/reminder-moments';
import { writeDigests } from '@/lib/services/mail/write-digests';
import { writeReminders } from '@/lib/services/mail/write-reminders';
import { applicationWorld, makeDarkSkies } from '../support/application-world';
import { emptyTables } from '../support/database';
import { mailbox } from '../support/mailbox';
import { prisma } from '../support/owner';
import { assign, makeApplication, makePerson } from '../support/world';

const world = await applicationWorld();
const { contact, reviewer, coordinator } = world.people;

beforeEach(async () => {
  await emptyTables('mails, digest_days, letter_choices');
});

const subjects = async () => (await mailbox()).map(({ to, subject }) => `${to}: ${subject}`);
/** What two workers that look at an instant, once more than they need to, send. */
async function remindAt(instant: string): Promise<string[]> {
  holdClock(instant);
  await Promise.all([writeReminders(systemActor), writeReminders(systemActor)]);
  await writeReminders(systemActor);
  return subjects();
}
const reminder = (words: string) => [`${contact.email}: Aldbrook: ${words}`];

describe('the moment of a reminder', () => {
  // The first night skips an hour, the second has one twice; the last deadline is inside of it.
  test.each([
    ['2024-05-31T17:00:00-04:00', 14, '2024-05-17T07:00:00-04:00'],
    ['2024-03-11T17:00:00-04:00', 3, '2024-03-08T07:00:00-05:00'],
    ['2024-03-11T00:30:00-04:00', 1, '2024-03-10T07:00:00-04:00'],
    ['2024-03-11T17:00:00-04:00', 1, '2024-03-10T07:00:00-04:00'],
    ['2024-11-04T17:00:00-05:00', 1, '2024-11-03T07:00:00-05:00'],
    ['2024-11-04T17:00:00-05:00', 3, '2024-11-01T07:00:00-04:00'],
    ['2024-11-03T01:30:00-05:00', 1, '2024-11-02T07:00:00-04:00'],
    ['2024-11-03T23:59:00-05:00', -1, '2024-11-04T07:00:00-05:00'],
    ['2024-12-31T23:59:00-05:00', -8, '2025-01-08T07:00:00-05:00'],
  ])('of %s, %i days before, is %s', (instant, days, moment) => {
    expect(morningBefore(new Date(instant), days)).toEqual(new Date(moment));
  });

  test('lasts a day, and none is due that passed before it could be', () => {
    const deadline = new Date('2024-05-31T17:00:00-04:00');
    const due = (at: string, since = '2024-01-01T00:00:00-05:00') =>
      dueReminder(deadline, deadlineDays, new Date(since), new Date(at));
    expect(due('2024-05-28T06:59:59-04:00')).toBeNull();
    expect(due('2024-05-28T07:00:00-04:00')).toBe(3);
    expect(due('2024-05-29T06:59:59-04:00')).toBe(3);
    expect(due('2024-05-29T07:00:00-04:00')).toBeNull();
    expect(due('2024-05-28T09:00:00-04:00', '2024-05-28T08:00:00-04:00')).toBeNull();
    expect(due('2024-06-01T09:00:00-04:00')).toBeNull();
  });
});

describe('a town is reminded of the end of a round', () => {
  it('once for each reminder, however many workers look; after an outage not of what is over a day ago', async () => {
    await makeDarkSkies(world);
    expect(await remindAt('2024-05-17T06:45:00-04:00')).toEqual([]);
    expect(await remindAt('2024-05-17T07:00:00-04:00')).toEqual(reminder('round 1 ends in 14 days'));
    expect(await remindAt('2024-05-17T07:15:00-04:00')).toEqual([]);
    expect(await remindAt('2024-05-29T12:00:00-04:00')).toEqual([]);
    expect(await remindAt('2024-05-30T23:00:00-04:00')).toEqual(reminder('round 1 ends tomorrow'));
    expect(await remindAt('2024-05-31T16:59:00-04:00')).toEqual([]);
  });

  it('never after it has submitted or withdrawn, not even by a letter that waited', async () => {
    const sent = await makeDarkSkies(world);
    holdClock('2024-05-28T08:00:00-04:00');
    await writeReminders(systemActor);
    await submitApplication(contact, { application: sent.id, key: randomUUID() });
    expect((await subjects()).filter((subject) => subject.includes('ends'))).toEqual([]);
    expect(await remindAt('2024-05-30T08:00:00-04:00')).toEqual([]);

    await emptyTables('applications, mails');
    holdClock('2024-03-01T12:00:00-05:00');
    const other = await makeApplication(world, { actions: ['dark-skies'] });
    holdClock('2024-05-28T08:00:00-04:00');
    await writeReminders(systemActor);
    await withdrawApplication(contact, { application: other.id, confirm: 'yes' });
    expect(await subjects()).toEqual([]);
  });

  it('never after the round has ended, though the letter waited', async () => {
    await makeDarkSkies(world);
    holdClock('2024-05-30T08:00:00-04:00');
    await writeReminders(systemActor);
    holdClock('2024-05-31T17:00:01-04:00');
    expect(await subjects()).toEqual([]);
  });

  it('by its own deadline where that was extended, also while the letter waited', async () => {
    const { id, townId } = await makeDarkSkies(world);
    holdClock('2024-05-28T08:00:00-04:00');
    await writeReminders(systemActor);
    await prisma().extension.create({
      data: {
        roundId: world.cycle.rounds[0]!.id,
        townId,
        deadline: new Date('2024-06-14T17:00:00-04:00'),
        reason: 'A flood.',
        grantedById: coordinator.id,
        grantedAt: new Date('2024-05-28T07:59:00-04:00'),
      },
    });
    expect(await subjects()).toEqual([]);
    expect(await remindAt('2024-05-30T08:00:00-04:00')).toEqual([]);
    expect(await remindAt('2024-06-11T08:00:00-04:00')).toEqual(reminder('round 1 ends in 3 days'));
    // What was returned can have more time in a closed cycle too.
    const close = (closed: boolean) => prisma().cycle.update({ where: { id: world.cycle.id }, data: { closed } });
    await close(true);
    await prisma().application.update({ where: { id }, data: { status: 'returned' } });
    expect(await remindAt('2024-06-13T08:00:00-04:00')).toEqual(reminder('round 1 ends tomorrow'));
    await close(false);
  });
});

it('reminds of a clarification by its own deadline, until it is sent, closed, withdrawn or has more time', async () => {
  const { id, townId, submissions } = await makeDarkSkies(world);
  await prisma().application.update({ where: { id }, data: { status: 'in_review', round: 3 } });
  const opening = await prisma().stepOpening.create({
    data: {
      submissionId: submissions['dark-skies']!,
      townId,
      step: '1',
      kind: 'clarification',
      reason: 'Which lights?',
      openedById: coordinator.id,
      openedAt: new Date('2024-06-01T09:00:00-04:00'),
      deadline: new Date('2024-06-14T17:00:00-04:00'),
    },
  });
  const change = (data: { sentAt?: Date | null; closedAt?: Date | null; deadline?: Date }) =>
    prisma().stepOpening.update({ where: { id: opening.id }, data });
  expect(await remindAt('2024-06-11T08:00:00-04:00')).toEqual(reminder('the clarification is due in 3 days'));
  for (const later of [
    { sentAt: new Date('2024-06-13T09:00:00-04:00') },
    { closedAt: new Date('2024-06-13T09:00:00-04:00') },
    { deadline: new Date('2024-06-28T17:00:00-04:00') },
  ]) {
    await emptyTables('mails');
    holdClock('2024-06-13T08:00:00-04:00');
    await writeReminders(systemActor);
    await change(later);
    expect(await subjects()).toEqual([]);
    await change({ sentAt: null, closedAt: null, deadline: new Date('2024-06-14T17:00:00-04:00') });
  }
  await emptyTables('mails');
  await prisma().application.update({ where: { id }, data: { status: 'withdrawn' } });
  expect(await remindAt('2024-06-13T08:00:00-04:00')).toEqual([]);
  await prisma().application.update({ where: { id }, data: { status: 'in_review' } });
  await emptyTables('mails');
  expect(await remindAt('2024-06-13T08:00:00-04:00')).toEqual(reminder('the clarification is due tomorrow'));
});

describe('reviews that are due', () => {
  it('are told to their reviewer and, late, to coordinators, unless the day was moved', async () => {
    const { id, townId } = await makeDarkSkies(world);
    holdClock('2024-05-30T10:00:00-04:00');
    await submitApplication(contact, { application: id, key: randomUUID() });
    await assign(world, { id, townId });
    await prisma().letterChoice.create({ data: { userId: coordinator.id, group: 'overdue', way: 'at_once' } });
    await mailbox();
    expect(await remindAt('2024-06-25T08:00:00-04:00')).toEqual([
      `${reviewer.email}: Aldbrook: your review is due Friday, June 28, 2024`,
    ]);
    const late = await remindAt('2024-06-29T08:00:00-04:00');
    expect(late.sort()).toEqual(
      [
        `${reviewer.email}: Aldbrook: your review is overdue`,
        `${coordinator.email}: Aldbrook: the review is late`,
      ].sort(),
    );
    expect(await remindAt('2024-07-06T08:00:00-04:00')).toEqual([
      `${reviewer.email}: Aldbrook: your review is overdue`,
    ]);
    holdClock('2024-06-29T08:00:00-04:00');
    await emptyTables('mails');
    await writeReminders(systemActor);
    const round = world.cycle.rounds[0]!;
    const { reviewBy } = await prisma().round.findUniqueOrThrow({ where: { id: round.id } });
    await prisma().round.update({ where: { id: round.id }, data: { reviewBy: new Date('2024-07-12T17:00:00-04:00') } });
    expect(await subjects()).toEqual([]);
    await prisma().round.update({ where: { id: round.id }, data: { reviewBy } });
  });

  it('are told with the reader’s own rights: a reviewer who joined the town since is told nothing', async () => {
    const { id, townId } = await makeDarkSkies(world);
    holdClock('2024-05-30T10:00:00-04:00');
    await submitApplication(contact, { application: id, key: randomUUID() });
    const own = await makePerson('Olga Own', { role: 'reviewer' });
    await assign(world, { id, townId }, own);
    await mailbox();
    await prisma().membership.create({ data: { userId: own.id, role: 'viewer', townId, createdAt: new Date() } });
    holdClock('2024-06-25T08:00:00-04:00');
    await writeReminders(systemActor);
    await writeDigests(systemActor);
    expect((await subjects()).filter((subject) => subject.startsWith(own.email))).toEqual([]);
    await prisma().membership.deleteMany({ where: { userId: own.id } });
  });
});

describe('the daily digest', () => {
  const digestsAt = async (instant: string) => {
    holdClock(instant);
    await Promise.all([writeDigests(systemActor), writeDigests(systemActor)]);
    return (await subjects()).filter((subject) => subject.startsWith(coordinator.email));
  };
  const of = (words: string) => [`${coordinator.email}: Town Green, ${words}`];

  it('goes out once a day, from 8:00 on, only with something to say, and one after an outage', async () => {
    const { id } = await makeDarkSkies(world);
    expect(await digestsAt('2024-05-30T08:00:00-04:00')).toEqual([]);
    holdClock('2024-05-30T10:00:00-04:00');
    await submitApplication(contact, { application: id, key: randomUUID() });
    expect(await digestsAt('2024-05-31T07:59:00-04:00')).toEqual([]);
    expect(await digestsAt('2024-05-31T08:00:00-04:00')).toEqual(of('Friday, May 31, 2024: 1 new'));
    expect(await digestsAt('2024-05-31T08:15:00-04:00')).toEqual([]);
    expect(await digestsAt('2024-06-01T08:00:00-04:00')).toEqual([]);
    // Nobody was there from Sunday until Monday afternoon.
    expect(await digestsAt('2024-06-03T15:30:00-04:00')).toEqual(of('Monday, June 3, 2024: 1 waiting'));
  });

  it.each(['2024-03-10', '2024-11-03'])('comes at 8:00 on the day after a night of another length, %s', async (day) => {
    holdClock(`${day}T01:00:00-04:00`);
    const { id } = await makeDarkSkies(world);
    const round = { status: 'submitted' as const, round: 1, submittedAt: new Date(`${day}T02:00:00Z`) };
    await prisma().application.update({ where: { id }, data: { ...round, statusSince: round.submittedAt } });
    const offset = day === '2024-03-10' ? '-04:00' : '-05:00';
    expect(await digestsAt(`${day}T07:59:00${offset}`)).toEqual([]);
    expect(await digestsAt(`${day}T08:00:00${offset}`)).toHaveLength(1);
  });
});
