import type { Person } from '@/lib/access/actor';
import { systemActor } from '@/lib/auth';
import { holdClock, now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import type { Rulebook } from '@/lib/rulebook/schema';
import { addAction } from '@/lib/services/applications/change-actions';
import { startApplication } from '@/lib/services/applications/start-application';
import { addLink } from '@/lib/services/evidence/add-link';
import { declareConflict } from '@/lib/services/reviews/assign-conflict';
import { publishRulebook } from '@/lib/services/rulebooks/publish-rulebook';
import { saveAnswers } from '@/lib/services/submissions/save-answers';
import type { ApplicationStatus } from '@/lib/access/can';
import { appealState, type AppealState } from '@/lib/workflow/appeals';
import { changesLife, type CorrectionLife } from '@/lib/workflow/correction-life';
import { openRound, type OpenRound } from '@/lib/workflow/rounds';
import { standing } from '@/lib/workflow/standing';
import { stepLife, type StepLife } from '@/lib/workflow/step-life';
import { prisma } from './owner';
import { makeCycle, makePerson, makeTown, makeWorld, type TownFixture } from './world';

/*
 * The people, the town and the one application that a random walk of the workflow goes through, and how it stands.
 */

export type Staff = {
  /** Three who are given things to rule on, to read again, and appeals; and one who has a conflict with every town. */
  reviewers: Person[];
  conflicted: Person;
  coordinators: [Person, Person];
  stranger: Person;
  rulebook: Rulebook;
  cycle: { id: string; year: number };
};
export type Walk = Staff & {
  town: TownFixture;
  application: string;
  contact: Person;
  editor: Person;
  viewer: Person;
};

const actions = ['sustainable-purchasing', 'dark-skies'];
const deadlines = ['2025-03-28T17:00:00-04:00', '2025-05-09T17:00:00-04:00'];
export const begins = '2025-03-03T12:00:00-05:00';

/** People of every role, and a cycle of two rounds in which 20 points make Bronze and 40 Silver. */
export async function makeStaff(): Promise<Staff> {
  const world = await makeWorld();
  const of = (points: number) =>
    world.rulebook.levels[0]!.criteria.flatMap((one) => (one.kind === 'points' ? { ...one, points } : []));
  const [bronze, silver] = world.rulebook.levels;
  const rulebook: Rulebook = {
    ...world.rulebook,
    version: world.rulebook.version + 1,
    levels: [
      { ...bronze!, criteria: of(20) },
      { ...silver!, criteria: of(40) },
    ],
  };
  holdClock(begins);
  const rulebookId = await db.as(systemActor, (tx) => publishRulebook(systemActor, tx, rulebook));
  const { reviewer, otherReviewer, coordinator, stranger } = world.people;
  const reviewers = [reviewer, otherReviewer, await makePerson('Thea Third', { role: 'reviewer' })];
  await prisma().categoryReviewer.createMany({
    data: reviewers.flatMap(({ id }) => [2, 3].map((category) => ({ category, reviewerId: id }))),
  });
  return {
    reviewers,
    conflicted: await makePerson('Connor Conflict', { role: 'reviewer' }),
    coordinators: [coordinator, await makePerson('Cole Coordinator', { role: 'coordinator' })],
    stranger,
    rulebook,
    cycle: await makeCycle(rulebookId, 2025, deadlines),
  };
}

/** Opens the cycle again as it was: walks close it, add rounds to it and give more time. */
async function openAgain(cycle: string): Promise<void> {
  await prisma().cycle.update({ where: { id: cycle }, data: { closed: false } });
  await prisma().round.deleteMany({
    where: { cycleId: cycle, number: { gt: deadlines.length }, extensions: { none: {} } },
  });
  for (const round of await prisma().round.findMany({ where: { cycleId: cycle } }))
    await prisma().round.update({
      where: { id: round.id },
      data: { deadline: new Date(deadlines[round.number - 1] ?? round.deadline) },
    });
}

/** What an outline is answered with, fit to be submitted. */
export const wholeAnswers = {
  '1.narrative': 'What the town did, told plainly.',
  '1.completed': '2024-06-14',
  '1.credit': 'new',
  '1.points': 20,
  'partners.none': true,
};

let towns = 0;

/** A town of its own that starts an application and fills in two actions, as its editor does. */
export async function makeWalk(staff: Staff): Promise<Walk> {
  holdClock(begins);
  await openAgain(staff.cycle.id);
  towns += 1;
  const town = await makeTown(`Walk ${towns}`, staff.coordinators[0].id);
  const one = (name: string, role: 'contact' | 'editor' | 'viewer') => makePerson(name, { role, townId: town.id });
  const people = {
    contact: await one('Connie Contact', 'contact'),
    editor: await one('Edgar Editor', 'editor'),
    viewer: await one('Vera Viewer', 'viewer'),
  };
  await declareConflict(staff.conflicted, { town: town.slug, reason: 'I live there.' });
  const { id } = await startApplication(people.contact, { town: town.id, cycle: staff.cycle.id, aim: 'bronze' });
  for (const action of actions) await addAction(people.editor, { application: id, action });
  for (const { id: submission } of await prisma().submission.findMany({ where: { applicationId: id } })) {
    await saveAnswers(people.editor, { submission, base: 0, changes: wholeAnswers });
    const place = { submission, step: '1', slot: 'support', row: null, pinpoint: null };
    await addLink(people.editor, { town: town.id, title: 'A page', url: 'https://example.org/page', ...place });
  }
  return { ...staff, reviewers: [...staff.reviewers], ...people, town, application: id };
}

export type StepAt = {
  submission: string;
  action: string;
  key: string;
  category: number;
  life: StepLife;
  /** The standing ruling, sent or not. */
  ruling: { id: string; outcome: 'approved' | 'revise' | 'not_approved'; points: number; sent: boolean } | null;
  /** Whether the list that queues read says that a ruling stands. */
  noted: boolean;
};

export type AppealAt = {
  id: string;
  submission: string;
  step: string;
  state: AppealState;
  reviewerId: string | null;
};

/** How an application stands, read past the services. */
export type Life = {
  status: ApplicationStatus;
  round: number;
  open: OpenRound | null;
  /** Of the present round. */
  steps: StepAt[];
  submissions: { id: string; action: string; revision: number; leftOut: boolean }[];
  given: { reviewerId: string; category: number | null; action: string | null }[];
  readings: { id: string; submission: string; step: string; readerId: string }[];
  appeals: AppealAt[];
  change: { id: string; proposedById: string; submissionId: string | null; step: string | null } | null;
  changes: CorrectionLife;
  level: string | null;
  points: number | null;
  /** The certification was taken back, and nothing was awarded since. */
  revoked: boolean;
  /** The points of the application that stand in the ledger. */
  credited: number;
  /** The cycle takes nothing new, and the number of its last round. */
  closed: boolean;
  rounds: number;
  /** A print of everything stored for the town, and how many events there are in all. */
  print: string;
  events: number;
};

const tables =
  'applications submissions citations evidence rulings point_answers step_openings corrections appeals memberships assignments handovers second_readings conflicts certifications credits activity_claims snapshots decision_letters extensions submitted_steps'.split(
    ' ',
  );

async function printOf(town: string, cycle: string): Promise<{ print: string; events: number }> {
  const of = (table: string, where: string) =>
    `(select string_agg(x::text, '|' order by x::text) from ${table} x where x.${where}')`;
  const all = [
    ...tables.map((table) => of(table, `town_id = '${town}`)),
    of('cycles', `id = '${cycle}`),
    of('rounds', `cycle_id = '${cycle}`),
  ];
  const [row] = await prisma().$queryRawUnsafe<{ print: string; events: number }[]>(
    `select md5(concat_ws('/', ${all.join(', ')})) as print, (select count(*)::int from events) as events`,
  );
  return row!;
}

/** Reads how the walk's application stands at the clock's instant. */
export async function readLife({ application, town, cycle }: Walk): Promise<Life> {
  const rows = await prisma().application.findUniqueOrThrow({
    where: { id: application },
    include: {
      cycle: { include: { rounds: true } },
      assignments: true,
      secondReadings: { where: { givenAt: null } },
      corrections: { orderBy: [{ proposedAt: 'asc' }, { id: 'asc' }] },
      certifications: { where: { endedAt: null } },
      credits: { where: { endedAt: null } },
      appeals: { orderBy: [{ filedAt: 'asc' }, { id: 'asc' }] },
      submissions: {
        orderBy: { createdAt: 'asc' },
        include: {
          rulings: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
          openings: { orderBy: [{ openedAt: 'asc' }, { id: 'asc' }] },
        },
      },
    },
  });
  const { round } = rows;
  const extensions = await prisma().extension.findMany({
    where: { townId: town.id },
    select: { deadline: true, grantedAt: true, round: { select: { number: true } } },
  });
  const listed = await prisma().submittedStep.findMany({
    where: { applicationId: application, round },
    orderBy: { position: 'asc' },
  });
  const steps = listed.map((step): StepAt => {
    const submission = rows.submissions.find((one) => one.id === step.submissionId)!;
    const stands = standing(submission.rulings, submission.openings, round, true).get(step.step);
    return {
      submission: submission.id,
      action: submission.actionId,
      key: step.step,
      category: step.category,
      life: stepLife(submission, step.step, round, now()),
      ruling: stands
        ? { id: stands.id, outcome: stands.outcome, points: stands.points, sent: stands.sentAt !== null }
        : null,
      noted: step.ruled,
    };
  });
  const own = extensions.map((one) => ({ ...one, round: one.round.number }));
  return {
    status: rows.status,
    round,
    open: openRound(rows.cycle.rounds, own, round, now()),
    steps,
    submissions: rows.submissions.map((one) => ({
      id: one.id,
      action: one.actionId,
      revision: one.revision,
      leftOut: one.leftOut,
    })),
    given: rows.assignments.map((one) => ({ ...one, action: one.actionId })),
    readings: rows.secondReadings.map((one) => ({
      id: one.id,
      submission: one.submissionId,
      step: one.step,
      readerId: one.readerId,
    })),
    appeals: rows.appeals.map((one) => ({
      id: one.id,
      submission: one.submissionId,
      step: one.step,
      state: appealState(one),
      reviewerId: one.reviewerId,
    })),
    change: rows.corrections.find((one) => !one.settledAt) ?? null,
    changes: changesLife(rows.corrections),
    level: rows.certifications[0]?.level ?? null,
    points: rows.certifications[0]?.points ?? null,
    revoked: rows.corrections.filter(({ confirmed }) => confirmed).at(-1)?.kind === 'revoked',
    credited: rows.credits.reduce((sum, { points }) => sum + points, 0),
    closed: rows.cycle.closed,
    rounds: Math.max(...rows.cycle.rounds.map(({ number }) => number)),
    ...(await printOf(town.id, cycle.id)),
  };
}
