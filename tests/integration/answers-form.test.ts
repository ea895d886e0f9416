import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { holdClock } from '@/lib/clock';
import { formObject } from '@/lib/command';
import { getRecord } from '@/lib/services/applications/get-record';
import { saveAnswers } from '@/lib/services/submissions/save-answers';
import { saveForm, saveFormInput } from '@/lib/services/submissions/save-form';
import { emptyTables, freshDatabase } from '../support/database';
import { makeApplication, makeWorld, setAnswers, worldStart, type World } from '../support/world';
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
  holdClock(worldStart);
  await emptyTables('applications');
  application = await makeApplication(world, { actions: [action] });
  submission = application.submissions[action]!;
});

const stored = async () => (await prisma().submission.findUniqueOrThrow({ where: { id: submission } })).cells;

/** Posts fields as a browser without JavaScript does. */
function post(step: string, fields: [string, string][], base = 0, actor = world.people.editor) {
  const form = new FormData();
  for (const [name, value] of [['submission', submission], ['base', String(base)], ['step', step], ...fields] as const)
    form.append(name, value);
  return saveForm(actor, saveFormInput.parse(formObject(form)));
}

describe('a step’s form without JavaScript', () => {
  test('reads every kind of field, rows and dates in three parts', async () => {
    await post('1a', [
      ['1a.liaison-name', 'Pat Example'],
      ['1a.liaison-kind', 'employee'],
      ['1a.on-team', 'yes'],
      ['1a.page-shows', 'no'],
      ['1a.relationship', 'Reports\r\nmonthly.'],
      ['1a.completed.month', '3'],
      ['1a.completed.day', '4'],
      ['1a.completed.year', '2023'],
      ['1a.can-meetings.r1.date.month', '9'],
      ['1a.can-meetings.r1.date.day', ''],
      ['1a.can-meetings.r1.date.year', '2023'],
      ['1a.can-meetings.new1.note', ''],
    ]);
    expect(await stored()).toEqual({
      '1a.liaison-name': 'Pat Example',
      '1a.liaison-kind': 'employee',
      '1a.on-team': true,
      '1a.page-shows': false,
      '1a.relationship': 'Reports\nmonthly.',
      '1a.completed': '2023-03-04',
      '1a.can-meetings.r1.date': '2023-9-',
    });
    await post(
      '2+',
      [
        ['2+.amount', '12,500'],
        ['2+.source', 'General fund'],
      ],
      1,
    );
    expect(await stored()).toMatchObject({ '2+.amount': 12500, '2+.source': 'General fund' });
  });

  test('takes text as it was typed, decoded once, and of a name that is sent twice the last', async () => {
    await post('1a', [
      ['1a.liaison-name', 'Pat'],
      ['1a.liaison-name', 'Sam %41 &amp; <b>'],
    ]);
    expect(await stored()).toEqual({ '1a.liaison-name': 'Sam %41 &amp; <b>' });
  });

  test('what is not posted stays; what is posted empty is cleared; a row is removed by its box', async () => {
    await setAnswers(submission, {
      '1a': { 'liaison-name': 'Pat', 'liaison-title': 'Clerk' },
      '1b': {
        log: [
          { id: 'a', training: 'One', topic: ['race-equity'] },
          { id: 'b', training: 'Two', topic: ['other'] },
        ],
      },
    });
    await post('1a', [['1a.liaison-name', '']]);
    await post(
      '1b',
      [
        ['1b.log.a.remove', 'yes'],
        ['1b.log.a.training', 'One'],
        ['1b.log.b.topic[]', ''],
      ],
      1,
    );
    expect(await stored()).toEqual({ '1a.liaison-title': 'Clerk', '1b.log.b.training': 'Two' });
    await post(
      '1b',
      [
        ['1b.log.b.topic[]', ''],
        ['1b.log.b.topic[]', 'can-function'],
      ],
      2,
    );
    expect(await stored()).toMatchObject({ '1b.log.b.topic': ['can-function'] });
  });

  test('what is refused or in conflict comes back as it was typed, the rest is saved', async () => {
    await saveAnswers(world.people.contact, { submission, base: 0, changes: { '1a.liaison-name': 'Pat' } });
    const saved = await post('1a', [
      ['1a.liaison-name', 'Patricia'],
      ['1a.liaison-title', 'Clerk'],
      ['1a.page', 'javascript:alert(1)'],
    ]);
    expect(saved).toMatchObject({
      application: application.id,
      action,
      saved: ['1a.liaison-title'],
      conflicts: [{ address: '1a.liaison-name', theirs: 'Pat', by: 'Maya Contact' }],
      refused: [{ at: '1a.page' }],
      kept: { '1a.liaison-name': 'Patricia', '1a.page': 'javascript:alert(1)' },
    });
    const bad = post('2+', [['2+.amount', 'a lot']], saved.revision);
    await expect(bad).rejects.toMatchObject({ code: 'invalid', reasons: [{ at: '2+.amount' }] });
  });
});

test('a run of saves by one person reads as one entry of the record', async () => {
  const { editor, contact } = world.people;
  const save = (minute: number, actor = editor) => {
    holdClock(new Date(Date.parse(worldStart) + minute * 60_000));
    return saveAnswers(actor, { submission, base: 0, changes: { [`1b.log.r${minute}.training`]: 'x' } });
  };
  for (const minute of [0, 1, 5]) await save(minute);
  await save(6, contact);
  for (const minute of [7, 30]) await save(minute);
  const { entries } = await getRecord(contact, { application: application.id });
  expect(entries.map((e) => e.who)).toEqual(['Ed Editor', 'Ed Editor', 'Maya Contact', 'Ed Editor']);
  expect(await prisma().event.count({ where: { kind: 'answers.saved' } })).toBe(6);
});

test('the record pages by key: every entry once', async () => {
  const { contact } = world.people;
  await prisma().event.createMany({
    data: Array.from({ length: 205 }, (_, i) => ({
      at: new Date(Date.parse(worldStart) + Math.floor(i / 3) * 1000),
      kind: 'evidence.cited',
      actorId: contact.id,
      townId: application.townId,
      applicationId: application.id,
      details: { action },
    })),
  });
  const pages = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof getRecord>> = await getRecord(contact, {
      application: application.id,
      ...(after ? { after } : {}),
    });
    pages.push(page.entries.map((entry) => entry.id));
    after = page.next;
  } while (after);
  expect(pages.map((page) => page.length)).toEqual([100, 100, 5]);
  expect(new Set(pages.flat()).size).toBe(205);
});
