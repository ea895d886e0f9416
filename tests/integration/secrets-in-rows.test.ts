import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/access/actor';
import { publicActor, systemActor } from '@/lib/auth';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { freshDatabase } from '../support/database';
import { prisma } from '../support/owner';
import { secretColumns } from '../support/secrets';
import { makeWorld, type World } from '../support/world';

await freshDatabase();

type Reader =
  'a colleague' | 'another town' | 'a reviewer' | 'a coordinator' | 'the portal' | 'the public' | 'the door';

/**
 * Every column with something that opens a door, or is made from it, and who reads the row of a viewer of Aldbrook there
 * besides its owner.
 */
const secrets: Record<string, Reader[]> = {
  'passwords.hash': ['the door'],
  'password_resets.token_hash': ['the portal', 'the door'],
  'email_changes.token_hash': ['the portal', 'the door'],
  // What stands in a cookie, and opens nothing without the key that seals it.
  'sessions.id': ['the portal', 'the door'],
  'factor_secrets.secret': ['the door'],
  'factor_secrets.offered': ['the door'],
  'factor_secrets.offered_to': ['the door'],
  'recovery_codes.hash': ['the door'],
  'invitation_tokens.hash': ['the portal', 'the door'],
};
/**
 * Addresses are no secrets, and nobody's business either: where they stand, and who reads that of a viewer of Aldbrook
 * there besides its owner.
 */
const addresses: Record<string, Reader[]> = {
  'emails.address': ['a colleague', 'a coordinator', 'the portal', 'the door'],
  'email_changes.old_email': ['the portal', 'the door'],
  'email_changes.new_email': ['the portal', 'the door'],
  'invitations.email': ['a colleague', 'a coordinator', 'the portal', 'the door'],
  'unreached_addresses.email': ['a colleague', 'a coordinator', 'the portal'],
};
/** Named alike, and no secret: hashes of what was published, uploaded or recorded. */
const open =
  /^(rulebooks\.hash|snapshots\.rulebook_hash|evidence\.sha256|events\.hash|event_chains\.hash|link_checks\.hash|kept_pages\.hash|audit_checks\.\w+)$/;

/** What is planted in those columns of the viewer's rows. */
const planted = new Set<string>(['x', 'new@example.org']);

let world: World;
let readers: Record<Reader, <T>(work: (tx: Tx) => Promise<T>) => Promise<T>>;

beforeAll(async () => {
  world = await makeWorld();
  const { contact, stranger, reviewer, coordinator, viewer } = world.people;
  const as =
    (actor: Actor) =>
    <T>(work: (tx: Tx) => Promise<T>) =>
      db.as(actor, work);
  readers = {
    'a colleague': as(contact),
    'another town': as(stranger),
    'a reviewer': as(reviewer),
    'a coordinator': as(coordinator),
    'the portal': as(systemActor),
    'the public': as(publicActor),
    'the door': (work) => db.atDoor(work),
  };
  const [at, userId] = [now(), viewer.id];
  planted.add(userId).add(viewer.email);
  const open = { createdAt: at, expiresAt: at };
  await prisma().password.create({ data: { userId, hash: 'x', setAt: at } });
  const session = await prisma().session.create({ data: { userId, createdAt: at, lastSeenAt: at, expiresAt: at } });
  planted.add(session.id);
  await prisma().unreachedAddress.create({ data: { userId, email: viewer.email, since: at } });
  await prisma().passwordReset.create({ data: { userId, tokenHash: 'x', ...open } });
  await prisma().emailChange.create({
    data: { userId, oldEmail: viewer.email, newEmail: 'new@example.org', tokenHash: 'x', ...open },
  });
  const secrets = { create: { secret: 'x', offered: 'x', offeredTo: userId } };
  await prisma().secondFactor.create({ data: { userId, since: at, secrets } });
  await prisma().recoveryCode.create({ data: { userId, hash: 'x' } });
  await prisma().invitation.create({
    data: { token: { create: { hash: 'x' } }, email: viewer.email, role: 'viewer', townId: world.aldbrook.id, ...open },
  });
}, 60_000);

describe('what opens a door', () => {
  it('is known, column by column', async () => {
    const found = await prisma().$queryRaw<{ name: string }[]>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and column_name ~ 'hash|secret|token|offered|passw|sha256|seal|otp|private|cookie'
      order by 1`;
    const unclassed = found.map(({ name }) => name).filter((name) => !open.test(name));
    expect(unclassed, 'say in `secrets` who may read it').toEqual(
      Object.keys(secrets)
        .filter((name) => name !== 'sessions.id')
        .sort(),
    );
  });

  it('is looked for in every answer that the access matrix gets', () => {
    const ids = ['sessions.id', 'factor_secrets.offered_to'];
    expect(Object.keys(secrets).filter((name) => !secretColumns.test(name))).toEqual(ids);
  });

  it.each(Object.entries({ ...secrets, ...addresses }))(
    '%s is read by those alone who need the row',
    async (name, allowed) => {
      const [table = '', column = ''] = name.split('.');
      const reading: string[] = [];
      for (const [who, read] of Object.entries(readers)) {
        const rows = await read((tx) =>
          tx.$queryRawUnsafe<{ value: string }[]>(`select ${column}::text as value from ${table}`),
        );
        if (rows.some(({ value }) => planted.has(value))) reading.push(who);
      }
      expect(reading).toEqual(allowed);
    },
  );

  it('and addresses too, column by column', async () => {
    const found = await prisma().$queryRaw<{ name: string }[]>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and column_name ~ 'email|address'`;
    // What a town names as evidence is an address of a page.
    const ofPages = ['link_checks.address', 'kept_pages.address'];
    const ofPeople = found.map(({ name }) => name).filter((name) => !ofPages.includes(name));
    expect(ofPeople.sort()).toEqual(Object.keys(addresses).sort());
  });

  it('does not stand in the rows of people, which whoever is signed in reads', async () => {
    const [row] = await db.as(
      world.people.stranger,
      (tx) => tx.$queryRaw<object[]>`select * from users where id = ${world.people.viewer.id}::uuid`,
    );
    expect(Object.keys(row!).sort()).toEqual(['created_at', 'disabled_at', 'id', 'name']);
  });
});
