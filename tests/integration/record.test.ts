import Papa from 'papaparse';
import { beforeAll, describe, expect, test } from 'vitest';
import { recordHead, recordLines } from '@/components/record/record-csv';
import type { Person } from '@/lib/access/actor';
import { actorOfSession, createSession, endSession, publicActor } from '@/lib/auth';
import { holdClock } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { endOwnSessions } from '@/lib/services/accounts/end-sessions';
import { disablePerson, enablePerson, signPersonOut } from '@/lib/services/accounts/keep-people';
import { exportRecord } from '@/lib/services/record/export-record';
import { listRecord, recordFilter, type RecordEntry } from '@/lib/services/record/list-record';
import { recordEvent } from '@/lib/services/record/record-event';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';
import { makePerson, makeWorld, type World } from '../support/world';

await freshDatabase();
let world: World;

const filter = (asked: Record<string, string> = {}) => recordFilter.parse(asked);
const read = (asked: Record<string, string> = {}, after?: string) =>
  listRecord(world.people.coordinator, filter(asked), after);

beforeAll(async () => {
  world = await makeWorld();
  const { contact, stranger } = world.people;
  for (let minute = 0; minute < 130; minute += 1) {
    holdClock(new Date(Date.UTC(2024, 2, 10, 5, minute)));
    const [actor, townId] = minute % 2 ? [contact, world.aldbrook.id] : [stranger, world.harrow.id];
    const kind = minute % 10 === 0 ? 'evidence.added' : 'application.aim-set';
    await db.as(actor, (tx) => recordEvent(tx, actor, kind, { townId, details: { aim: 'gold' } }));
  }
});

describe('the record of the program', () => {
  test('is not there for anybody but coordinators', async () => {
    const { contact, reviewer } = world.people;
    for (const actor of [publicActor, contact, reviewer]) {
      await expect(listRecord(actor, filter())).rejects.toMatchObject({ code: 'not-found' });
      expect(() => exportRecord(actor, filter())).toThrow(expect.objectContaining({ code: 'not-found' }) as Error);
    }
  });

  test('reads as sentences, newest first, page by page, each entry once', async () => {
    const pages = [await read()];
    for (let next = pages[0]!.next; next; next = pages.at(-1)!.next) pages.push(await read({}, next));
    const entries = pages.flatMap((page) => page.entries);
    expect(pages.map((page) => page.entries.length)).toEqual([50, 50, 31]);
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(131);
    expect([...entries].sort((a, b) => b.when.getTime() - a.when.getTime())).toEqual(entries);
    expect(entries[0]).toMatchObject({
      who: 'Maya Contact',
      town: { name: 'Aldbrook' },
      text: 'Changed the aim to Gold.',
      number: 65,
    });
    expect(entries.at(-1)).toMatchObject({
      who: null,
      town: null,
      text: expect.stringMatching(/^Published version/) as string,
    });
  });

  test.each([
    [{ town: 'aldb' }, 65],
    [{ person: 'Harriet' }, 65],
    [{ kind: 'evidence.added' }, 13],
    [{ town: 'harrow', kind: 'evidence.added' }, 13],
    [{ town: '%' }, 0],
    [{ from: '2024-03-10' }, 130],
    // The night the clocks go forward: 5:00 UTC is midnight in Connecticut.
    [{ to: '2024-03-09' }, 1],
    [{ from: '2024-03-10', to: '2024-03-10' }, 130],
    [{ kind: 'no.such-kind', from: 'yesterday' }, 131],
  ])('narrowed by %j it has %i entries', async (asked, expected) => {
    let count = 0;
    for await (const page of exportRecord(world.people.coordinator, filter(asked as Record<string, string>)))
      count += page.length;
    expect(count).toBe(expected);
  });

  test('leaves as CSV whose cells no spreadsheet runs', async () => {
    const name = '=HYPERLINK("http://x.example")';
    const person = await makePerson(name, { role: 'contact', townId: world.aldbrook.id });
    await db.as(person, (tx) => recordEvent(tx, person, 'evidence.added', { townId: world.aldbrook.id }));
    const { value: page } = await exportRecord(world.people.coordinator, filter({ person: 'HYPERLINK' })).next();
    const text = recordHead() + recordLines(page as RecordEntry[]);
    const [head, line] = Papa.parse<string[]>(text.slice(1).trim()).data;
    expect(head).toEqual(['When', 'Who', 'Town', 'Entry', 'What']);
    expect(line).toEqual(['2024-03-10T07:09:00.000Z', `'${name}`, 'Aldbrook', '66', 'Added evidence to the library.']);
  });

  test('says how the last verification went', async () => {
    const check = {
      kind: 'verify',
      ok: false,
      events: 3n,
      finding: 'The record of Aldbrook, entry 2: it was changed.',
    };
    await prisma().auditCheck.create({ data: { ...check, at: new Date('2024-03-10T08:00:00Z') } });
    expect((await read()).checks).toEqual([{ ...check, events: 3, at: new Date('2024-03-10T08:00:00Z') }]);
  });
});

describe('people in the record', () => {
  test('says who came and went, whose account was closed, and why', async () => {
    const { coordinator, editor } = world.people;
    holdClock('2024-03-20T12:00:00-04:00');
    const session = await createSession(editor.id, 'password', '', 'sign-on');
    await createSession(editor.id);
    const signedIn = (await actorOfSession(session)) as Person;
    await endOwnSessions(signedIn, { session: '' });
    await endSession(session);
    await createSession(editor.id);
    await signPersonOut(coordinator, { person: editor.id, reason: 'A laptop was lost.' });
    await disablePerson(coordinator, { person: editor.id, reason: 'Left the town hall' });
    await enablePerson(coordinator, { person: editor.id, reason: 'Came back' });
    const { entries } = await read({ from: '2024-03-20' });
    expect(entries.reverse().map(({ who, text, town }) => `${who}, ${town?.name}: ${text}`)).toEqual([
      `${editor.name}, undefined: Signed in with another site’s account.`,
      `${editor.name}, undefined: Signed in.`,
      `${editor.name}, undefined: Ended 1 session of their own.`,
      `${editor.name}, undefined: Signed out.`,
      `${editor.name}, undefined: Signed in.`,
      `${coordinator.name}, undefined: Ended all sessions of ${editor.name}. Reason: “A laptop was lost.”`,
      `${coordinator.name}, undefined: Closed the account of ${editor.name}. Reason: “Left the town hall”`,
      `${coordinator.name}, undefined: Opened the closed account of ${editor.name} again. Reason: “Came back”`,
    ]);
    await db.atDoor((tx) => recordEvent(tx, publicActor, 'password.reset', { details: { person: editor.id } }));
    const [reset] = (await read({ kind: 'password.reset', person: editor.name })).entries;
    expect(reset).toMatchObject({ who: editor.name, text: 'Chose a new password by a link sent to them.' });
    // Neither a colleague nor the town reads who came and went.
    const seen = await db.as(world.people.contact, (tx) =>
      tx.event.count({ where: { kind: { startsWith: 'session.' } } }),
    );
    expect(seen).toBe(0);
  });
});
