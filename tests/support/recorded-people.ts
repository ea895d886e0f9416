import { addHours } from 'date-fns';
import type { Person, Role } from '@/lib/access/actor';
import { createSession, publicActor } from '@/lib/auth';
import { now } from '@/lib/clock';
import { hashPassword } from '@/lib/passwords';
import { confirmSecondFactor } from '@/lib/services/accounts/confirm-second-factor';
import { sessionHandle } from '@/lib/services/accounts/end-sessions';
import { offerSecondFactor } from '@/lib/services/accounts/offer-second-factor';
import { codeAt } from '@/lib/services/accounts/one-time-code';
import { linkOf, newToken } from '@/lib/services/people/link-token';
import { prisma } from './owner';
import type { Given, Row } from './recorded-work';
import { newTown } from './stages';
import { makePerson, type World } from './world';

const password = 'a long and quiet sentence';
const other = 'another quite long sentence';

async function withPassword(world: World): Promise<Person> {
  const { contact } = await newTown(world);
  await prisma().password.create({ data: { userId: contact.id, hash: await hashPassword(password), setAt: now() } });
  return contact;
}

/** Somebody of a town whose second step is set up, with their recovery codes and the secret of their app. */
async function withSecondFactor(world: World) {
  const { contact } = await newTown(world);
  const secret = (await offerSecondFactor(contact)).secret.replaceAll(' ', '');
  const { codes } = await confirmSecondFactor(contact, { code: codeAt(secret, now()) });
  return { person: contact, codes };
}

/** Somebody in a town, and their membership. */
async function member(world: World, role: Role = 'viewer') {
  const { town, contact } = await newTown(world);
  const person = await makePerson('Some Body', { role, townId: town.id });
  const { id } = await prisma().membership.findFirstOrThrow({ where: { userId: person.id } });
  return { town, contact, person, membership: id };
}

async function invited(world: World) {
  const { town, contact } = await newTown(world);
  const link = newToken('invitation');
  const email = `new.${link.id}@example.org`;
  await prisma().invitation.create({
    data: {
      id: link.id,
      token: { create: { hash: link.tokenHash } },
      email,
      role: 'viewer',
      townId: town.id,
      createdAt: now(),
      expiresAt: addHours(now(), 1),
    },
  });
  return { contact, invitation: link.id, token: linkOf('invitation', link)!.split('/').at(-1)! };
}

async function withLink(world: World) {
  const person = await withPassword(world);
  const link = newToken('reset');
  await prisma().passwordReset.create({
    data: { ...link, userId: person.id, createdAt: now(), expiresAt: addHours(now(), 1) },
  });
  return linkOf('reset', link)!.split('/').at(-1)!;
}

async function withNewAddress(world: World) {
  const { contact } = await newTown(world);
  const link = newToken('email');
  const addresses = { oldEmail: contact.email, newEmail: `new.${contact.email}` };
  await prisma().emailChange.create({
    data: { ...link, ...addresses, userId: contact.id, createdAt: now(), expiresAt: addHours(now(), 1) },
  });
  return linkOf('email', link)!.split('/').at(-1)!;
}

const keeps =
  (prepare: (person: Person) => Promise<unknown> = async () => undefined) =>
  async (world: World): Promise<Given> => {
    const { person } = await withSecondFactor(world);
    await prepare(person);
    return { by: world.people.coordinator, form: { person: person.id, reason: 'Asked for on the telephone.' } };
  };
const own = async (by: Person, form: Given['form'], refused: Given['form']): Promise<Given> => ({
  by,
  form,
  refused: { by, form: refused },
});
const wrong = { code: '000000' };
const byContact = async <S extends { contact: Person }>(made: Promise<S>, form: (made: S) => Given['form']) => {
  const stage = await made;
  return { by: stage.contact, form: form(stage) };
};

export const people: Record<string, Row> = {
  'account.proveSecondFactorCommand': {
    given: async (world) => {
      const { person, codes } = await withSecondFactor(world);
      const form = { code: codes[0]! };
      return { by: person, form, refused: { form: wrong }, session: await createSession(person.id) };
    },
    records: ['second-factor.recovered', 'session.opened'],
    beside: ['sessions'],
  },
  'account.confirmSecondFactorCommand': {
    given: async (world) => {
      const { contact } = await newTown(world);
      const session = await createSession(contact.id);
      const person = { ...contact, session };
      const secret = (await offerSecondFactor(person)).secret.replaceAll(' ', '');
      return { by: person, form: { code: codeAt(secret, now()) }, refused: { form: wrong }, session };
    },
    records: ['second-factor.set-up'],
    beside: ['sessions'],
  },
  'account.dropSecondFactorCommand': {
    given: async (world) => {
      const { person, codes } = await withSecondFactor(world);
      return own(person, { code: codes[0]! }, wrong);
    },
    records: ['second-factor.recovered', 'second-factor.dropped'],
  },
  'account.renewRecoveryCodesCommand': {
    given: async (world) => {
      const { person, codes } = await withSecondFactor(world);
      return own(person, { code: codes[0]! }, wrong);
    },
    records: ['second-factor.recovered', 'second-factor.codes-renewed'],
  },
  'account.changeNameCommand': {
    given: async (world) => ({
      by: (await newTown(world)).contact,
      form: { name: 'Somebody Else' },
      refused: { by: publicActor },
    }),
    records: ['person.renamed'],
  },
  'account.changePasswordCommand': {
    given: async (world) =>
      own(
        await withPassword(world),
        { currentPassword: password, password: other },
        { currentPassword: other, password },
      ),
    records: ['password.changed'],
  },
  'account.requestEmailChangeCommand': {
    given: async (world) => {
      const form = { email: 'newer.address@example.org', currentPassword: password };
      return own(await withPassword(world), form, { ...form, currentPassword: other });
    },
    records: ['email.change-asked'],
  },
  'account.confirmEmailChangeCommand': {
    given: async (world) => ({
      by: publicActor,
      form: { token: await withNewAddress(world) },
      refused: { form: { token: 'of-nobody' } },
    }),
    records: ['email.changed'],
  },
  'account.endSessionsCommand': {
    given: async (world) => {
      const { contact } = await newTown(world);
      return { by: contact, form: { session: sessionHandle(await createSession(contact.id)) } };
    },
    records: ['session.ended'],
  },
  'account.disablePersonCommand': { given: keeps(), records: ['person.disabled'] },
  'account.enablePersonCommand': {
    given: keeps(({ id }) => prisma().user.update({ where: { id }, data: { disabledAt: now() } })),
    records: ['person.enabled'],
  },
  'account.signPersonOutCommand': {
    given: keeps(({ id }) => createSession(id)),
    records: ['person.signed-out'],
  },
  'account.resetSecondFactorCommand': { given: keeps(), records: ['second-factor.reset'] },

  'people.signInCommand': {
    given: async (world) => {
      const { email } = await withPassword(world);
      return { by: publicActor, form: { email, password }, refused: { form: { email, password: other } } };
    },
    records: ['session.opened'],
  },
  'people.signOutCommand': {
    given: async (world) => {
      const { contact } = await newTown(world);
      return { by: contact, form: {}, refused: 'never', session: await createSession(contact.id) };
    },
    records: ['session.closed'],
  },
  'people.acceptInvitationCommand': {
    given: async (world) => {
      const { token } = await invited(world);
      const form = { token, name: 'Some Body', password };
      return { by: publicActor, form, refused: { by: publicActor, form: { ...form, token: 'of-nobody' } } };
    },
    records: ['person.joined', 'session.opened'],
  },
  // Nobody is known yet; choosing the new password records.
  'people.requestResetCommand': {
    given: async (world) => ({
      by: publicActor,
      form: { email: (await withPassword(world)).email },
      refused: 'never',
    }),
    records: [],
    beside: ['jobs', 'mails', 'password_resets'],
  },
  'people.resetPasswordCommand': {
    given: async (world) => {
      const form = { token: await withLink(world), password: other };
      return { by: publicActor, form, refused: { form: { ...form, token: 'of-nobody' } } };
    },
    records: ['password.reset'],
  },
  'people.invitePersonCommand': {
    given: async (world) =>
      byContact(newTown(world), ({ town }) => ({ town: town.slug, email: 'newer@example.org', role: 'viewer' })),
    records: ['person.invited'],
  },
  'people.resendInvitationCommand': {
    given: async (world) => byContact(invited(world), ({ invitation }) => ({ invitation })),
    records: ['invitation.resent'],
  },
  'people.revokeInvitationCommand': {
    given: async (world) => byContact(invited(world), ({ invitation }) => ({ invitation })),
    records: ['invitation.revoked'],
  },
  'people.changeRoleCommand': {
    given: async (world) => byContact(member(world), ({ membership }) => ({ membership, role: 'editor' })),
    records: ['membership.changed'],
  },
  'people.removeMembershipCommand': {
    given: async (world) => byContact(member(world), ({ membership }) => ({ membership })),
    records: ['membership.removed'],
  },
};
