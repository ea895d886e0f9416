import { beforeEach, expect, test } from 'vitest';
import { systemActor } from '@/lib/auth';
import { holdClock } from '@/lib/clock';
import { withdrawAppeal } from '@/lib/services/appeals/file-appeal';
import { writeReminders } from '@/lib/services/mail/write-reminders';
import { applicationWorld } from '../support/application-world';
import { emptyTables } from '../support/database';
import { decidedTown } from '../support/decided-town';
import { mailbox } from '../support/mailbox';
import { prisma } from '../support/owner';
import { makePerson } from '../support/world';

const world = await applicationWorld();
const second = await makePerson('Second Coordinator', { role: 'coordinator' });

beforeEach(async () => {
  await emptyTables('mails, digest_days, letter_choices');
});

/** Letters about appeals that reached somebody's portal, as name and subject; those on their way are delivered first. */
async function told(): Promise<string[]> {
  await mailbox();
  const rows = await prisma().mail.findMany({
    where: { kind: { startsWith: 'appeal' }, userId: { not: null } },
    select: { subject: true, user: { select: { name: true } } },
  });
  await emptyTables('mails');
  return rows.map(({ subject, user }) => `${user!.name}: ${subject}`).sort();
}

test('each is told once: coordinators what to do, the reviewer what is theirs, the town the ruling', async () => {
  const stage = await decidedTown(world, second);
  const name = stage.town.name;
  const { appeal } = await stage.file();
  expect(await told()).toEqual([
    `Cora Coordinator: ${name} appeals a ruling`,
    `Second Coordinator: ${name} appeals a ruling`,
  ]);
  await stage.give(appeal, world.people.otherReviewer);
  expect(await told()).toEqual([`Otto Reviewer: An appeal of ${name} is yours to rule on`]);
  await stage.rule(appeal);
  expect(await told()).toEqual(
    [
      `${stage.contact.name}: ${name}: your appeal was granted`,
      `Cora Coordinator: ${name}: an appeal was granted, a correction waits`,
      `Second Coordinator: ${name}: an appeal was granted, a correction waits`,
    ].sort(),
  );
});

test('whoever had it is told when it is withdrawn, and a letter that says too late what to do has nobody', async () => {
  const stage = await decidedTown(world, second);
  const appeal = await stage.given();
  await withdrawAppeal(stage.contact, { appeal });
  expect(await told()).toEqual([`Otto Reviewer: An appeal of ${stage.town.name} is no longer yours`]);
});

test('the reviewer is reminded 3 days before it is due, the day after and a week later, and not once it is ruled on', async () => {
  const stage = await decidedTown(world, second);
  const appeal = await stage.given();
  await told();
  const at = async (instant: string) => {
    holdClock(instant);
    await writeReminders(systemActor);
    await writeReminders(systemActor);
    return told();
  };
  const name = stage.town.name;
  expect(await at('2024-04-12T06:59:00-04:00')).toEqual([]);
  expect(await at('2024-04-12T07:00:00-04:00')).toEqual([
    `Otto Reviewer: ${name}: an appeal is due Monday, April 15, 2024`,
  ]);
  expect(await at('2024-04-16T07:00:00-04:00')).toEqual([
    `Otto Reviewer: ${name}: your ruling on an appeal is overdue`,
  ]);
  await stage.uphold(appeal);
  await told();
  expect(await at('2024-04-23T07:00:00-04:00')).toEqual([]);
});
