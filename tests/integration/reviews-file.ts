import { actorOf } from '@/lib/auth';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { loadApplication } from '@/lib/services/applications/load-application';
import { reviewOf } from '@/lib/services/reviews/load-review';
import { listSubmitted } from '@/lib/services/reviews/submitted-steps';
import { fillOutline, makeApplication, setAnswers, type TownFixture, type World } from '../support/world';
import { prisma } from '../support/owner';

const toolkit = (id: string, target: string) => ({
  id,
  target,
  completed: '2023-09-30',
  engaged: 'Tenants of two streets; nobody from the farms came.',
  reached: 'Flyers in three languages and a table at the food pantry.',
  heard: 'Evening hours matter more than a website.',
  changed: 'Meetings moved to evenings.',
  outcome: 'Forty people came; next year with childcare.',
});

const attendance = (id: string, attendee: string, role: string, training: string, topic: string, end: string) => ({
  id,
  attendee,
  role,
  training,
  topic: [topic],
  contact: `${attendee.split(' ')[0]?.toLowerCase()}@example.org`,
  provider: 'Central Valley CAN',
  start: end,
  end,
});

export type Submitted = { id: string; townId: string; submissions: Record<string, string> };

/**
 * An application with an outline worth 10, two toolkit applications (20) and a training log (10 for five attendances,
 * two of them of one training), submitted to round 1.
 */
export async function makeSubmitted(world: World, town: TownFixture): Promise<Submitted> {
  const application = await makeApplication(world, {
    town,
    actions: ['sustainable-purchasing', 'dark-skies', 'optimize-for-equity', 'municipal-workforce-homelessness'],
  });
  const { contact } = world.people;
  const of = (action: string) => application.submissions[action]!;
  await fillOutline(of('sustainable-purchasing'), contact);
  await fillOutline(of('dark-skies'), contact, 15);
  await setAnswers(of('optimize-for-equity'), {
    '1': { toolkits: [toolkit('a', 'sustainable-purchasing'), toolkit('b', 'dark-skies')] },
    partners: { none: true },
  });
  await setAnswers(of('municipal-workforce-homelessness'), {
    '1b': {
      log: [
        attendance('a', 'Dana Whitlock', 'liaison', 'Race, Place and Homelessness', 'race-equity', '2023-03-14'),
        attendance('b', 'Dana Whitlock', 'liaison', 'How Diversion Works', 'can-function', '2023-04-22'),
        attendance('c', 'Dana Whitlock', 'liaison', 'Housing First', 'housing-first', '2023-06-06'),
        attendance('d', 'Luis Prado', 'staff', 'Housing First', 'housing-first', '2023-06-06'),
        attendance('e', 'Priya Nair', 'elected', 'First IDs', 'other', '2023-07-11'),
      ],
    },
    partners: { none: true },
  });
  await submitted(application.id, 1);
  return application;
}

/** Puts an application with the reviewers and lists its steps, as submitting to a round does. */
export async function submitted(application: string, round: number): Promise<void> {
  await prisma().application.update({
    where: { id: application },
    data: { status: 'submitted', round, submittedAt: now(), statusSince: now() },
  });
  const { userId } = await prisma().membership.findFirstOrThrow({ where: { role: 'coordinator' } });
  const coordinator = (await actorOf(userId))!;
  await db.as(coordinator, async (tx) => {
    const rows = await loadApplication(tx, coordinator, application);
    await listSubmitted(tx, rows, reviewOf(rows).score, { round, at: now() });
  });
}
