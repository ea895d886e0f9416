import type { Person } from '@/lib/access/actor';
import { actorOf, systemActor } from '@/lib/auth';
import { holdClock, now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import type { Role } from '@/lib/db/generated/client';
import { cellsOf, type Answers, type Cells } from '@/lib/rulebook/cells';
import { shippedRulebooks } from '@/lib/rulebook/published';
import type { Rulebook } from '@/lib/rulebook/schema';
import { publishRulebook } from '@/lib/services/rulebooks/publish-rulebook';
import { prisma } from './owner';

/** The instant at which a world begins; `makeWorld` holds the clock there. */
export const worldStart = '2024-03-01T12:00:00-05:00';

export type TownFixture = { id: string; slug: string; name: string };
export type World = {
  rulebook: Rulebook;
  rulebookId: string;
  cycle: { id: string; year: number; rounds: { id: string; number: number; deadline: Date }[] };
  aldbrook: TownFixture;
  harrow: TownFixture;
  /** Of Aldbrook unless named otherwise; `helper` helps both towns, `stranger` is the contact of Harrow Mills. */
  people: Record<
    'contact' | 'editor' | 'viewer' | 'helper' | 'stranger' | 'reviewer' | 'otherReviewer' | 'coordinator',
    Person
  >;
};

/** Makes a user with memberships and returns them as an actor. */
export async function makePerson(name: string, ...memberships: { role: Role; townId?: string }[]): Promise<Person> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}.${Math.random().toString(36).slice(2, 8)}@example.org`;
  const user = await prisma().user.create({
    data: {
      name,
      email: { create: { address: email } },
      createdAt: now(),
      memberships: { create: memberships.map((m) => ({ ...m, townId: m.townId ?? null, createdAt: now() })) },
    },
  });
  const person = await actorOf(user.id);
  if (!person) throw new Error('the user just made is not there');
  return person;
}

/** Makes a registered, fictional town; `registered: false` leaves the registration out. */
export async function makeTown(
  name: string,
  recordedById: string,
  options: { registered?: boolean } = {},
): Promise<TownFixture> {
  const slug = name.toLowerCase().replaceAll(' ', '-');
  const town = await prisma().town.create({
    data: {
      slug,
      name,
      county: 'Fictional',
      council: 'Fictional Council',
      fictional: true,
      ...(options.registered === false
        ? {}
        : {
            registration: {
              create: { resolutionPassed: new Date('2023-05-01'), teamSize: 5, recordedById, recordedAt: now() },
            },
          }),
    },
  });
  return { id: town.id, slug, name };
}

/** Opens a cycle with rounds at the given deadlines. */
export async function makeCycle(rulebookId: string, year: number, deadlines: string[]): Promise<World['cycle']> {
  const cycle = await prisma().cycle.create({
    data: {
      year,
      name: `${year} cycle`,
      rulebookId,
      opensAt: new Date(`${year}-01-02T12:00:00Z`),
      rounds: {
        create: deadlines.map((deadline, index) => ({
          number: index + 1,
          deadline: new Date(deadline),
          reviewBy: new Date(Date.parse(deadline) + 28 * 86_400_000),
        })),
      },
    },
    include: { rounds: { orderBy: { number: 'asc' } } },
  });
  return { id: cycle.id, year, rounds: cycle.rounds };
}

/**
 * Fills an empty database: the shipped rulebook, two registered towns, one person of each role, and the 2024 cycle with
 * three rounds. Holds the clock at `worldStart`. Call after `freshDatabase()`.
 */
export async function makeWorld(): Promise<World> {
  holdClock(worldStart);
  const rulebook = shippedRulebooks.at(-1)!;
  const rulebookId = await db.as(systemActor, (tx) => publishRulebook(systemActor, tx, rulebook));
  const coordinator = await makePerson('Cora Coordinator', { role: 'coordinator' });
  const aldbrook = await makeTown('Aldbrook', coordinator.id);
  const harrow = await makeTown('Harrow Mills', coordinator.id);
  return {
    rulebook,
    rulebookId,
    cycle: await makeCycle(rulebookId, 2024, [
      '2024-05-31T17:00:00-04:00',
      '2024-09-27T17:00:00-04:00',
      '2024-11-15T17:00:00-05:00',
    ]),
    aldbrook,
    harrow,
    people: {
      contact: await makePerson('Maya Contact', { role: 'contact', townId: aldbrook.id }),
      editor: await makePerson('Ed Editor', { role: 'editor', townId: aldbrook.id }),
      viewer: await makePerson('Vi Viewer', { role: 'viewer', townId: aldbrook.id }),
      helper: await makePerson(
        'Hal Helper',
        { role: 'helper', townId: aldbrook.id },
        { role: 'helper', townId: harrow.id },
      ),
      stranger: await makePerson('Harriet Stranger', { role: 'contact', townId: harrow.id }),
      reviewer: await makePerson('Rae Reviewer', { role: 'reviewer' }),
      otherReviewer: await makePerson('Otto Reviewer', { role: 'reviewer' }),
      coordinator,
    },
  };
}

/** An application of a town with these actions in it, straight into the database: a draft of round 0. */
export async function makeApplication(
  world: World,
  options: { town?: TownFixture; cycle?: World['cycle']; actions?: string[] } = {},
): Promise<{ id: string; townId: string; submissions: Record<string, string> }> {
  const at = now();
  const townId = (options.town ?? world.aldbrook).id;
  const application = await prisma().application.create({
    data: {
      townId,
      cycleId: (options.cycle ?? world.cycle).id,
      rulebookId: world.rulebookId,
      aim: 'bronze',
      createdAt: at,
      statusSince: at,
      submissions: {
        create: (options.actions ?? []).map((actionId) => ({ townId, actionId, createdAt: at, updatedAt: at })),
      },
    },
    include: { submissions: true },
  });
  return {
    id: application.id,
    townId,
    submissions: Object.fromEntries(application.submissions.map((s) => [s.actionId, s.id])),
  };
}

/** Sets a submission's answers (nested, or cells), straight into the database. */
export async function setAnswers(submission: string, answers: Answers | { cells: Cells }): Promise<void> {
  const cells = 'cells' in answers ? (answers.cells as Cells) : cellsOf(answers);
  await prisma().submission.update({ where: { id: submission }, data: { cells, updatedAt: now() } });
}

/** Adds a link to the town's library and cites it for a slot of a step. */
export async function cite(submission: string, step: string, slot: string, by: Person): Promise<string> {
  const { townId } = await prisma().submission.findUniqueOrThrow({ where: { id: submission } });
  const citation = await prisma().citation.create({
    data: {
      submission: { connect: { id: submission } },
      town: { connect: { id: townId } },
      step,
      slot,
      citedAt: now(),
      citedBy: { connect: { id: by.id } },
      evidence: {
        create: {
          townId,
          kind: 'link',
          title: 'A page of the town',
          url: 'https://example.org/town',
          addedAt: now(),
          addedById: by.id,
        },
      },
    },
  });
  return citation.id;
}

/** Fills an outline action so that it can be submitted: narrative, date, points, partners and a link as evidence. */
export async function fillOutline(submission: string, by: Person, points = 10): Promise<void> {
  await setAnswers(submission, {
    '1': { narrative: 'What the town did, told plainly.', completed: '2023-06-15', credit: 'new', points },
    partners: { none: true },
  });
  await cite(submission, '1', 'support', by);
}

/** Gives a reviewer an application, some categories of it or all. */
export async function assign(
  world: World,
  application: { id: string; townId: string },
  reviewer: Person = world.people.reviewer,
  categories: number[] = [],
): Promise<void> {
  const given = {
    applicationId: application.id,
    townId: application.townId,
    reviewerId: reviewer.id,
    assignedById: world.people.coordinator.id,
    assignedAt: now(),
  };
  await prisma().assignment.createMany({
    data: (categories.length > 0 ? categories : [null]).map((category) => ({ ...given, category })),
  });
}

/** Writes a ruling straight into the database; `sent` shows it to the town. */
export async function makeRuling(
  world: World,
  submission: string,
  ruling: {
    step: string;
    outcome: 'approved' | 'revise' | 'not_approved';
    points?: number;
    round?: number;
    sent?: boolean;
  },
): Promise<void> {
  const { townId } = await prisma().submission.findUniqueOrThrow({ where: { id: submission } });
  await prisma().ruling.create({
    data: {
      submissionId: submission,
      townId,
      step: ruling.step,
      round: ruling.round ?? 1,
      outcome: ruling.outcome,
      points: ruling.points ?? 0,
      reason: 'Because of what the evidence shows.',
      reviewerId: world.people.reviewer.id,
      at: now(),
      sentAt: ruling.sent ? now() : null,
    },
  });
}

/** Stores what the program wrote to Aldbrook about a decision; returns the letter's id. */
export async function storeDecisionLetter(world: World, applicationId: string): Promise<string> {
  const by = { applicationId, townId: world.aldbrook.id, sentById: world.people.coordinator.id };
  const data = { ...by, subject: 'Decided', paragraphs: ['Aldbrook is certified Bronze.'], sentAt: now() };
  return (await prisma().decisionLetter.create({ data, select: { id: true } })).id;
}
