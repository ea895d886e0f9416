import type { Tx } from '@/lib/db/db';
import { emailOf } from '@/lib/db/email-of';
import type { Letter } from '@/lib/mail/letter';
import type { Recipient } from '@/lib/mail/message';
import type { Mail, MailKind } from './kinds';

/** Whom a letter is for; `user` where they have an account, in which they can read it. */
export type Addressee = Recipient & { user?: string };
/** A letter ready to go, or null when there is nobody left to write to, or nothing left to say. */
export type Composed = { to: Addressee; letter: Letter } | null;
export type Of<K extends MailKind> = Extract<Mail, { kind: K }>;

/** Somebody whose account is open, as a recipient. */
export async function account(tx: Tx, user: string): Promise<{ to: Addressee; name: string } | null> {
  const found = await tx.user.findUnique({
    where: { id: user, disabledAt: null },
    select: { name: true, email: true },
  });
  return found && { to: { user, name: found.name, address: emailOf(found) }, name: found.name };
}

type ToCoordinators = Of<'reviews-late' | 'appeal-filed' | 'appeal-granted'>;
const toAll: readonly MailKind[] = [
  'reviews-late',
  'appeal-filed',
  'appeal-granted',
] satisfies ToCoordinators['kind'][];

async function toCoordinators(tx: Tx, mail: ToCoordinators): Promise<Mail[]> {
  const found = await tx.user.findMany({
    where: { disabledAt: null, memberships: { some: { role: 'coordinator' } } },
    select: { id: true },
  });
  return found.map(({ id }) => ({ ...mail, user: id }));
}

const isForAll = (mail: Mail): mail is ToCoordinators => toAll.includes(mail.kind);

/**
 * The letters that go out in the place of one that names nobody: one for each contact of the application's town, or for
 * each coordinator; null for a letter that has its recipient.
 */
export async function eachOf(tx: Tx, mail: Mail): Promise<Mail[] | null> {
  if ('user' in mail && mail.user) return null;
  if (isForAll(mail)) return toCoordinators(tx, mail);
  if (!('application' in mail)) return null;
  if (mail.kind === 'comment-added' || !mail.application) return null;
  const town = { applications: { some: { id: mail.application } } };
  const contacts = await tx.membership.findMany({
    where: { role: 'contact', town, user: { disabledAt: null } },
    select: { userId: true },
  });
  return contacts.map(({ userId }) => ({ ...mail, user: userId }));
}

/** A contact of the application's town, with what letters about an application name. */
export async function contact(tx: Tx, { user, application }: { user?: string; application: string }) {
  if (!user) return null;
  const rows = await tx.application.findUnique({
    where: { id: application },
    select: {
      id: true,
      round: true,
      town: { select: { id: true, name: true } },
      cycle: { select: { name: true } },
    },
  });
  if (!rows) return null;
  const town = { memberships: { some: { role: 'contact' as const, townId: rows.town.id } } };
  const found = await tx.user.findFirst({
    where: { id: user, disabledAt: null, ...town },
    select: { name: true, email: true },
  });
  if (!found) return null;
  const about = { name: found.name, town: rows.town.name, cycle: rows.cycle.name };
  return { rows, about, to: { user, name: found.name, address: emailOf(found) } };
}
