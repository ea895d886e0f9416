import pg from 'pg';
import { systemActor } from '@/lib/auth';
import { now, releaseClock } from '@/lib/clock';
import { db } from '@/lib/db/db';
import { hashPassword } from '@/lib/passwords';
import { demonstrationPassword, sharedByVisitors } from '@/lib/services/people/demonstration';
import { remove } from '@/lib/storage/files';
import { calendarOf } from './calendar';
import { tellLinks } from './links';
import { settle } from './settle';
import { tellStories } from './stories';

/*
 * The demonstration is built by the services themselves, in many transactions. Until the last one nobody has a password:
 * people without one are the mark of a demonstration that was cut off, which the next start clears away and builds anew.
 */

/** Whether anybody is in the database. */
export const holdsPeople = (): Promise<boolean> =>
  db.as(systemActor, async (tx) => (await tx.user.findFirst({ select: { id: true } })) !== null);

/** Empties the tables as their owner: the portal's own role has no right to. */
async function clearTables(): Promise<void> {
  const owner = new pg.Client({ connectionString: process.env.OWNER_DATABASE_URL });
  await owner.connect();
  try {
    await owner.query(`begin;
      select set_config('app.roles', 'system', true);
      truncate users, cycles, applications, credits, invitations, sign_in_attempts cascade;
      delete from towns where fictional;
      commit`);
  } finally {
    await owner.end();
  }
}

/** Clears away a demonstration that was cut off while it was built; nothing else is ever cleared. */
export async function clearUnfinished(): Promise<void> {
  const finished = await db.atDoor((tx) => tx.password.count());
  const keys = await db.as(systemActor, async (tx) => {
    const all = await tx.user.count();
    const invented = await tx.email.count({ where: { address: { endsWith: '.example' } } });
    if (all === 0 || all > invented || finished > 0) return null;
    const files = await tx.evidence.findMany({ where: { storageKey: { not: null } }, select: { storageKey: true } });
    return files.flatMap(({ storageKey }) => storageKey ?? []);
  });
  if (!keys) return;
  await clearTables();
  for (const key of keys) await remove(key);
}

/** Ends what the demonstration's people still have open in a portal that is no demonstration any more. */
export async function shutDemonstrationOut(): Promise<void> {
  await db.as(systemActor, (tx) =>
    tx.session.updateMany({
      where: { revokedAt: null, user: { email: { endsWith: '.example' } } },
      data: { revokedAt: now() },
    }),
  );
}

/** Fills an empty database with fictional towns, people, cycles and applications, all dated relative to now. */
export async function fillDemonstration(): Promise<void> {
  const calendar = calendarOf(now());
  try {
    const stage = await settle(calendar);
    await tellStories(calendar, stage);
  } finally {
    releaseClock();
  }
  await tellLinks();
  const hash = await hashPassword(demonstrationPassword);
  await db.as(systemActor, async (tx) => {
    const staff = await tx.user.findMany({
      where: { memberships: { some: { role: { in: ['reviewer', 'coordinator'] } } } },
      select: { id: true },
    });
    await tx.secondFactor.createMany({ data: staff.map(({ id }) => ({ userId: id, since: now() })) });
  });
  await db.atDoor(async (tx) => {
    const users = await tx.user.findMany({ select: { id: true } });
    const factors = await tx.secondFactor.findMany({ select: { userId: true } });
    await tx.factorSecret.createMany({ data: factors.map((factor) => ({ ...factor, secret: sharedByVisitors })) });
    await tx.password.createMany({ data: users.map(({ id }) => ({ userId: id, hash, setAt: now() })) });
  });
}
