import { randomUUID } from 'node:crypto';
import { holds, townRoles, type Person } from '@/lib/access/actor';
import { actorOf } from '@/lib/auth';
import { closeCycle } from '@/lib/services/cycles/close-cycle';
import { extendDeadline } from '@/lib/services/cycles/extend-deadline';
import { saveRound } from '@/lib/services/cycles/save-round';
import { removeMembership } from '@/lib/services/people/remove-membership';
import { assignInBulk, previewAssignments, undoBatch } from '@/lib/services/reviews/assign-bulk';
import { declareConflict, liftConflict } from '@/lib/services/reviews/assign-conflict';
import { askReading, sampleReadings, withdrawReading } from '@/lib/services/reviews/assign-second';
import { joinTown } from './join-town';
import { prisma } from './owner';
import { one, posted, type Deed, type Doing } from './walk-deed';
import type { Walk } from './walk-world';

/*
 * What the program does in a random walk around an application: its cycle, who reads it, and who may not.
 */

/** Gives the town more time in a round that it can still submit to. */
export const moreTime = (who: Person, { walk, life }: Pick<Doing, 'walk' | 'life'>) =>
  extendDeadline(who, {
    cycle: walk.cycle.id,
    number: Math.min(life.round + 1, life.rounds),
    town: walk.town.id,
    reason: 'The town clerk was ill.',
    ...posted(14),
  });

/** Reads again whoever may have got or lost a role. */
async function anew(walk: Walk, { id }: Person): Promise<void> {
  const actor = await actorOf(id);
  if (actor) walk.reviewers = walk.reviewers.map((person) => (person.id === id ? actor : person));
}

/** A reviewer takes an invitation of the town, as they do from its link; nobody else has one, nor who belongs to it. */
async function join(walk: Walk, who: Person): Promise<void> {
  if (holds(who, townRoles, walk.town.id) || !walk.reviewers.some(({ id }) => id === who.id)) return;
  await joinTown(who.id, walk.town.id);
  await anew(walk, who);
}

/** Takes reviewers who joined the town out of it again. */
async function endMemberships(walk: Walk, who: Person): Promise<void> {
  const where = { townId: walk.town.id, userId: { in: walk.reviewers.map(({ id }) => id) } };
  for (const { id } of await prisma().membership.findMany({ where })) await removeMembership(who, { membership: id });
  for (const person of walk.reviewers) await anew(walk, person);
}

async function liftConflicts(walk: Walk, who: Person): Promise<void> {
  const where = { townId: walk.town.id, liftedAt: null, reviewerId: { in: walk.reviewers.map(({ id }) => id) } };
  for (const { id } of await prisma().conflict.findMany({ where })) await liftConflict(who, { conflict: id });
}

/** Ends what keeps reviewers away from the town: their memberships of it, and their conflicts with it. */
export async function freeReviewers(walk: Walk, who: Person): Promise<void> {
  await endMemberships(walk, who);
  await liftConflicts(walk, who);
}

export const programDeeds = {
  'assign in bulk': {
    act: 'assign',
    weight: 2,
    do: async ({ walk, who, pick, step }) => {
      const request = {
        applications: [walk.application],
        reviewer: pick % 2 ? '' : one(walk.reviewers, pick >> 2).id,
        scope: one(['', `category:${step.category}`, `action:${step.action}`], pick >> 1),
      };
      const { mark } = await previewAssignments(who, request);
      return assignInBulk(who, { ...request, mark });
    },
  },
  'undo a bulk assignment': {
    act: 'assign',
    weight: 1,
    do: async ({ walk, who }) => {
      const assignments = { some: { applicationId: walk.application } };
      const batch = await prisma().assignmentBatch.findFirst({ where: { assignments } });
      return undoBatch(who, { batch: batch?.id ?? randomUUID() });
    },
  },
  'ask for a reading': {
    by: ['coordinator'],
    weight: 1,
    do: (d) => askReading(d.who, { submission: d.step.submission, step: d.step.key }),
  },
  'sample readings': {
    by: ['coordinator'],
    weight: 1.5,
    do: ({ who, pick }) => sampleReadings(who, { percent: one([30, 60, 100], pick), seed: `s-${pick}` }),
  },
  'withdraw a reading': {
    by: ['coordinator'],
    weight: 0.5,
    do: ({ who, life, pick }) =>
      withdrawReading(who, { reading: one([...life.readings, { id: randomUUID() }], pick).id }),
  },
  'join the town': {
    by: ['reviewers'],
    appeal: 'give-back',
    weight: 0.7,
    do: ({ walk, who }) => join(walk, who),
  },
  'end memberships': { by: ['coordinator', 'town'], weight: 0.4, do: ({ walk, who }) => endMemberships(walk, who) },
  'lift conflicts': { by: ['coordinator'], weight: 0.4, do: ({ walk, who }) => liftConflicts(walk, who) },
  'declare a conflict': {
    by: ['coordinator', 'reviewers'],
    appeal: 'give-back',
    weight: 0.7,
    do: ({ walk, who, pick }) =>
      declareConflict(who, {
        town: walk.town.slug,
        reviewer: walk.reviewers.some(({ id }) => id === who.id) ? who.id : one(walk.reviewers, pick).id,
        reason: 'A cousin works there.',
      }),
  },
  'extend the deadline': { by: ['coordinator'], weight: 1, do: (doing) => moreTime(doing.who, doing) },
  'add a round': {
    by: ['coordinator'],
    weight: 0.3,
    do: ({ walk, life, who }) =>
      saveRound(who, {
        cycle: walk.cycle.id,
        number: life.rounds + 1,
        ...posted(30),
        reason: '',
        'reviewBy.month': '',
        'reviewBy.day': '',
        'reviewBy.year': '',
      }),
  },
  'close the cycle': {
    by: ['coordinator'],
    weight: 2,
    do: ({ walk, who }) => closeCycle(who, { cycle: walk.cycle.id }),
  },
} satisfies Record<string, Deed>;
