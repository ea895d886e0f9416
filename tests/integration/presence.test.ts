import { beforeAll, beforeEach, expect, test } from 'vitest';
import { actorOfSession, createSession, publicActor } from '@/lib/auth';
import { holdClock } from '@/lib/clock';
import { notePresence } from '@/lib/services/presence/note-presence';
import { emptyTables, freshDatabase } from '../support/database';
import { prisma } from '../support/owner';
import { makeApplication, makeWorld, worldStart, type World } from '../support/world';

await freshDatabase();
let world: World;
let submission: string;

const at = (seconds: number) => holdClock(new Date(Date.parse(worldStart) + seconds * 1000));
const note = (actor: Parameters<typeof notePresence>[0], step: string) => notePresence(actor, { submission, step });

beforeAll(async () => {
  world = await makeWorld();
  submission = (await makeApplication(world, { actions: ['dark-skies'] })).submissions['dark-skies']!;
});
beforeEach(async () => {
  at(0);
  await emptyTables('presences');
});

test('those who have an action open learn of each other and each other’s step, for 45 seconds', async () => {
  const { contact, editor, helper } = world.people;
  expect(await note(contact, '1')).toEqual({ others: [] });
  at(10);
  expect(await note(editor, 'partners')).toEqual({ others: [{ name: 'Maya Contact', step: '1' }] });
  at(20);
  expect(await note(helper, '1')).toEqual({
    others: [
      { name: 'Ed Editor', step: 'partners' },
      { name: 'Maya Contact', step: '1' },
    ],
  });
  expect((await note(contact, '2')).others).toHaveLength(2);
  at(54);
  expect((await note(helper, '1')).others).toEqual([
    { name: 'Ed Editor', step: 'partners' },
    { name: 'Maya Contact', step: '2' },
  ]);
  at(56);
  expect((await note(helper, '1')).others).toEqual([{ name: 'Maya Contact', step: '2' }]);
  expect(await prisma().event.count({ where: { applicationId: { not: null } } })).toBe(0);
});

test.each([
  ['stranger', 'not-found'],
  ['reviewer', 'not-found'],
  ['coordinator', 'forbidden'],
  ['viewer', 'forbidden'],
] as const)('a %s is told nothing (%s) and leaves no trace', async (who, code) => {
  await note(world.people.contact, '1');
  await expect(note(world.people[who], '1')).rejects.toMatchObject({ code });
  await expect(note(publicActor, '1')).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(await prisma().presence.count()).toBe(1);
});

test('while the town is asked for a clarification its people learn of each other again, until the deadline', async () => {
  const { contact, editor, coordinator } = world.people;
  await prisma().application.updateMany({ data: { status: 'in_review', round: 1 } });
  await expect(note(editor, '1')).rejects.toMatchObject({ code: 'conflict' });
  await prisma().stepOpening.create({
    data: {
      submissionId: submission,
      townId: world.aldbrook.id,
      step: '1',
      kind: 'clarification',
      reason: 'Which grounds?',
      openedById: coordinator.id,
      openedAt: new Date(worldStart),
      deadline: new Date(Date.parse(worldStart) + 60_000),
    },
  });
  await note(contact, '1');
  expect((await note(editor, '1')).others).toEqual([{ name: 'Maya Contact', step: '1' }]);
  at(61);
  await expect(note(editor, '1')).rejects.toMatchObject({ code: 'conflict' });
  await prisma().application.updateMany({ data: { status: 'draft', round: 0 } });
});

test('a sign of life is no use of a session: it ends all the same', async () => {
  const { contact } = world.people;
  const id = await createSession(contact.id);
  const lastSeen = async () => (await prisma().session.findUniqueOrThrow({ where: { id } })).lastSeenAt.getTime();
  const opened = await lastSeen();
  at(59 * 60);
  expect((await actorOfSession(id, { watching: true })).kind).toBe('person');
  expect(await lastSeen()).toBe(opened);
  at(61 * 60);
  expect((await actorOfSession(id, { watching: true })).kind).toBe('public');
});
