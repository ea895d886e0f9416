import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/access/actor';
import { publicActor } from '@/lib/auth';
import { env } from '@/lib/env';
import { rulebookHash } from '@/lib/rulebook/hash';
import { getSubmission } from '@/lib/services/submissions/get-submission';
import { saveAnswers } from '@/lib/services/submissions/save-answers';
import type { Changes } from '@/lib/workflow/merge';
import { emptyTables, freshDatabase } from '../support/database';
import { assign, makeApplication, makePerson, makeRuling, makeWorld, type World } from '../support/world';
import { prisma } from '../support/owner';

await freshDatabase();
const action = 'municipal-workforce-homelessness';
let world: World;
let application: Awaited<ReturnType<typeof makeApplication>>;
let submission: string;

beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(async () => {
  await emptyTables('applications');
  application = await makeApplication(world, { actions: [action] });
  submission = application.submissions[action]!;
});

const save = (
  actor: Actor,
  base: number,
  changes: Changes,
  more: { writer?: string; seq?: number; stamp?: string } = {},
) => saveAnswers(actor, { submission, base, changes, ...more });
const stored = async () => (await prisma().submission.findUniqueOrThrow({ where: { id: submission } })).cells;

describe('two people in one form', () => {
  test('different fields join', async () => {
    const { contact, editor } = world.people;
    await save(contact, 0, { '1a.liaison-name': 'Pat Example' });
    const second = await save(editor, 0, { '1a.liaison-title': 'Town clerk' });
    expect(second).toMatchObject({ revision: 2, conflicts: [], others: { '1a.liaison-name': 'Pat Example' } });
    expect(await stored()).toEqual({ '1a.liaison-name': 'Pat Example', '1a.liaison-title': 'Town clerk' });
  });

  test('the same field shows both texts, who wrote and when; the other changes are saved', async () => {
    const { contact, editor } = world.people;
    await save(contact, 0, { '1a.relationship': 'Pat chairs the team.' });
    const answer = await save(editor, 0, { '1a.relationship': 'Pat reports to the team.', '1a.on-team': true });
    expect(answer.saved).toEqual(['1a.on-team']);
    expect(answer.conflicts).toEqual([
      {
        address: '1a.relationship',
        yours: 'Pat reports to the team.',
        theirs: 'Pat chairs the team.',
        by: 'Maya Contact',
        at: '2024-03-01T17:00:00.000Z',
      },
    ]);
    expect(await stored()).toEqual({ '1a.relationship': 'Pat chairs the team.', '1a.on-team': true });
    const chosen = await save(editor, answer.revision, { '1a.relationship': 'Pat chairs the team and reports to it.' });
    expect(chosen).toMatchObject({ revision: 3, conflicts: [] });
  });

  test('two windows of one person do not overwrite each other', async () => {
    const { editor } = world.people;
    await save(editor, 0, { '1a.liaison-name': 'In the first window' }, { writer: 'w1' });
    const second = await save(editor, 0, { '1a.liaison-name': 'In the second window' }, { writer: 'w2' });
    expect(second.conflicts).toMatchObject([{ theirs: 'In the first window', by: 'Ed Editor' }]);
  });

  test('sent again, a save changes nothing; sent late, it does not undo a later one', async () => {
    const { editor } = world.people;
    const first = await save(editor, 0, { '1a.liaison-name': 'P' }, { writer: 'w', seq: 1 });
    expect(await save(editor, 0, { '1a.liaison-name': 'P' }, { writer: 'w', seq: 1 })).toMatchObject({
      revision: first.revision,
      saved: ['1a.liaison-name'],
      conflicts: [],
    });
    await save(editor, 0, { '1a.liaison-name': 'Pat' }, { writer: 'w', seq: 1_800_000_000_000 });
    const late = await save(editor, 0, { '1a.liaison-name': 'P' }, { writer: 'w', seq: 1 });
    expect(late).toMatchObject({ saved: [], conflicts: [{ yours: 'P', theirs: 'Pat' }] });
    expect(await stored()).toEqual({ '1a.liaison-name': 'Pat' });
    expect(await prisma().event.count({ where: { applicationId: application.id, kind: 'answers.saved' } })).toBe(2);
  });

  test('fifty writers at once: each acknowledged write is stored', async () => {
    const { contact, editor, helper } = world.people;
    const people = [contact, editor, helper];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => save(people[i % 3]!, 0, { [`1b.log.r${i}.training`]: `Training ${i}` })),
    );
    expect(new Set(answers.map((a) => a.revision)).size).toBe(50);
    const cells = (await stored()) as Record<string, string>;
    for (let i = 0; i < 50; i++) expect(cells[`1b.log.r${i}.training`]).toBe(`Training ${i}`);
  });

  test('fifty writers of one field: one is stored, forty-nine are told', async () => {
    const { contact, editor } = world.people;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        save(i % 2 ? contact : editor, 0, { '1a.liaison-name': `Name ${i}` }, { writer: `w${i}` }),
      ),
    );
    const won = answers.filter((a) => a.saved.length > 0);
    expect(won).toHaveLength(1);
    expect(answers.flatMap((a) => a.conflicts)).toHaveLength(49);
  });
});

test('more saves at once than the pool has connections, and a read in the midst of them still answers', async () => {
  const { editor, contact } = world.people;
  const many = env().DATABASE_POOL * 4;
  const saves = Array.from({ length: many }, (_, i) => save(editor, 0, { [`1b.log.p${i}.training`]: 'x' }));
  const read = getSubmission(contact, application.id, action);
  const more = Array.from({ length: many }, (_, i) => save(contact, 0, { [`1b.log.q${i}.training`]: 'y' }));
  expect((await read).id).toBe(submission);
  const answers = await Promise.all([...saves, ...more]);
  expect(answers.every((a) => a.saved.length === 1)).toBe(true);
  expect(Object.keys((await stored()) as object)).toHaveLength(many * 2);
}, 60_000);

describe('the door', () => {
  test('a script in a link is refused with its address; what else was typed is saved', async () => {
    const answer = await save(world.people.editor, 0, { '1a.page': 'javascript:alert(1)', '1a.liaison-name': 'Pat' });
    expect(answer).toMatchObject({ saved: ['1a.liaison-name'], refused: [{ at: '1a.page' }] });
    expect(await stored()).toEqual({ '1a.liaison-name': 'Pat' });
    await expect(save(world.people.editor, 1, { '1a.page': 'javascript:alert(1)' })).rejects.toMatchObject({
      code: 'invalid',
      reasons: [{ at: '1a.page', message: expect.stringContaining('https://') }],
    });
  });

  test('an unknown question says to reload', async () => {
    await expect(save(world.people.editor, 0, { '1a.made-up': 'x' })).rejects.toMatchObject({
      code: 'invalid',
      reasons: [{ at: '1a.made-up', message: expect.stringContaining('Reload') }],
    });
  });

  test('a form drawn from another rulebook is told so; the right stamp is taken', async () => {
    await expect(save(world.people.editor, 0, { '1a.page': 'x' }, { stamp: 'older' })).rejects.toMatchObject({
      code: 'conflict',
      reasons: [{ code: 'stale-form' }],
    });
    const stamp = rulebookHash(world.rulebook);
    expect((await getSubmission(world.people.editor, application.id, action)).stamp).toBe(stamp);
    expect(await save(world.people.editor, 0, { '1a.page': 'x' }, { stamp })).toMatchObject({ saved: ['1a.page'] });
  });

  test('ten thousand pasted rows: a clear message, and the rows saved before stand', async () => {
    const { editor } = world.people;
    await save(editor, 0, { '1b.log.a.training': 'Kept' });
    const rows = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`1b.log.r${i}.training`, 'Pasted']));
    await expect(save(editor, 1, rows)).rejects.toMatchObject({
      code: 'invalid',
      reasons: [{ at: '1b.log', message: expect.stringMatching(/at most 500 rows.*10,001 rows/) }],
    });
    const fewer = Object.fromEntries(Object.entries(rows).slice(0, 499));
    expect((await save(editor, 1, fewer)).saved).toHaveLength(499);
    await expect(save(editor, 2, { '1b.log.one-more.training': 'x' })).rejects.toMatchObject({ code: 'invalid' });
    expect(await save(editor, 2, { '1b.log.a.training': null, '1b.log.one-more.training': 'x' })).toMatchObject({
      revision: 3,
      refused: [],
    });
  });
});

describe('who may save', () => {
  test('nobody outside the town, and no viewer', async () => {
    const { stranger, reviewer, viewer, coordinator } = world.people;
    const both = await makePerson('Both Roles', { role: 'reviewer' }, { role: 'viewer', townId: world.aldbrook.id });
    for (const actor of [stranger, reviewer])
      await expect(save(actor, 0, { '1a.page': 'x' })).rejects.toMatchObject({ code: 'not-found' });
    for (const actor of [viewer, coordinator, both])
      await expect(save(actor, 0, { '1a.page': 'x' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(save(publicActor, 0, { '1a.page': 'x' })).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(
      saveAnswers(world.people.editor, { submission: randomUUID(), base: 0, changes: {} }),
    ).rejects.toMatchObject({ code: 'not-found' });
    expect(await stored()).toEqual({});
  });

  test('nothing while it is with the reviewers; after a return, everything but approved steps', async () => {
    const { editor } = world.people;
    await prisma().application.update({ where: { id: application.id }, data: { status: 'in_review', round: 1 } });
    await assign(world, application);
    await makeRuling(world, submission, { step: '1a', outcome: 'approved', points: 5, sent: true });
    await makeRuling(world, submission, { step: '3', outcome: 'revise', sent: true });
    await expect(save(editor, 0, { '3.contents': 'x' })).rejects.toMatchObject({
      code: 'conflict',
      reasons: [{ code: 'locked' }],
    });
    await prisma().application.update({ where: { id: application.id }, data: { status: 'returned' } });
    const answer = await save(editor, 0, { '3.contents': 'Mended', '1a.liaison-name': 'Changed', '1a.left-out': true });
    expect(answer.saved).toEqual(['3.contents']);
    expect(answer.refused.map((r) => [r.code, r.at])).toEqual([
      ['locked-step', '1a.liaison-name'],
      ['locked-step', '1a.left-out'],
    ]);
    expect(await stored()).toEqual({ '3.contents': 'Mended' });
  });
});
