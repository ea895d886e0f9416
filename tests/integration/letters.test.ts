import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor, Person } from '@/lib/access/actor';
import { publicActor, systemActor } from '@/lib/auth';
import { holdClock, now } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { getPerson } from '@/lib/services/accounts/get-person';
import { chooseLetters, chooseLettersInput, getLetterChoices } from '@/lib/services/mail/choose-letters';
import { forgetOldLetters } from '@/lib/services/mail/forget-old-letters';
import { getLetter } from '@/lib/services/mail/get-letter';
import { linkWithheld } from '@/lib/services/mail/kept-letter';
import type { Mail } from '@/lib/services/mail/kinds';
import { countUnread, listLetters } from '@/lib/services/mail/list-letters';
import { markAllRead, markLetter } from '@/lib/services/mail/mark-letters';
import { postMail } from '@/lib/services/mail/post-mail';
import { findStopped, stopLetters } from '@/lib/services/mail/stop-letters';
import { markReached, markUnreached } from '@/lib/services/mail/unreached';
import { writeDigests } from '@/lib/services/mail/write-digests';
import { invitePerson } from '@/lib/services/people/invite-person';
import { listPeople } from '@/lib/services/people/list-people';
import { requestReset } from '@/lib/services/people/request-reset';
import { freshDatabase } from '../support/database';
import { inTransaction, runOnce } from '../support/jobs';
import { read, tokenIn } from '../support/letters';
import { startMailServer } from '../support/mail-server';
import { prisma } from '../support/owner';
import { makeApplication, makePerson, makeWorld, storeDecisionLetter, type World } from '../support/world';

await freshDatabase();
const server = await startMailServer();
process.env.SMTP_URL = server.url('?timeout=2');
process.env.MAIL_FROM = 'Town Green <portal@program.test>';
afterAll(async () => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
  await server.stop();
});
let world: World;
let application: string;
let maya: Person;

beforeAll(async () => {
  world = await makeWorld();
  application = (await makeApplication(world)).id;
});
beforeEach(async () => {
  holdClock('2024-03-05T09:00:00-05:00');
  await prisma().$executeRaw`truncate mails, letter_choices, digest_days, unreached_addresses`;
  await prisma().$executeRaw`delete from graphile_worker._private_jobs`;
  server.state.manner = 'take';
  server.received.length = 0;
  maya = await makePerson('Maya Ortiz', { role: 'contact', townId: world.aldbrook.id });
});

const post = (mail: Mail) => inTransaction((tx) => postMail(tx, mail));
const returned = (user = maya.id): Mail => ({ kind: 'application-returned', application, user, revise: 2 });
async function send(mail: Mail) {
  await post(mail);
  await runOnce();
  return server.received.map(({ text }) => read(text));
}
const inbox = async (actor: Actor) => (await listLetters(actor)).letters;
const opened = async (actor: Actor) => getLetter(actor, { letter: (await inbox(actor))[0]!.id });
const refusedAs = (code: string) => expect.objectContaining({ code });

describe('every letter can be read in the portal', () => {
  it('as it was sent, whatever was renamed since', async () => {
    const [mailed] = await send(returned());
    await prisma().town.update({ where: { id: world.aldbrook.id }, data: { name: 'Newbrook' } });
    await prisma().user.update({ where: { id: maya.id }, data: { name: 'Maya Ortiz-Lane' } });
    const { subject, letter, outcome } = await opened(maya);
    await prisma().town.update({ where: { id: world.aldbrook.id }, data: { name: 'Aldbrook' } });
    expect({ subject, outcome }).toEqual({ subject: mailed!.subject, outcome: 'sent' });
    for (const part of [letter.greeting, letter.body[0]] as string[])
      expect(mailed!.text.replaceAll('\n', ' ')).toContain(part);
    expect(letter.greeting).toBe('Dear Maya Ortiz,');
  });

  it('by its addressee alone: not by colleagues, coordinators or the public, through a service or past it', async () => {
    await send(returned());
    const id = (await inbox(maya))[0]!.id;
    const { editor, viewer, stranger, reviewer, coordinator } = world.people;
    for (const other of [editor, viewer, stranger, reviewer, coordinator]) {
      expect(await inbox(other)).toEqual([]);
      await expect(getLetter(other, { letter: id })).rejects.toEqual(refusedAs('not-found'));
      await expect(markLetter(other, { letter: id, read: 'yes' })).rejects.toEqual(refusedAs('not-found'));
      const past = await db.as(other, async (tx) => [
        await tx.mail.findMany({ where: { subject: { not: null } } }),
        await tx.mail.updateMany({ data: { subject: 'Forged' } }),
      ]);
      expect(past).toEqual([[], { count: 0 }]);
    }
    await expect(getLetter(publicActor, { letter: id })).rejects.toEqual(refusedAs('not-found'));
    const row = { id: randomUUID(), kind: 'password-changed', parameters: {}, createdAt: now() };
    const forged = { ...row, userId: maya.id, subject: 'Forged', body: { body: [] } };
    await expect(db.as(editor, (tx) => tx.mail.createMany({ data: [forged] }))).rejects.toThrow();
    expect(await countUnread(maya)).toBe(1);
  });

  it('without the link of one that opens something', async () => {
    await requestReset(publicActor, { email: maya.email });
    await runOnce();
    const token = tokenIn(
      server.received.map(({ text }) => read(text)),
      maya.email,
    );
    const kept = JSON.stringify(await prisma().mail.findMany({ where: { userId: maya.id } }));
    expect(kept).not.toContain(token);
    expect((await opened(maya)).letter.body).toContain(linkWithheld);

    await invitePerson(world.people.coordinator, { email: maya.email, role: 'viewer', town: 'harrow-mills' });
    await runOnce();
    const invited = tokenIn([read(server.received.at(-1)!.text)], maya.email);
    expect(JSON.stringify(await prisma().mail.findMany())).not.toContain(invited);
    expect((await inbox(maya)).map(({ subject }) => subject)).toContain(
      'You are invited to join Harrow Mills on Town Green',
    );
  });

  it('page by page, with those not read yet counted, until it is three months old', async () => {
    const row = (n: number) => ({
      kind: 'password-changed',
      parameters: { user: maya.id },
      userId: maya.id,
      subject: `Letter ${n}`,
      body: { body: [] },
      // Two and two at one instant.
      createdAt: new Date(Date.parse('2024-03-05T14:00:00Z') + Math.floor(n / 2) * 60_000),
      endedAt: now(),
    });
    await prisma().mail.createMany({ data: Array.from({ length: 60 }, (_, n) => row(n)) });
    const first = await listLetters(maya);
    const second = await listLetters(maya, { after: first.next! });
    const ids = [...first.letters, ...second.letters].map(({ id }) => id);
    expect([first.letters.length, second.letters.length, second.next, new Set(ids).size]).toEqual([50, 10, null, 60]);
    const times = [...first.letters, ...second.letters].map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => b - a));
    await markLetter(maya, { letter: ids[0]!, read: 'yes' });
    expect(await countUnread(maya)).toBe(59);
    expect((await listLetters(maya, { unread: true })).letters[0]!.id).toBe(ids[1]);
    await markLetter(maya, { letter: ids[0]!, read: 'no' });
    expect(await countUnread(maya)).toBe(60);
    await markAllRead(maya);
    expect(await countUnread(maya)).toBe(0);
    holdClock('2024-06-10T09:00:00-04:00');
    await forgetOldLetters(systemActor);
    expect(await inbox(maya)).toEqual([]);
  });
});

describe('how letters come is for their reader to choose', () => {
  const choose = (actor: Actor, chosen: object) => chooseLetters(actor, chooseLettersInput.parse(chosen));

  it('at once, as a line of the next digest, or to read in the portal alone', async () => {
    expect(await send(returned())).toHaveLength(1);
    await choose(maya, { application: 'portal' });
    holdClock('2024-03-05T09:30:00-05:00');
    expect(await send(returned())).toHaveLength(1);
    expect((await opened(maya)).outcome).toBe('kept');
    await choose(maya, { application: 'digest' });
    holdClock('2024-03-05T10:00:00-05:00');
    expect(await send(returned())).toHaveLength(1);
    const [line] = await inbox(maya);
    holdClock('2024-03-06T08:10:00-05:00');
    for (let n = 0; n < 3; n += 1) {
      await writeDigests(systemActor);
      await runOnce();
    }
    const mailed = server.received.filter(({ to }) => to.includes(maya.email)).map(({ text }) => read(text));
    expect(mailed.map(({ subject }) => subject)).toEqual([
      'Aldbrook: the reviewers returned 2 steps to work on',
      'Town Green, Wednesday, March 6, 2024: 1 new',
    ]);
    expect(mailed[1]!.text).toContain(`/letters/${line!.id}`);
    holdClock('2024-03-07T08:10:00-05:00');
    await writeDigests(systemActor);
    await runOnce();
    expect(server.received.filter(({ to }) => to.includes(maya.email))).toHaveLength(2);
    expect(await countUnread(maya)).toBe(4);
  });

  it('but letters about one’s own account and decisions always come', async () => {
    for (const group of ['account', 'decisions'])
      expect(chooseLettersInput.safeParse({ [group]: 'portal' }).success, group).toBe(false);
    await prisma().letterChoice.createMany({
      data: (['account', 'decisions'] as const).map((group) => ({ userId: maya.id, group, way: 'portal' as const })),
    });
    const letter = await storeDecisionLetter(world, application);
    await send({ kind: 'password-changed', user: maya.id });
    expect(await send({ kind: 'application-decided', application, user: maya.id, letter })).toHaveLength(2);
  });

  it('and what is usual fits the role', async () => {
    const usual = async (who: Person) =>
      Object.fromEntries((await getLetterChoices(who)).choices.map(({ group, way }) => [group, way]));
    expect(await usual(maya)).toEqual({
      account: 'at_once',
      decisions: 'at_once',
      application: 'at_once',
      deadlines: 'at_once',
      comments: 'digest',
      digest: 'at_once',
    });
    expect(await usual(world.people.reviewer)).toMatchObject({ assignments: 'digest', overdue: 'at_once' });
    expect(await usual(world.people.coordinator)).toMatchObject({ overdue: 'digest' });
    expect(await usual(world.people.viewer)).toEqual({ account: 'at_once', digest: 'at_once' });
  });
});

describe('a letter that can be stopped', () => {
  const header = (text: string, name: string) =>
    new RegExp(`^${name}: (.*)$`, 'm').exec(text.replace(/\r\n[ \t]+/g, ' '))?.[1]?.trim();

  it('says how, in its headers and at its foot; others do not', async () => {
    await send(returned());
    await send({ kind: 'password-changed', user: maya.id });
    const [stoppable, other] = server.received.map(({ text }) => text);
    const address = header(stoppable!, 'List-Unsubscribe')!;
    expect(address).toMatch(
      new RegExp(`^<http://localhost:3000/api/unsubscribe/${maya.id}\\.application\\.[\\w-]{43}>$`),
    );
    expect(header(stoppable!, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(stoppable!.replace(/=\r\n/g, '')).toContain(`http://localhost:3000/unsubscribe/${maya.id}.application.`);
    expect(other).not.toMatch(/unsubscribe/i);
    // The link is not kept for others to find.
    expect(JSON.stringify(await prisma().mail.findMany())).not.toContain('unsubscribe');
  });

  it('stops with its link, for the one group and the one person it was made for', async () => {
    await send(returned());
    const token = /api\/unsubscribe\/([^>]+)>/.exec(header(server.received[0]!.text, 'List-Unsubscribe')!)![1]!;
    const [user, , signature] = token.split('.');
    const stranger = await makePerson('Sam Stranger', { role: 'contact', townId: world.aldbrook.id });
    for (const wrong of [
      `${stranger.id}.application.${signature}`,
      `${user}.deadlines.${signature}`,
      `${user}.account.${signature}`,
      `${user}.application.`,
      `${user}.application.${'A'.repeat(43)}`,
      'nonsense',
    ]) {
      await expect(stopLetters(publicActor, { token: wrong })).rejects.toEqual(refusedAs('not-found'));
      await expect(findStopped(publicActor, { token: wrong })).rejects.toEqual(refusedAs('not-found'));
    }
    expect(await findStopped(publicActor, { token })).toEqual({ group: 'application' });
    expect(await prisma().letterChoice.count()).toBe(0);
    const before = await prisma().event.count();
    for (let n = 0; n < 2; n += 1) expect(await stopLetters(publicActor, { token })).toEqual({ group: 'application' });
    expect(await prisma().event.count()).toBe(before + 1);
    expect(await prisma().letterChoice.findMany()).toEqual([{ userId: maya.id, group: 'application', way: 'portal' }]);
    expect(await send(returned())).toHaveLength(1);
    expect(await inbox(maya)).toHaveLength(2);
  });
});

describe('an address that letters come back from', () => {
  const seen = async (actor: Actor) =>
    (await listPeople(actor, { town: 'aldbrook' })).members.find(({ person }) => person === maya.id)?.unreached ?? null;

  it('shows to the town’s contacts and to coordinators, until a letter is taken or the address is another', async () => {
    const { contact, viewer, stranger, coordinator } = world.people;
    server.state.manner = 550;
    await send(returned());
    const since = now();
    holdClock('2024-03-06T09:00:00-05:00');
    await send(returned());
    for (const reader of [contact, coordinator]) expect(await seen(reader)).toEqual({ since, marked: false });
    expect(await seen(viewer)).toBeNull();
    const rows = (actor: Actor) => db.as(actor, (tx) => tx.unreachedAddress.count());
    expect([await rows(contact), await rows(maya), await rows(viewer), await rows(stranger)]).toEqual([1, 1, 0, 0]);
    expect((await getLetterChoices(maya)).unreached).toEqual({ since, marked: false });
    expect((await opened(maya)).outcome).toBe('refused');
    const move = (address: string) => prisma().email.update({ where: { userId: maya.id }, data: { address } });
    await move(`new.${maya.email}`);
    expect(await seen(contact)).toBeNull();
    await move(maya.email);
    server.state.manner = 'take';
    await send(returned());
    expect(await seen(contact)).toBeNull();
  });

  it('can be marked by a coordinator, and stays so until one says otherwise', async () => {
    const { contact, coordinator } = world.people;
    const input = { person: maya.id };
    for (const other of [contact, maya])
      await expect(markUnreached(other, input)).rejects.toEqual(refusedAs('not-found'));
    await markUnreached(coordinator, input);
    await expect(markUnreached(coordinator, input)).rejects.toEqual(refusedAs('conflict'));
    await send(returned());
    expect((await getPerson(coordinator, input)).unreached).toMatchObject({ marked: true });
    await markReached(coordinator, input);
    expect(await seen(contact)).toBeNull();
    await expect(markReached(coordinator, input)).rejects.toEqual(refusedAs('conflict'));
    const kinds = await prisma().event.findMany({
      where: { kind: { startsWith: 'address.' } },
      select: { kind: true },
    });
    expect(kinds).toEqual([{ kind: 'address.unreached' }, { kind: 'address.reached' }]);
  });
});
