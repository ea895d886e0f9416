import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person, Role } from '@/lib/access/actor';
import { actorOf, actorOfSession, createSession, leftOfSession, publicActor, sessionLimits } from '@/lib/auth';
import { holdClock, now } from '@/lib/clock';
import type { Refusal } from '@/lib/errors';
import { hashPassword } from '@/lib/passwords';
import { changeName } from '@/lib/services/accounts/change-name';
import { changePassword } from '@/lib/services/accounts/change-password';
import { endOwnSessions, sessionHandle } from '@/lib/services/accounts/end-sessions';
import { getAccount } from '@/lib/services/accounts/get-account';
import { getPerson } from '@/lib/services/accounts/get-person';
import { disablePerson, enablePerson, signPersonOut, keepPersonInput } from '@/lib/services/accounts/keep-people';
import { changeRole } from '@/lib/services/people/change-role';
import { listPeople } from '@/lib/services/people/list-people';
import { removeMembership } from '@/lib/services/people/remove-membership';
import { signIn } from '@/lib/services/people/sign-in';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';

await freshDatabase();

const password = 'six quiet herons wade here';
const minutes = 60;
let hash: string;
let townId: string;
let count = 0;

/** Somebody with a role and a session, as whom they act. Reviewers and coordinators have their second step behind them. */
async function somebody(role: Role, town = townId): Promise<Person & { session: string }> {
  count += 1;
  const staff = role === 'reviewer' || role === 'coordinator';
  const { id } = await prisma().user.create({
    data: {
      email: { create: { address: `somebody${count}@reed.gov` } },
      name: `Somebody ${count}`,
      password: { create: { hash, setAt: now() } },
      createdAt: now(),
      memberships: { create: { role, townId: staff ? null : town, createdAt: now() } },
      ...(staff ? { secondFactor: { create: { since: now() } } } : {}),
    },
  });
  const session = await createSession(id, 'both', 'Firefox on Windows');
  return (await actorOfSession(session)) as Person & { session: string };
}
const again = (person: Person) => createSession(person.id, 'both');
const kindOf = async (session: string) => (await actorOfSession(session)).kind;
const later = (seconds: number) => holdClock(new Date(now().getTime() + seconds * 1000));
const answerOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code }: Refusal) => code,
  );

beforeAll(async () => {
  hash = await hashPassword(password);
  townId = (await prisma().town.create({ data: { slug: 'reed', name: 'Reed', county: 'X', council: 'X' } })).id;
});
beforeEach(() => holdClock('2026-03-02T09:00:00-05:00'));

describe('what is left of a session', () => {
  it('is an hour unused and twelve in all, with a warning five minutes before', () => {
    const { idle, absolute, warning } = sessionLimits;
    expect([idle, absolute, warning].map((limit) => limit / 60_000)).toEqual([60, 720, 5]);
  });

  it('counts down unasked, and asking does not put the end off', async () => {
    const { session } = await somebody('contact');
    expect(await leftOfSession(session)).toEqual({ idle: sessionLimits.idle, absolute: sessionLimits.absolute });
    for (let n = 1; n <= 11; n += 1) {
      later(5 * minutes);
      expect((await leftOfSession(session))?.idle).toBe(sessionLimits.idle - n * 5 * minutes * 1000);
    }
    later(5 * minutes);
    expect(await leftOfSession(session)).toBeNull();
    expect(await actorOfSession(session)).toEqual(publicActor);
  });

  it('is put off by using it, but never past twelve hours', async () => {
    const { session } = await somebody('contact');
    for (let n = 0; n < 12; n += 1) {
      later(55 * minutes);
      expect(await kindOf(session)).toBe('person');
      const left = (await leftOfSession(session))!;
      expect(left.idle).toBe(Math.min(sessionLimits.idle, left.absolute));
    }
    later(55 * minutes);
    expect(await leftOfSession(session)).toMatchObject({ idle: 5 * minutes * 1000, absolute: 5 * minutes * 1000 });
    expect(await kindOf(session)).toBe('person');
    later(5 * minutes);
    expect(await kindOf(session)).toBe('public');
  });
});

describe('one’s own account', () => {
  it('shows where one is signed in, and ends one session or all others, from their next request on', async () => {
    const [person, stranger] = [await somebody('editor'), await somebody('editor')];
    const [second, third, fourth] = [await again(person), await again(person), await again(person)];
    const { sessions } = await getAccount(person);
    expect(sessions).toHaveLength(4);
    expect(sessions.filter(({ own }) => own)).toMatchObject([
      { handle: sessionHandle(person.session), browser: 'Firefox on Windows' },
    ]);
    const end = (session: string, currentPassword?: string) =>
      endOwnSessions(person, { session: session && sessionHandle(session), currentPassword });
    const foreign = { session: sessionHandle(second), currentPassword: password };
    expect(await answerOf(endOwnSessions(stranger, foreign))).toBe('not-found');
    // A session left open is not enough: whoever found it would shut its person out of the others.
    for (const session of [second, '']) {
      expect(await answerOf(end(session))).toBe('invalid');
      expect(await answerOf(end(session, 'not the present one'))).toBe('forbidden');
    }
    // Of whoever has a second step a code is asked, and no password does for it.
    const reviewer = await somebody('reviewer');
    expect(await answerOf(endOwnSessions(reviewer, { session: '', currentPassword: password }))).toBe('invalid');
    expect(await kindOf(second)).toBe('person');
    await end(second, password);
    expect([await kindOf(second), await kindOf(third)]).toEqual(['public', 'person']);
    expect(await end('', password)).toEqual({ ended: 2 });
    for (const session of [third, fourth]) expect(await kindOf(session)).toBe('public');
    expect([await kindOf(person.session), await kindOf(stranger.session)]).toEqual(['person', 'person']);
    expect((await getAccount(person)).sessions).toHaveLength(1);
  });

  it('changes the password against the present one, and ends the other sessions with it', async () => {
    const person = await somebody('editor');
    const other = await again(person);
    const chosen = 'nine patient otters float by';
    const change = (current: string, next: string) =>
      changePassword(person, { currentPassword: current, password: next });
    const problem = await change(password, 'password password password').catch((error: Refusal) => error);
    expect(problem).toMatchObject({ code: 'invalid', reasons: [{ code: 'common', at: 'password' }] });
    expect(await answerOf(change(password, 'short'))).toBe('invalid');
    expect(await answerOf(change('not the present one', chosen))).toBe('forbidden');
    expect(await kindOf(other)).toBe('person');
    expect(await answerOf(change(password, chosen))).toBe('done');
    expect([await kindOf(other), await kindOf(person.session)]).toEqual(['public', 'person']);
    const enter = (secret: string) => answerOf(signIn(publicActor, { email: person.email, password: secret }));
    expect([await enter(password), await enter(chosen)]).toEqual(['forbidden', 'done']);
    expect(await prisma().event.count({ where: { kind: 'password.changed', actorId: person.id } })).toBe(1);
  });

  it('lets nobody guess the present password from a session left open', async () => {
    const person = await somebody('editor');
    const guess = (current: string) =>
      answerOf(changePassword(person, { currentPassword: current, password: 'nine patient otters' }));
    for (let n = 0; n < 3; n += 1) expect(await guess(`guess ${n}`)).toBe('forbidden');
    expect(await guess(password)).toBe('not-ready');
  });

  it('changes the name, and is nobody’s without a session', async () => {
    const person = await somebody('editor');
    await changeName(person, { name: 'Ada Quill' });
    expect((await getAccount(person)).name).toBe('Ada Quill');
    const attempts = [
      getAccount(publicActor),
      changeName(publicActor, { name: 'X' }),
      endOwnSessions(publicActor, { session: '' }),
      changePassword(publicActor, { currentPassword: password, password: 'nine patient otters' }),
    ];
    for (const attempt of attempts) expect(await answerOf(attempt)).toBe('not-found');
  });
});

describe('taking rights away bites on the next request', () => {
  it('a coordinator ends all sessions of somebody, who may sign in again; nobody else does', async () => {
    const [coordinator, reviewer, contact, editor] = [
      await somebody('coordinator'),
      await somebody('reviewer'),
      await somebody('contact'),
      await somebody('editor'),
    ];
    const elsewhere = await again(editor);
    const input = { person: editor.id, reason: 'Left a laptop on the train' };
    const town = await prisma().town.create({ data: { slug: 'far', name: 'Far', county: 'X', council: 'X' } });
    const foreign = await somebody('contact', town.id);
    for (const actor of [publicActor, foreign, contact, reviewer, editor])
      expect(await answerOf(signPersonOut(actor, input))).toBe('not-found');
    for (const actor of [foreign, contact, coordinator])
      expect(await answerOf(endOwnSessions(actor, { session: sessionHandle(elsewhere) }))).toBe('not-found');
    expect([await kindOf(editor.session), await kindOf(elsewhere)]).toEqual(['person', 'person']);
    expect(await answerOf(signPersonOut(coordinator, { ...input, person: coordinator.id }))).toBe('forbidden');
    expect(await answerOf(signPersonOut(coordinator, input))).toBe('done');
    expect([await kindOf(editor.session), await kindOf(elsewhere)]).toEqual(['public', 'public']);
    for (const { session } of [coordinator, reviewer, contact, foreign]) expect(await kindOf(session)).toBe('person');
    expect(await answerOf(signPersonOut(coordinator, input))).toBe('conflict');
    expect(await answerOf(signIn(publicActor, { email: editor.email, password }))).toBe('done');
  });

  it('another role, and none', async () => {
    const [contact, editor] = [await somebody('contact'), await somebody('editor')];
    const { id } = await prisma().membership.findFirstOrThrow({ where: { userId: editor.id } });
    const rolesNow = async () => ((await actorOfSession(editor.session)) as Person).memberships.map(({ role }) => role);
    await changeRole(contact, { membership: id, role: 'viewer' });
    expect(await rolesNow()).toEqual(['viewer']);
    await removeMembership(contact, { membership: id });
    expect(await rolesNow()).toEqual([]);
  });

  it('a closed account: signed out everywhere, kept out, and let in again when it is opened', async () => {
    const [coordinator, person] = [await somebody('coordinator'), await somebody('contact')];
    const other = await again(person);
    const input = { person: person.id, reason: 'Left the town hall' };
    expect(await answerOf(disablePerson(coordinator, input))).toBe('done');
    for (const session of [person.session, other]) expect(await kindOf(session)).toBe('public');
    expect(await actorOf(person.id)).toBeNull();
    const enter = () => answerOf(signIn(publicActor, { email: person.email, password }));
    expect(await enter()).toBe('forbidden');
    expect(await answerOf(disablePerson(coordinator, input))).toBe('conflict');
    expect((await getPerson(coordinator, { person: person.id })).disabledAt).toEqual(now());
    const { closed, members } = await listPeople(coordinator, { town: 'reed' });
    expect(closed.map(({ person: id }) => id)).toContain(person.id);
    expect(members.map(({ person: id }) => id)).not.toContain(person.id);
    expect(await answerOf(enablePerson(coordinator, { ...input, reason: 'Came back' }))).toBe('done');
    expect(await enter()).toBe('done');
    // What had ended stays ended.
    expect(await kindOf(person.session)).toBe('public');
    const events = await prisma().event.findMany({
      where: { actorId: coordinator.id, kind: { startsWith: 'person.' } },
      orderBy: { number: 'asc' },
    });
    expect(events.map(({ kind, details }) => [kind, details])).toEqual([
      ['person.disabled', { person: person.id, reason: 'Left the town hall' }],
      ['person.enabled', { person: person.id, reason: 'Came back' }],
    ]);
  });

  it('is for coordinators, with a reason, and never for oneself', async () => {
    const [coordinator, reviewer, contact, editor] = [
      await somebody('coordinator'),
      await somebody('reviewer'),
      await somebody('contact'),
      await somebody('editor'),
    ];
    const input = { person: editor.id, reason: 'Because' };
    for (const actor of [reviewer, contact, editor, publicActor]) {
      expect(await answerOf(disablePerson(actor, input))).toBe('not-found');
      expect(await answerOf(enablePerson(actor, input))).toBe('not-found');
      expect(await answerOf(getPerson(actor, { person: editor.id }))).toBe('not-found');
    }
    expect(await answerOf(disablePerson(coordinator, { ...input, person: coordinator.id }))).toBe('forbidden');
    expect(keepPersonInput.safeParse({ person: editor.id, reason: '  ' }).success).toBe(false);
    expect(await kindOf(editor.session)).toBe('person');
  });

  it('always leaves the program a coordinator, also when all close each other’s accounts at once', async () => {
    await prisma().user.updateMany({ data: { disabledAt: now() } });
    const all = await Promise.all(Array.from({ length: 4 }, () => somebody('coordinator')));
    const answers = await Promise.all(
      all.map((actor, at) =>
        answerOf(disablePerson(actor, { person: all[(at + 1) % all.length]!.id, reason: 'A quarrel' })),
      ),
    );
    const open = await prisma().user.count({ where: { disabledAt: null } });
    expect(open).toBe(1);
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(3);
    expect(answers.filter((answer) => answer === 'conflict')).toHaveLength(1);
  });
});
