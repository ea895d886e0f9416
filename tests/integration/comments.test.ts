import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Person } from '@/lib/access/actor';
import { holdClock } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { exportApplication } from '@/lib/services/applications/export-application';
import { getApplication } from '@/lib/services/applications/get-application';
import { getRecord } from '@/lib/services/applications/get-record';
import { addComment, addCommentInput, addNote } from '@/lib/services/comments/add-comment';
import { listComments } from '@/lib/services/comments/list-comments';
import { resolveComment } from '@/lib/services/comments/resolve-comment';
import { getDesk } from '@/lib/services/reviews/get-desk';
import { getSubmission } from '@/lib/services/submissions/get-submission';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';
import { assign, makeApplication, makePerson, makeWorld, worldStart, type World } from '../support/world';
import { submitted } from './reviews-file';

await freshDatabase();
let world: World;
let application: Awaited<ReturnType<typeof makeApplication>>;
let submission: string;
/** A coordinator who also belongs to the town. */
let twoHats: Person;

const said = (text: string, more: object = {}) => addCommentInput.parse({ submission, step: '1', text, ...more });
const threads = async (who: Person) => (await getDesk(who, application.id, 'dark-skies'))?.threads ?? [];
const townReads = async (who: Person) => (await listComments(who, application.id, 'dark-skies')).threads;
const texts = async (list: ReturnType<typeof threads>) => (await list).map(({ text }) => text);
const idOf = async (text: string) => (await prisma().comment.findFirstOrThrow({ where: { text } })).id;

beforeAll(async () => {
  world = await makeWorld();
  application = await makeApplication(world, { actions: ['dark-skies', 'green-grounds'] });
  submission = application.submissions['dark-skies']!;
  await submitted(application.id, 1);
  await assign(world, application);
  twoHats = await makePerson(
    'Two Hats',
    { role: 'coordinator' },
    { role: 'reviewer' },
    { role: 'editor', townId: world.aldbrook.id },
  );
  await assign(world, application, twoHats);
});

describe('comments shared with the town', () => {
  test('are read and answered on both sides, one level deep, oldest first', async () => {
    const { reviewer, editor, coordinator } = world.people;
    await addComment(reviewer, said('Which meeting was it?'));
    holdClock('2024-03-01T13:00:00-05:00');
    const parent = await idOf('Which meeting was it?');
    await addComment(editor, said('The one in June.', { parent }));
    await addComment(coordinator, said('Thank you.', { parent }));
    holdClock(worldStart);
    const answer = await idOf('The one in June.');
    await expect(addComment(reviewer, said('Deeper.', { parent: answer }))).rejects.toMatchObject({ code: 'conflict' });
    for (const list of [await townReads(editor), await threads(reviewer)])
      expect(list).toMatchObject([
        {
          text: 'Which meeting was it?',
          fromTown: false,
          answers: [
            { text: 'The one in June.', fromTown: true, author: 'Ed Editor' },
            { text: 'Thank you.', fromTown: false },
          ],
        },
      ]);
  });

  test('are resolved and opened again, recorded once each and without the text', async () => {
    const { reviewer, editor, coordinator } = world.people;
    const comment = await idOf('Which meeting was it?');
    await resolveComment(reviewer, { comment, resolved: 'yes' });
    await resolveComment(reviewer, { comment, resolved: 'yes' });
    expect(await townReads(editor)).toMatchObject([{ resolved: { by: 'Rae Reviewer' } }]);
    await resolveComment(coordinator, { comment, resolved: 'no' });
    expect(await townReads(editor)).toMatchObject([{ resolved: null }]);
    const events = await prisma().event.findMany({
      where: { kind: { startsWith: 'comment.' } },
      orderBy: { number: 'asc' },
    });
    expect(events.map(({ kind }) => kind)).toEqual([
      ...['comment.added', 'comment.added', 'comment.added'],
      ...['comment.resolved', 'comment.resolved'],
    ]);
    expect(JSON.stringify(events.map(({ details }) => details))).not.toMatch(/meeting|June/);
  });

  test('are settled by whoever asked or by the program’s side, never by those who were asked', async () => {
    const { reviewer, editor, contact } = world.people;
    const comment = await idOf('Which meeting was it?');
    for (const who of [editor, contact]) {
      const settling = resolveComment(who, { comment, resolved: 'yes' });
      await expect(settling).rejects.toMatchObject({ code: 'forbidden', reasons: [{ code: 'asker-only' }] });
      const past = db.as(who, (tx) =>
        tx.comment.updateMany({ where: { id: comment }, data: { resolvedAt: new Date(), resolvedById: who.id } }),
      );
      expect((await past).count).toBe(0);
    }
    expect(await townReads(editor)).toMatchObject([{ resolved: null, settles: false }]);
    expect(await threads(reviewer)).toMatchObject([{ settles: true }]);
    await addComment(editor, said('May we send a scan?', { step: 'partners' }));
    const own = await idOf('May we send a scan?');
    expect((await townReads(editor)).find(({ id }) => id === own)).toMatchObject({ settles: true });
    await expect(resolveComment(contact, { comment: own, resolved: 'yes' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await resolveComment(editor, { comment: own, resolved: 'yes' });
    await resolveComment(reviewer, { comment: own, resolved: 'no' });
    await prisma().comment.deleteMany({ where: { id: own } });
  });

  test('are not for viewers to write, nor before submission or after the decision', async () => {
    const { viewer, editor, reviewer, otherReviewer, stranger } = world.people;
    await expect(addComment(viewer, said('Me too.'))).rejects.toMatchObject({ code: 'forbidden' });
    for (const who of [otherReviewer, stranger])
      await expect(addComment(who, said('Hello.'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(addComment(reviewer, said('Hello.', { step: '9' }))).rejects.toMatchObject({ code: 'not-found' });
    for (const status of ['draft', 'decided'] as const) {
      await prisma().application.update({ where: { id: application.id }, data: { status } });
      await expect(addComment(editor, said('Hello.')), status).rejects.toMatchObject({ code: 'forbidden' });
    }
    await prisma().application.update({ where: { id: application.id }, data: { status: 'submitted' } });
    await expect(() => said('   ')).toThrow();
  });
});

describe('internal notes', () => {
  const secret = 'Compare with what they sent last year';

  test('are for reviewers and coordinators, and refused to everybody of the town', async () => {
    const { reviewer, coordinator, editor, contact } = world.people;
    await addNote(reviewer, said(secret));
    const parent = await idOf(secret);
    await addNote(coordinator, said(`${secret}, page two`, { parent }));
    expect(await texts(threads(coordinator))).toContain(secret);
    for (const who of [editor, contact, twoHats])
      await expect(addNote(who, said('Ours.'))).rejects.toMatchObject({ code: 'forbidden' });
    // An answer cannot take a note over to the town's side, nor can settling one.
    await expect(addComment(editor, said('Tell us.', { parent }))).rejects.toMatchObject({ code: 'conflict' });
    await expect(resolveComment(editor, { comment: parent, resolved: 'yes' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('are in nothing the town reads: pages, record, comments, export', async () => {
    for (const who of [world.people.contact, world.people.viewer, world.people.helper, twoHats]) {
      const all = [
        await getApplication(who, application.id),
        await getSubmission(who, application.id, 'dark-skies'),
        await getRecord(who, { application: application.id }),
        await townReads(who),
        await getDesk(who, application.id, 'dark-skies'),
        await exportApplication(who, application.id),
      ];
      expect(JSON.stringify(all), who.name).not.toMatch(/last year|internal note/i);
    }
    const record = await getRecord(world.people.reviewer, { application: application.id });
    expect(JSON.stringify(record)).toMatch(/internal note on step 1/);
  });

  test('are kept from a second reader until the reading is given', async () => {
    const { otherReviewer, coordinator } = world.people;
    const place = { submissionId: submission, applicationId: application.id, townId: application.townId };
    const { id } = await prisma().secondReading.create({
      data: {
        ...place,
        actionId: 'dark-skies',
        step: '1',
        round: 1,
        readerId: otherReviewer.id,
        why: 'chosen',
        askedById: coordinator.id,
        askedAt: new Date(worldStart),
      },
    });
    expect((await threads(otherReviewer)).map(({ audience }) => audience)).toEqual(['shared']);
    await prisma().secondReading.update({ where: { id }, data: { givenAt: new Date(worldStart) } });
    expect((await threads(otherReviewer)).map(({ audience }) => audience)).toEqual(['shared', 'internal']);
    await prisma().secondReading.delete({ where: { id } });
  });

  test('stay closed in the database, whatever is asked', async () => {
    const seen = (who: Actor) =>
      db.as(who, async (tx) => [
        await tx.comment.count({ where: { audience: 'shared' } }),
        await tx.comment.count({ where: { audience: 'internal' } }),
      ]);
    for (const who of [world.people.contact, world.people.viewer, world.people.helper, twoHats])
      expect(await seen(who), who.name).toEqual([3, 0]);
    for (const who of [world.people.otherReviewer, world.people.stranger]) expect(await seen(who)).toEqual([0, 0]);
    for (const who of [world.people.reviewer, world.people.coordinator]) expect(await seen(who)).toEqual([3, 2]);
    const write = (who: Actor, audience: string, author: string, fromTown: boolean) =>
      db.as(who, (tx) =>
        tx.$executeRawUnsafe(
          `insert into comments (id, submission_id, town_id, step, audience, text, author_id, from_town, at)
           values (gen_random_uuid(), '${submission}', '${application.townId}', '1', '${audience}', 'x', '${author}', ${fromTown}, now())`,
        ),
      );
    const { editor, viewer, reviewer } = world.people;
    for (const [who, audience, author, fromTown] of [
      [editor, 'internal', editor.id, true],
      [editor, 'internal', editor.id, false],
      [editor, 'shared', editor.id, false],
      [editor, 'shared', reviewer.id, true],
      [viewer, 'shared', viewer.id, true],
      [twoHats, 'internal', twoHats.id, false],
      [reviewer, 'shared', reviewer.id, true],
    ] as const)
      await expect(write(who, audience, author, fromTown), `${who.name} ${audience}`).rejects.toThrow(
        /row-level security/,
      );
  });
});
