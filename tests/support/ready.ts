import type { Person } from '@/lib/access/actor';
import { fillOutline, makeApplication, makePerson, makeTown, setAnswers, type World } from './world';

/** Answers that claim one activity, the training named, in an action whose step 1 is a log of trainings. */
export const trainingAnswers = (training = 'Fair Housing, an Introduction') => ({
  '1': {
    narrative: 'Who was trained.',
    completed: '2023-06-01',
    credit: 'new' as const,
    points: 10,
    log: [
      {
        id: 'r1',
        attendee: 'Pat Example',
        role: 'staff',
        contact: 'pat@example.org',
        training,
        topic: 'Housing',
        provider: 'Fictional Training Center',
        start: '2023-05-02',
        end: '2023-05-02',
      },
    ],
  },
  partners: { none: true },
});

/** An application that can be submitted and claims one activity, of a town of its own, and the town's contact. */
export async function makeReady(world: World, name: string): Promise<{ id: string; contact: Person }> {
  const town = await makeTown(name, world.people.coordinator.id);
  const contact = await makePerson('Some Contact', { role: 'contact', townId: town.id });
  const action = 'participate-in-equity-training';
  const { id, submissions } = await makeApplication(world, { town, actions: [action] });
  await fillOutline(submissions[action]!, contact);
  await setAnswers(submissions[action]!, trainingAnswers());
  return { id, contact };
}
