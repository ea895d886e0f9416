import { holds, isCoordinator, townRoles, type Actor } from '@/lib/access/actor';
import { can, type ApplicationSubject } from '@/lib/access/can';
import type { Tx } from '@/lib/db/db';
import type { Prisma } from '@/lib/db/generated/client';
import { notFound } from '@/lib/errors';
import type { Rulebook } from '@/lib/rulebook/schema';
import { withoutReviewer } from '@/lib/workflow/appeals';
import { knownRulebook, rulebookOf } from './facts';

// Every list has one order, ties included: the same rows read the same from any copy of the database.
const shape = {
  town: {
    include: {
      designations: { orderBy: { kind: 'asc' } },
      credits: { where: { endedAt: null }, orderBy: { id: 'asc' } },
      certifications: { where: { endedAt: null }, orderBy: [{ awardedOn: 'asc' }, { id: 'asc' }] },
    },
  },
  cycle: { include: { rounds: { orderBy: { number: 'asc' } } } },
  rulebook: { select: { id: true, program: true, year: true, version: true, hash: true } },
  certifications: { orderBy: [{ endedAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }] },
  corrections: { orderBy: [{ proposedAt: 'asc' }, { id: 'asc' }] },
  notices: { orderBy: [{ proposedAt: 'asc' }, { id: 'asc' }] },
  snapshots: {
    where: { kind: 'submitted' },
    orderBy: [{ round: 'asc' }, { sequence: 'asc' }],
    select: { round: true, takenAt: true },
  },
  assignments: { orderBy: [{ assignedAt: 'asc' }, { id: 'asc' }], include: { reviewer: { select: { name: true } } } },
  secondReadings: { select: { readerId: true } },
  appeals: { orderBy: [{ filedAt: 'asc' }, { id: 'asc' }] },
  submissions: {
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: {
      citations: {
        where: { removedAt: null },
        orderBy: [{ citedAt: 'asc' }, { id: 'asc' }],
        include: { evidence: { include: { addedBy: { select: { name: true } }, linkCheck: true } } },
      },
      rulings: {
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
        include: {
          reviewer: { select: { name: true } },
          answers: { orderBy: { number: 'asc' }, include: { answeredBy: { select: { name: true } } } },
        },
      },
      openings: { orderBy: [{ openedAt: 'asc' }, { id: 'asc' }], include: { openedBy: { select: { name: true } } } },
    },
  },
} satisfies Prisma.ApplicationInclude;

type Loaded = Prisma.ApplicationGetPayload<{ include: typeof shape }>;
type Extension = { townId: string; deadline: Date; grantedAt: Date; reason: string; round: { number: number } };

export type ApplicationRows = Omit<Loaded, 'rulebook'> & {
  rulebook: Loaded['rulebook'] & { content: Rulebook };
  extensions: Extension[];
};

/** Applications of which a reviewer was given something: to rule on, to read a second time, or an appeal. */
export const givenTo = (reviewerId: string) =>
  ({
    OR: [
      { assignments: { some: { reviewerId } } },
      { secondReadings: { some: { readerId: reviewerId } } },
      { appeals: { some: { reviewerId, withdrawnAt: null } } },
    ],
  }) satisfies Prisma.ApplicationWhereInput;

/**
 * Applications that somebody of the program works on: from the first submission to the decision, or decided with an appeal
 * or a correction.
 */
export const underWay = {
  OR: [
    { status: { in: ['submitted', 'in_review', 'returned'] } },
    { status: 'decided', appeals: { some: { withdrawnAt: null, OR: [{ outcome: null }, { outcome: 'granted' }] } } },
    { status: 'decided', corrections: { some: { settledAt: null } } },
  ],
} satisfies Prisma.ApplicationWhereInput;

const only = (what: 'reading' | 'appeal', reviewerId: string) => ({
  reviewerId,
  category: null,
  action: null,
  only: what,
});

/** What the access rules need to know of an application. */
export const subjectOf = (rows: {
  townId: string;
  status: ApplicationRows['status'];
  assignments: readonly { reviewerId: string; category: number | null; actionId: string | null }[];
  secondReadings: readonly { readerId: string }[];
  appeals: readonly { reviewerId: string | null; withdrawnAt: Date | null }[];
}): ApplicationSubject => ({
  townId: rows.townId,
  status: rows.status,
  reviewers: [
    ...rows.assignments.map((a) => ({ reviewerId: a.reviewerId, category: a.category, action: a.actionId })),
    ...rows.secondReadings.map((one) => only('reading', one.readerId)),
    ...rows.appeals.flatMap((one) => (one.reviewerId && !one.withdrawnAt ? only('appeal', one.reviewerId) : [])),
  ],
});

/**
 * Whether the actor reads rulings before they are sent to the town: coordinators and the reviewers assigned, and nobody
 * who belongs to the town, whatever else they are.
 */
export const seesUnsent = (actor: Actor, subject: ApplicationSubject): boolean =>
  actor.kind === 'person' &&
  !holds(actor, townRoles, subject.townId) &&
  (isCoordinator(actor) || subject.reviewers.some((r) => r.reviewerId === actor.id));

/**
 * Lets go of what was given to somebody who belongs to the town by now. Joining a town ends what they had of it; rows that escaped
 * that count for nobody, so that the status asks for somebody else.
 */
async function withoutMembers(tx: Tx, loaded: Loaded[]): Promise<Loaded[]> {
  const people = loaded.flatMap((rows) =>
    [...rows.assignments, ...rows.appeals].flatMap((one) => one.reviewerId ?? []),
  );
  // Asked also where nobody was given anything: a list takes the same number of statements whatever is in it.
  const members = await tx.membership.findMany({
    where: {
      userId: { in: [...new Set(people)] },
      townId: { in: [...new Set(loaded.map((rows) => rows.townId))] },
      role: { in: [...townRoles] },
    },
    select: { userId: true, townId: true },
  });
  if (members.length === 0) return loaded;
  return loaded.map((rows) => {
    const own = members.filter(({ townId }) => townId === rows.townId).map(({ userId }) => userId);
    return {
      ...rows,
      assignments: rows.assignments.filter(({ reviewerId }) => !own.includes(reviewerId)),
      appeals: rows.appeals.map((one) => (one.reviewerId && own.includes(one.reviewerId) ? withoutReviewer(one) : one)),
    };
  });
}

/** Adds what Prisma cannot join: the rulebooks (read once each, they never change) and the towns' own deadlines. */
async function complete(tx: Tx, found: Loaded[]): Promise<ApplicationRows[]> {
  const loaded = await withoutMembers(tx, found);
  const unread = new Set(loaded.filter((a) => !knownRulebook(a.rulebook.hash)).map((a) => a.rulebook.id));
  const read = unread.size > 0 ? await tx.rulebook.findMany({ where: { id: { in: [...unread] } } }) : [];
  for (const rulebook of read) rulebookOf(rulebook);
  const extensions: (Extension & { round: { cycleId: string } })[] = await tx.extension.findMany({
    where: {
      townId: { in: [...new Set(loaded.map((a) => a.townId))] },
      round: { cycleId: { in: [...new Set(loaded.map((a) => a.cycleId))] } },
    },
    select: {
      townId: true,
      deadline: true,
      grantedAt: true,
      reason: true,
      round: { select: { number: true, cycleId: true } },
    },
  });
  return loaded.map((rows) => ({
    ...rows,
    rulebook: { ...rows.rulebook, content: rulebookOf({ hash: rows.rulebook.hash, content: null }) },
    extensions: extensions.filter((e) => e.townId === rows.townId && e.round.cycleId === rows.cycleId),
  }));
}

/**
 * An application with all that scoring and its pages need, in the actor's scope; not-found when the actor may not read
 * it. `lock` holds the application's row until the transaction ends: every change of status takes it first.
 */
export async function loadApplication(
  tx: Tx,
  actor: Actor,
  id: string,
  options: { lock?: boolean } = {},
): Promise<ApplicationRows> {
  if (options.lock) await tx.$queryRaw`select id from applications where id = ${id}::uuid for update`;
  const loaded = await tx.application.findUnique({ where: { id }, include: shape });
  if (!loaded || can(actor, 'application.read', subjectOf(loaded)).ok !== true) throw notFound();
  return (await complete(tx, [loaded]))[0]!;
}

/** The applications the condition names, as far as the actor may read them, in a constant number of queries. */
export async function loadApplications(
  tx: Tx,
  actor: Actor,
  find: { where: Prisma.ApplicationWhereInput; orderBy: Prisma.ApplicationOrderByWithRelationInput[]; take?: number },
): Promise<ApplicationRows[]> {
  const loaded = await tx.application.findMany({ ...find, include: shape });
  return complete(
    tx,
    loaded.filter((rows) => can(actor, 'application.read', subjectOf(rows)).ok === true),
  );
}
