import { expect } from 'vitest';
import type { ApplicationFile } from '@/lib/scoring/facts';
import { score } from '@/lib/scoring/score';
import { makeApplication, fillOutline, makePerson, makeTown, setAnswers, type World } from './world';
import type { Person } from '@/lib/access/actor';
import { prisma } from './owner';

/** An application that can be submitted and claims one activity, of a town of its own, and the town's contact. */
export async function makeReady(world: World, name: string): Promise<{ id: string; contact: Person }> {
  const town = await makeTown(name, world.people.coordinator.id);
  const contact = await makePerson('Some Contact', { role: 'contact', townId: town.id });
  const action = 'participate-in-equity-training';
  const { id, submissions } = await makeApplication(world, { town, actions: [action] });
  await fillOutline(submissions[action]!, contact);
  await setAnswers(submissions[action]!, {
    '1': {
      narrative: 'Who was trained.',
      completed: '2023-06-01',
      credit: 'new',
      points: 10,
      log: [
        {
          id: 'r1',
          attendee: 'Pat Example',
          role: 'staff',
          contact: 'pat@example.org',
          training: 'Fair Housing, an Introduction',
          topic: 'Housing',
          provider: 'Fictional Training Center',
          start: '2023-05-02',
          end: '2023-05-02',
        },
      ],
    },
    partners: { none: true },
  });
  return { id, contact };
}

/**
 * Fails unless an application is submitted whole or not at all: status, round, snapshot, claim and event, and a stored
 * score that its own facts give again. Returns whether it is.
 */
export async function expectWhole(world: World, id: string): Promise<boolean> {
  const { status, round, snapshots, claims, events } = await prisma().application.findUniqueOrThrow({
    where: { id },
    include: { snapshots: true, claims: true, events: { where: { kind: 'application.submitted' } } },
  });
  const submitted = status === 'submitted';
  const one = submitted ? 1 : 0;
  const found = { status, round, snapshots: snapshots.length, claims: claims.length, events: events.length };
  expect(found).toEqual({
    status: submitted ? 'submitted' : 'draft',
    round: one,
    snapshots: one,
    claims: one,
    events: one,
  });
  for (const snapshot of snapshots)
    expect(score(world.rulebook, snapshot.facts as ApplicationFile)).toEqual(snapshot.score);
  return submitted;
}
