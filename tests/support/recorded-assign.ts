import { actorOf } from '@/lib/auth';
import { assignInBulk, assignRequest, previewAssignments } from '@/lib/services/reviews/assign-bulk';
import { declareConflict } from '@/lib/services/reviews/assign-conflict';
import { askReading } from '@/lib/services/reviews/assign-second';
import { prisma } from './owner';
import type { Row } from './recorded-work';
import { newTown, ready, submit, submitted } from './stages';
import type { World } from './world';

/* The commands of assigning; see tests/integration/recorded.test.ts. */

/** Somebody's submitted application, and what giving it whole to the other reviewer would do. */
async function previewed(world: World) {
  const stage = await ready(world);
  await submit(stage);
  const form = { applications: [stage.id], reviewer: world.people.otherReviewer.id };
  const { mark } = await previewAssignments(world.people.coordinator, assignRequest.parse(form));
  return { ...form, mark };
}

/** A step that somebody was asked to read again. */
async function asked(world: World) {
  const { submission } = await submitted(world);
  await askReading(world.people.coordinator, { submission, step: '1' });
  return prisma().secondReading.findFirstOrThrow({ where: { submissionId: submission } });
}

const coordinates = (form: (world: World) => Promise<Record<string, unknown>>) => async (world: World) => ({
  by: world.people.coordinator,
  form: await form(world),
});

export const assigning: Record<string, Row> = {
  'assign.assignInBulkCommand': { given: coordinates(previewed), records: ['application.assigned'] },
  'assign.undoBatchCommand': {
    given: coordinates(async (world) => {
      const { mark, ...form } = await previewed(world);
      return { batch: (await assignInBulk(world.people.coordinator, { ...assignRequest.parse(form), mark })).batch };
    }),
    records: ['application.assigned'],
  },
  'assign.setTopicsCommand': {
    given: coordinates(async ({ people }) => ({ reviewer: people.reviewer.id, categories: ['3'] })),
    records: ['topics.set'],
  },
  'assign.declareConflictCommand': {
    given: async (world) => {
      const { id } = await submitted(world);
      const { town } = await prisma().application.findUniqueOrThrow({ where: { id }, select: { town: true } });
      return { by: world.people.reviewer, form: { town: town.slug, reason: 'A cousin.' } };
    },
    records: [['application.assigned', 'conflict.declared']],
  },
  'assign.liftConflictCommand': {
    given: coordinates(async (world) => {
      const { town } = await newTown(world);
      await declareConflict(world.people.reviewer, { town: town.slug, reason: 'A cousin.' });
      return { conflict: (await prisma().conflict.findFirstOrThrow({ where: { townId: town.id } })).id };
    }),
    records: ['conflict.lifted'],
  },
  'assign.askHandoverCommand': {
    given: async (world) => ({
      by: world.people.reviewer,
      form: { application: (await submitted(world)).id, reason: 'On leave.' },
    }),
    records: ['handover.asked'],
  },
  'assign.handOverCommand': {
    given: coordinates(async (world) => ({
      application: (await submitted(world)).id,
      from: world.people.reviewer.id,
      reviewer: world.people.otherReviewer.id,
    })),
    records: ['application.handed-over'],
  },
  'assign.sampleReadingsCommand': {
    // One application alone under review: each has its own event.
    given: coordinates(async (world) => {
      const where = { status: { in: ['submitted' as const, 'in_review' as const] } };
      await prisma().application.updateMany({ where, data: { status: 'withdrawn' } });
      await submitted(world);
      return { percent: '100', seed: 'a-seed' };
    }),
    records: ['reading.asked'],
  },
  'assign.askReadingCommand': {
    given: coordinates(async (world) => ({ place: `${(await submitted(world)).submission} 1` })),
    records: ['reading.asked'],
  },
  'assign.withdrawReadingCommand': {
    given: coordinates(async (world) => ({ reading: (await asked(world)).id })),
    records: ['reading.withdrawn'],
  },
  'assign.giveReadingCommand': {
    given: async (world) => {
      const { submissionId: submission, readerId } = await asked(world);
      const form = { submission, step: '1', outcome: 'revise', reason: 'Say more.' };
      return { by: (await actorOf(readerId))!, form };
    },
    records: ['reading.given'],
  },
};
