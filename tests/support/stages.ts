import { randomUUID } from 'node:crypto';
import type { Person } from '@/lib/access/actor';
import { submitApplication } from '@/lib/services/applications/submit-application';
import { finishReview } from '@/lib/services/reviews/finish-review';
import { ruleStep, ruleStepInput } from '@/lib/services/reviews/rule-step';
import { prisma } from './owner';
import { makeReady } from './ready';
import { assign, makeApplication, makePerson, makeTown, type TownFixture, type World } from './world';

export type Stage = { id: string; townId: string; contact: Person; submission: string };

/** A registered town of its own with nothing in it, and its contact. */
export async function newTown(world: World): Promise<{ town: TownFixture; contact: Person }> {
  const town = await makeTown(`Town ${randomUUID()}`, world.people.coordinator.id);
  return { town, contact: await makePerson('Some Contact', { role: 'contact', townId: town.id }) };
}

/** An application with the outline action Dark Skies in it, not begun. */
export async function begun(world: World): Promise<Stage> {
  const { town, contact } = await newTown(world);
  const { id, submissions } = await makeApplication(world, { town, actions: ['dark-skies'] });
  return { id, townId: town.id, contact, submission: submissions['dark-skies']! };
}

/** An application that can be submitted and claims one activity. */
export async function ready(world: World): Promise<Stage> {
  const { id, contact } = await makeReady(world, `Town ${randomUUID()}`);
  const submission = await prisma().submission.findFirstOrThrow({ where: { applicationId: id } });
  return { id, contact, submission: submission.id, townId: submission.townId };
}

export const submit = ({ id, contact }: Stage) => submitApplication(contact, { application: id, key: randomUUID() });

/** It is submitted, and assigned to the world's reviewer. */
export async function submitted(world: World): Promise<Stage> {
  const stage = await ready(world);
  await submit(stage);
  await assign(world, stage);
  return stage;
}

export const ruling = ({ submission }: Stage, outcome: 'approved' | 'revise') =>
  ruleStepInput.parse({ submission, step: '1', outcome, points: 5, reason: 'Say more.', items: [] });

/** Its step is ruled on. */
export async function ruled(world: World, outcome: 'approved' | 'revise'): Promise<Stage> {
  const stage = await submitted(world);
  await ruleStep(world.people.reviewer, ruling(stage, outcome));
  return stage;
}

/** It is approved, and its review is finished. */
export async function reviewed(world: World): Promise<Stage> {
  const stage = await ruled(world, 'approved');
  await finishReview(world.people.reviewer, { application: stage.id });
  return stage;
}
