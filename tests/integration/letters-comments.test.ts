import { beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { Actor, Person } from '@/lib/access/actor';
import { systemActor } from '@/lib/auth';
import { holdClock } from '@/lib/clock';
import { addComment, addCommentInput, addNote } from '@/lib/services/comments/add-comment';
import { chooseLetters, chooseLettersInput } from '@/lib/services/mail/choose-letters';
import { digestLines } from '@/lib/services/mail/digest-lines';
import { writeDigests } from '@/lib/services/mail/write-digests';
import { emptyTables, freshDatabase } from '../support/database';
import { mailbox } from '../support/mailbox';
import { prisma } from '../support/owner';
import { assign, fillOutline, makeApplication, makePerson, makeWorld, type World } from '../support/world';
import { submitted } from './reviews-file';

await freshDatabase();
let world: World;
let application: Awaited<ReturnType<typeof makeApplication>>;
/** A reviewer of another category of the same application. */
let elsewhere: Person;

const say = (who: Actor, text: string, more: object = {}) =>
  addComment(
    who,
    addCommentInput.parse({ submission: application.submissions['dark-skies'], step: '1', text, ...more }),
  );
const choose = (who: Person, comments: string) => chooseLetters(who, chooseLettersInput.parse({ comments }));
const received = async () =>
  (await mailbox())
    .filter(({ subject }) => !subject.startsWith('Received'))
    .map(({ to, subject }) => `${to}: ${subject}`);
const idOf = async (text: string) => (await prisma().comment.findFirstOrThrow({ where: { text } })).id;

beforeAll(async () => {
  world = await makeWorld();
  application = await makeApplication(world, { actions: ['dark-skies'] });
  await fillOutline(application.submissions['dark-skies']!, world.people.contact);
  await submitted(application.id, 1);
  await assign(world, application);
  elsewhere = await makePerson('Eve Reviewer', { role: 'reviewer' });
  await assign(world, application, elsewhere, [12]);
});
beforeEach(async () => {
  holdClock('2024-03-05T09:00:00-05:00');
  await emptyTables('mails, digest_days, letter_choices');
});

describe('a new comment', () => {
  it('is told to the other side and to whoever spoke in the thread, and not to who wrote it', async () => {
    const { contact, editor, viewer, reviewer, otherReviewer, stranger, coordinator } = world.people;
    const all = [contact, editor, reviewer, elsewhere, otherReviewer, stranger, coordinator];
    for (const who of all) await choose(who, 'at_once');
    await say(reviewer, 'Which meeting was it?');
    expect(await received()).toEqual([
      `${contact.email}: Aldbrook: a new comment on step 1 of 3.13 Promote Dark Skies`,
    ]);
    const parent = await idOf('Which meeting was it?');
    await say(editor, 'The one in June.', { parent });
    expect((await received()).map((line) => line.split(':')[0])).toEqual([reviewer.email]);
    await say(coordinator, 'Thank you.', { parent });
    expect((await received()).map((line) => line.split(':')[0]).sort()).toEqual(
      [contact.email, editor.email, reviewer.email].sort(),
    );
    expect(viewer.email).not.toBe('');
  });

  it('is not told in the letter itself, and an internal note is told to nobody', async () => {
    const { contact, reviewer, coordinator } = world.people;
    for (const who of [contact, reviewer, coordinator]) await choose(who, 'at_once');
    await say(reviewer, 'A word that stays in the portal.');
    const [letter] = await mailbox();
    expect(letter?.text).toContain('#comments');
    expect(letter?.text).not.toContain('stays in the portal');
    await addNote(
      reviewer,
      addCommentInput.parse({ submission: application.submissions['dark-skies'], step: '1', text: 'Among us.' }),
    );
    expect(await mailbox()).toEqual([]);
  });

  it('is not told any more to somebody of the thread who lost the application', async () => {
    const { contact, reviewer } = world.people;
    await choose(reviewer, 'at_once');
    const parent = await idOf('Which meeting was it?');
    const own = { where: { reviewerId: reviewer.id } };
    const given = await prisma().assignment.findMany(own);
    await say(contact, 'The next one as well.', { parent });
    await prisma().assignment.deleteMany(own);
    expect(await received()).toEqual([]);
    await prisma().assignment.createMany({ data: given });
    await say(contact, 'And the last one.', { parent });
    expect(await received()).toHaveLength(1);
  });

  it('is usually a line of the digest: one for each application, however many comments there are', async () => {
    const { contact, reviewer } = world.people;
    await say(reviewer, 'First.');
    await say(reviewer, 'Second.');
    await say(contact, 'Third.');
    expect(await received()).toEqual([]);
    holdClock('2024-03-06T08:10:00-05:00');
    await writeDigests(systemActor);
    const digests = await mailbox();
    const ofTown = digests.find(({ to }) => to === contact.email);
    expect(ofTown?.subject).toBe('Town Green, Wednesday, March 6, 2024: 1 new');
    expect(ofTown?.text).toMatch(/- Aldbrook: 2 new comments\r?\n/);
    const ofReviewer = digests.find(({ to }) => to === reviewer.email);
    expect(ofReviewer?.text.match(/Aldbrook/g)).toHaveLength(1);
    expect(ofReviewer?.text).toMatch(/- Aldbrook: a new comment on step 1 .*; round 1: /);
  });
});

test('a digest names each application once, where it first stands', () => {
  const at = (application: string) => `/a/${application}`;
  const entries = [
    { application: 'one', text: 'Wrenfield: the reviewers returned 2 steps', link: '/letters/1' },
    { application: null, text: '2 applications assigned to you', link: '/letters/2' },
    { application: 'two', text: 'Tamarack, round 2: 3 steps to rule on', link: '/a/two' },
    { application: 'one', text: 'Wrenfield, round 2: 1 step to rule on', link: '/a/one' },
    { application: 'one', text: 'Received: Wrenfield, round 2', link: '/letters/3' },
  ];
  expect(digestLines(entries, at)).toEqual([
    {
      text: 'Wrenfield: the reviewers returned 2 steps; round 2: 1 step to rule on; Received: Wrenfield, round 2',
      link: '/a/one',
    },
    { text: '2 applications assigned to you', link: '/letters/2' },
    { text: 'Tamarack, round 2: 3 steps to rule on', link: '/a/two' },
  ]);
});
