import { beforeEach, describe, expect, it, test } from 'vitest';
import type { Person } from '@/lib/access/actor';
import { systemActor } from '@/lib/auth';
import { holdClock, now } from '@/lib/clock';
import { extendDeadline, extendDeadlineInput } from '@/lib/services/cycles/extend-deadline';
import { saveRound, saveRoundInput } from '@/lib/services/cycles/save-round';
import { chooseLetters, chooseLettersInput } from '@/lib/services/mail/choose-letters';
import { deliverMail } from '@/lib/services/mail/deliver-mail';
import { getLetter } from '@/lib/services/mail/get-letter';
import { listLetters } from '@/lib/services/mail/list-letters';
import { writeReminders } from '@/lib/services/mail/write-reminders';
import { listRecord, recordFilter } from '@/lib/services/record/list-record';
import { applicationWorld, makeDarkSkies } from '../support/application-world';
import { emptyTables } from '../support/database';
import { runOnce } from '../support/jobs';
import { mailbox } from '../support/mailbox';
import { prisma } from '../support/owner';
import { statements } from '../support/statements';
import { makeApplication, makePerson, makeTown } from '../support/world';

/* What towns are told when a deadline of theirs is moved: for one town, and for every town of a cycle. */

const world = await applicationWorld();
const { contact, stranger, coordinator } = world.people;
const [first] = world.cycle.rounds;

/** The second Friday of June 2024, or another day of a month, at 5 pm Eastern. */
const posted = (day = '14', month = '6') => ({
  'deadline.month': month,
  'deadline.day': day,
  'deadline.year': '2024',
});
const extend = (town: string, more: object = {}) =>
  extendDeadline(
    coordinator,
    extendDeadlineInput.parse({
      cycle: world.cycle.id,
      number: '1',
      town,
      reason: 'The town hall was flooded.',
      ...posted(),
      ...more,
    }),
  );
const move = (number: number, more: object = {}) =>
  saveRound(
    coordinator,
    saveRoundInput.parse({
      cycle: world.cycle.id,
      number: String(number),
      reason: 'A storm shut every town hall.',
      ...posted(),
      ...more,
    }),
  );
const subjects = async () => (await mailbox()).map(({ to, subject }) => `${to}: ${subject}`);
const posts = () => prisma().mail.findMany({ where: { kind: 'deadline-moved' }, orderBy: { createdAt: 'asc' } });
const until = 'more time for round 1, until Friday, June 14, 2024, 5:00 pm Eastern';

beforeEach(async () => {
  await emptyTables('mails, letter_choices');
  for (const { id, deadline } of world.cycle.rounds)
    await prisma().round.update({ where: { id }, data: { deadline, movedById: null, movedBecause: null } });
});

describe('a town that is given more time', () => {
  it('is told once by whom, until when, why and what to do, and reads it in the portal', async () => {
    const { townId, id } = await makeDarkSkies(world);
    await extend(townId);
    expect(await posts(), 'posted with the change').toHaveLength(1);
    const [letter, ...more] = await mailbox();
    expect([`${letter?.to}: ${letter?.subject}`, more]).toEqual([`${contact.email}: Aldbrook: ${until}`, []]);
    const text = letter!.text.replaceAll(/\s+/g, ' ');
    for (const part of [
      'Cora Coordinator, a coordinator of the program, gave Aldbrook more time for round 1',
      'The reason: The town hall was flooded.',
      'Round 1 ends now: Friday, June 14, 2024, 5:00 pm Eastern',
      'Before: Friday, May 31, 2024, 5:00 pm Eastern',
      'A town contact submits it.',
      `/applications/${id}`,
    ])
      expect(text).toContain(part);
    for (const { id: mail } of await posts()) await deliverMail(systemActor, { mail });
    await runOnce();
    expect(await subjects()).toEqual([]);
    const [kept] = (await listLetters(contact)).letters;
    expect(await getLetter(contact, { letter: kept!.id })).toMatchObject({
      subject: `Aldbrook: ${until}`,
      outcome: 'sent',
    });
  });

  it('reads it as it chose to, and nothing of an extension that was refused', async () => {
    const { townId } = await makeDarkSkies(world);
    await expect(extend(townId, posted('30', '5'))).rejects.toMatchObject({ code: 'invalid' });
    expect(await posts()).toEqual([]);
    await chooseLetters(contact, chooseLettersInput.parse({ deadlines: 'portal' }));
    await extend(townId);
    expect(await subjects()).toEqual([]);
    expect((await listLetters(contact)).letters[0]?.subject).toBe(`Aldbrook: ${until}`);
  });

  it('is reminded by the new date, and no more by the old one', async () => {
    const { townId } = await makeDarkSkies(world);
    await extend(townId);
    await mailbox();
    const remindedAt = async (instant: string) => {
      holdClock(instant);
      await writeReminders(systemActor);
      return subjects();
    };
    expect(await remindedAt('2024-05-28T08:00:00-04:00')).toEqual([]);
    expect(await remindedAt('2024-06-11T08:00:00-04:00')).toEqual([
      `${contact.email}: Aldbrook: round 1 ends in 3 days`,
    ]);
  });

  test.each([
    ['was not begun', null, 'No application was begun yet.'],
    ['was returned', { status: 'returned' as const, round: 0 }, 'Fix the returned steps'],
    ['is with the reviewers', { status: 'in_review' as const, round: 0 }, 'Nothing is to be done now.'],
  ])('is told what to do when its application %s', async (_, stands, words) => {
    if (stands) {
      const { id } = await makeApplication(world, { town: world.harrow });
      await prisma().application.update({ where: { id }, data: stands });
    }
    await extend(world.harrow.id);
    const [letter] = await mailbox();
    expect([letter?.to, letter?.text.replaceAll(/\s+/g, ' ')]).toEqual([
      stranger.email,
      expect.stringContaining(words),
    ]);
  });

  it('is told of the last of two extensions, and of none once there is nothing left to submit', async () => {
    const { townId, id } = await makeDarkSkies(world);
    await extend(townId);
    await extend(townId, posted('21'));
    expect(await subjects()).toEqual([
      `${contact.email}: Aldbrook: more time for round 1, until Friday, June 21, 2024, 5:00 pm Eastern`,
    ]);
    await extend(townId, posted('28'));
    await prisma().application.update({ where: { id }, data: { status: 'withdrawn' } });
    expect(await subjects()).toEqual([]);
  });
});

describe('a deadline that is moved for every town', () => {
  let towns = 0;
  async function townWith(stands: object, own?: string): Promise<Person> {
    const town = await makeTown(`Moved ${++towns}`, coordinator.id);
    const { id } = await makeApplication(world, { town });
    await prisma().application.update({ where: { id }, data: stands });
    const granted = {
      roundId: first!.id,
      townId: town.id,
      grantedById: coordinator.id,
      grantedAt: now(),
      reason: 'Ill.',
    };
    if (own) await prisma().extension.create({ data: { ...granted, deadline: new Date(own) } });
    return makePerson('Connie Moved', { role: 'contact', townId: town.id });
  }

  it('is told to each town that has the round open, and to no other', async () => {
    await makeDarkSkies(world);
    const shorter = await townWith({}, '2024-06-07T17:00:00-04:00');
    await townWith({}, '2024-06-28T17:00:00-04:00');
    const returned = await townWith({ status: 'returned', round: 1 });
    for (const status of ['submitted', 'in_review', 'decided'] as const) await townWith({ status, round: 1 });
    await townWith({ status: 'withdrawn' });
    await move(1);
    expect(await posts(), 'one row in the change').toHaveLength(1);
    const letters = await mailbox();
    expect(await posts(), 'and one for each contact').toHaveLength(3);
    expect(letters.map(({ to }) => to).sort()).toEqual([contact.email, shorter.email].sort());
    const before = (who: Person) => /Before: (.*)/.exec(letters.find(({ to }) => to === who.email)!.text)?.[1]?.trim();
    expect(before(contact)).toBe('Friday, May 31, 2024, 5:00 pm Eastern');
    expect(before(shorter), 'its own time until now').toBe('Friday, June 7, 2024, 5:00 pm Eastern');
    const text = letters[0]!.text.replaceAll(/\s+/g, ' ');
    expect(text).toContain('Cora Coordinator, a coordinator of the program, moved the end of round 1');
    expect(text).toContain('The reason: A storm shut every town hall.');
    expect((await listRecord(coordinator, recordFilter.parse({ kind: 'cycle.changed' }))).entries[0]?.text).toContain(
      'Reason: “A storm shut every town hall.”',
    );

    holdClock('2024-06-11T08:00:00-04:00');
    await writeReminders(systemActor);
    expect((await mailbox()).map(({ to }) => to).sort()).toEqual([contact.email, shorter.email].sort());
    await move(2, posted('4', '10'));
    expect((await mailbox()).map(({ to }) => to)).toEqual([returned.email]);
  });

  it('is told when it comes earlier too, and not when only the review day changes or it was moved again', async () => {
    await makeDarkSkies(world);
    await move(1, posted('24', '5'));
    expect(await subjects()).toEqual([
      `${contact.email}: Aldbrook: an earlier end of round 1, until Friday, May 24, 2024, 5:00 pm Eastern`,
    ]);
    const day = { 'reviewBy.month': '7', 'reviewBy.day': '12', 'reviewBy.year': '2024' };
    await move(1, { ...posted('24', '5'), ...day, reason: '' });
    expect(await posts()).toHaveLength(2);
    await move(1);
    await move(1, posted('21'));
    expect((await subjects()).map((line) => line.split('until ')[1])).toEqual([
      'Friday, June 21, 2024, 5:00 pm Eastern',
    ]);
  });

  it('asks the same few questions, however many towns are told', async () => {
    const asked = async () => {
      await emptyTables('mails');
      await prisma().round.update({ where: { id: first!.id }, data: { deadline: first!.deadline } });
      const change = await statements(() => move(1));
      const [row] = await posts();
      const letters = await statements(() => deliverMail(systemActor, { mail: row!.id }));
      return { change, letters, told: (await posts()).length - 1 };
    };
    await makeDarkSkies(world);
    const few = await asked();
    for (let n = 0; n < 12; n += 1) await townWith({});
    const many = await asked();
    expect([few.told, many.told]).toEqual([1, 13]);
    expect([many.change, many.letters]).toEqual([few.change, few.letters]);
  });
});
