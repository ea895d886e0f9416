import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Person, Role } from '@/lib/access/actor';
import { actorOf, publicActor } from '@/lib/auth';
import { holdClock, now } from '@/lib/clock';
import type { Refusal } from '@/lib/errors';
import { hashPassword } from '@/lib/passwords';
import { acceptInvitation } from '@/lib/services/people/accept-invitation';
import { changeRole } from '@/lib/services/people/change-role';
import { findInvitation } from '@/lib/services/people/find-invitation';
import { invitePerson } from '@/lib/services/people/invite-person';
import { listPeople } from '@/lib/services/people/list-people';
import { removeMembership } from '@/lib/services/people/remove-membership';
import { revokeInvitation } from '@/lib/services/people/revoke-invitation';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';

await freshDatabase();

const password = 'six quiet herons wade here';
let hash: string;
let count = 0;

async function person(role?: Role, townId: string | null = null): Promise<Person> {
  count += 1;
  const { id } = await prisma().user.create({
    data: {
      email: { create: { address: `p${count}@reed.gov` } },
      name: `Person ${count}`,
      password: { create: { hash, setAt: now() } },
      createdAt: now(),
    },
  });
  if (role) await prisma().membership.create({ data: { userId: id, role, townId, createdAt: now() } });
  return (await actorOf(id))!;
}
async function place(slug: string) {
  return prisma().town.create({ data: { slug, name: slug.toUpperCase(), county: 'X', council: 'X' } });
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code }: Refusal) => code,
  );
const tokenOf = (link: string | null) => link!.split('/join/')[1]!;
const membershipOf = async (actor: Person) =>
  (await prisma().membership.findFirstOrThrow({ where: { userId: actor.id } })).id;

beforeAll(async () => {
  holdClock('2026-03-02T09:00:00-05:00');
  hash = await hashPassword(password);
});

describe('an invitation', () => {
  it('makes an account and a role, once, however many use it at the same time', async () => {
    const town = await place('reed');
    const contact = await person('contact', town.id);
    const { link, email } = await invitePerson(contact, { town: 'reed', email: 'new@reed.gov', role: 'editor' });
    const token = tokenOf(link);
    expect(await prisma().invitationToken.count({ where: { hash: token } })).toBe(0);
    expect(await findInvitation(publicActor, token)).toMatchObject({
      email,
      role: 'editor',
      town: 'REED',
      hasAccount: false,
    });

    const accept = () => codeOf(acceptInvitation(publicActor, { token, name: 'Newcomer', password }));
    const answers = await Promise.all(Array.from({ length: 6 }, accept));
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'not-found')).toHaveLength(5);
    expect(
      await prisma().membership.count({
        where: { user: { email: { address: email } }, townId: town.id, role: 'editor' },
      }),
    ).toBe(1);
    expect(await codeOf(findInvitation(publicActor, token))).toBe('not-found');
  });

  it('asks somebody with an account for its password, and never sets a new one', async () => {
    const town = await place('sedge');
    const contact = await person('contact', town.id);
    const known = await person();
    const { link } = await invitePerson(contact, { town: 'sedge', email: known.email, role: 'viewer' });
    const token = tokenOf(link);
    const accept = (secret: string) => codeOf(acceptInvitation(publicActor, { token, name: 'X', password: secret }));
    expect(await accept('another password entirely')).toBe('forbidden');
    expect(await accept(password)).toBe('done');
    expect((await actorOf(known.id))?.memberships).toEqual([{ role: 'viewer', townId: town.id }]);
    expect((await prisma().password.findUniqueOrThrow({ where: { userId: known.id } })).hash).toBe(hash);
  });

  it('ends when it expires and when it is taken back', async () => {
    const town = await place('rush');
    const contact = await person('contact', town.id);
    const first = tokenOf((await invitePerson(contact, { town: 'rush', email: 'a@rush.gov', role: 'editor' })).link);
    const { invitations } = await listPeople(contact, { town: 'rush' });
    await revokeInvitation(contact, { invitation: invitations[0]!.id });
    expect(await codeOf(acceptInvitation(publicActor, { token: first, name: 'A', password }))).toBe('not-found');

    const second = tokenOf((await invitePerson(contact, { town: 'rush', email: 'a@rush.gov', role: 'editor' })).link);
    holdClock('2026-03-16T09:00:01-05:00');
    expect(await codeOf(acceptInvitation(publicActor, { token: second, name: 'A', password }))).toBe('not-found');
    holdClock('2026-03-02T09:00:00-05:00');
  });

  it.each([
    ['short', 'fourteen chars'],
    ['the address', 'new.person@reed.gov'],
    ['the name', 'newpersonnewperson'],
    ['a common word', 'passwordpassword1'],
    ['keys in a row', 'qwertyuiop123456789'],
    ['one letter', 'aaaaaaaaaaaaaaaaaaaa'],
  ])('refuses a password that is %s', async (_, weak) => {
    const coordinator = await person('coordinator');
    const { link } = await invitePerson(coordinator, { email: 'new.person@reed.gov', role: 'reviewer' });
    const work = acceptInvitation(publicActor, { token: tokenOf(link), name: 'New Person', password: weak });
    await expect(work).rejects.toMatchObject({ code: 'invalid', reasons: [{ at: 'password' }] });
  });

  it('gives no town role outside a town, and no role of the program inside one', async () => {
    const coordinator = await person('coordinator');
    await place('flag');
    expect(await codeOf(invitePerson(coordinator, { email: 'x@x.gov', role: 'contact' }))).toBe('invalid');
    expect(await codeOf(invitePerson(coordinator, { town: 'flag', email: 'x@x.gov', role: 'coordinator' }))).toBe(
      'invalid',
    );
  });
});

describe('people of a town', () => {
  it('are changed by contacts and coordinators, read by the others, and do not exist for strangers', async () => {
    const town = await place('cress');
    const other = await place('alder');
    const contact = await person('contact', town.id);
    const editor = await person('editor', town.id);
    const actors: [Actor, string, string][] = [
      [contact, 'done', 'done'],
      [await person('coordinator'), 'done', 'done'],
      [editor, 'done', 'forbidden'],
      [await person('viewer', town.id), 'done', 'forbidden'],
      [await person('helper', town.id), 'done', 'forbidden'],
      [await person('contact', other.id), 'not-found', 'not-found'],
      [await person('reviewer'), 'not-found', 'not-found'],
      [publicActor, 'not-found', 'not-found'],
    ];
    const membership = await membershipOf(editor);
    for (const [actor, reads, writes] of actors) {
      expect(await codeOf(listPeople(actor, { town: 'cress' }))).toBe(reads);
      expect(await codeOf(changeRole(actor, { membership, role: 'viewer' }))).toBe(writes);
      expect(await codeOf(changeRole(contact, { membership, role: 'editor' }))).toBe('done');
      expect(await codeOf(invitePerson(actor, { town: 'cress', email: 'i@cress.gov', role: 'viewer' }))).toBe(writes);
    }
    expect((await listPeople(editor, { town: 'cress' })).invitations).toEqual([]);
  });

  it('always have a contact, even when two contacts remove each other at once', async () => {
    const town = await place('iris');
    const [one, two] = [await person('contact', town.id), await person('contact', town.id)];
    const [first, second] = [await membershipOf(one), await membershipOf(two)];
    const answers = await Promise.all([
      codeOf(removeMembership(one, { membership: second })),
      codeOf(removeMembership(two, { membership: first })),
    ]);
    expect(answers.sort()).toEqual(['conflict', 'done']);
    expect(await prisma().membership.count({ where: { townId: town.id, role: 'contact' } })).toBe(1);
    const last = await prisma().membership.findFirstOrThrow({ where: { townId: town.id } });
    const coordinator = await person('coordinator');
    expect(await codeOf(changeRole(coordinator, { membership: last.id, role: 'editor' }))).toBe('conflict');
  });
});
