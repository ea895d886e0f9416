import { now } from '@/lib/clock';
import type { Tx } from '@/lib/db/db';
import { env } from '@/lib/env';
import { addressOf, linkOf } from '@/lib/services/people/link-token';
import { account, contact, type Composed, type Of } from './addressees';
import { aboutAppeal } from './compose-appeal';
import { commentAdded } from './compose-comment';
import { openedStep } from './compose-opened';
import { deadlineMoved } from './compose-moved';
import { deadlineNear } from './compose-reminder';
import { composeForStaff, conflictDeclared } from './compose-staff';
import type { Mail } from './kinds';
import {
  decidedLetter,
  emailChangeAskedLetter,
  emailChangedLetter,
  emailChangeLetter,
  emailTakenLetter,
  invitationLetter,
  passwordChangedLetter,
  passwordResetLetter,
  returnedLetter,
  reviewedLetter,
  secondFactorLetter,
  signOnLetter,
  submittedLetter,
} from './letters';
import type { OwnView } from './own-view';

const resetAddress = () => addressOf('/reset');

async function invitation(tx: Tx, mail: Of<'invitation'>): Promise<Composed> {
  const row = await tx.invitation.findUnique({
    where: { id: mail.invitation, usedAt: null, expiresAt: { gt: now() } },
    include: { town: { select: { name: true } }, invitedBy: { select: { name: true } }, token: true },
  });
  const link = row?.email && row.token ? linkOf('invitation', { id: row.id, tokenHash: row.token.hash }) : null;
  if (!row || !link) return null;
  const { role, town, invitedBy, expiresAt: until } = row;
  const words = { role, town: town?.name ?? null, by: invitedBy?.name ?? null, link, until };
  // Somebody invited again has an account to read it in.
  const known = await tx.user.findFirst({
    where: { email: { address: row.email }, disabledAt: null },
    select: { id: true },
  });
  return { to: { user: known?.id, address: row.email }, letter: invitationLetter(words) };
}

async function passwordReset(tx: Tx, mail: Of<'password-reset'>): Promise<Composed> {
  const row = await tx.passwordReset.findUnique({
    where: { id: mail.reset, usedAt: null, expiresAt: { gt: now() } },
  });
  const link = row && linkOf('reset', row);
  const person = row?.userId ? await account(tx, row.userId) : null;
  if (!link || !person) return null;
  return { to: person.to, letter: passwordResetLetter({ name: person.name, link, until: row.expiresAt }) };
}

async function passwordChanged(tx: Tx, mail: Of<'password-changed'>, at: Date): Promise<Composed> {
  const person = await account(tx, mail.user);
  return person && { to: person.to, letter: passwordChangedLetter({ name: person.name, at, reset: resetAddress() }) };
}

async function secondFactorChanged(tx: Tx, mail: Of<'second-factor-changed'>, at: Date): Promise<Composed> {
  const person = await account(tx, mail.user);
  if (!person) return null;
  const words = { name: person.name, at, change: mail.change, reset: resetAddress() };
  return { to: person.to, letter: secondFactorLetter(words) };
}

async function signOnLinked(tx: Tx, mail: Of<'sign-on-linked'>, at: Date): Promise<Composed> {
  const person = await account(tx, mail.user);
  if (!person) return null;
  const words = { name: person.name, at, provider: env().OIDC_NAME, reset: resetAddress() };
  return { to: person.to, letter: signOnLetter(words) };
}

/**
 * To another address that somebody asked for: the link, or that it has an account. Nothing is kept for whoever asked: that
 * would tell them which of the two it was.
 */
async function emailChange(tx: Tx, mail: Of<'email-change'>): Promise<Composed> {
  const row = await tx.emailChange.findUnique({ where: { id: mail.change, usedAt: null, expiresAt: { gt: now() } } });
  const link = row && linkOf('email', row);
  const person = row && (await account(tx, row.userId));
  if (!link || !person) return null;
  const to = { name: person.name, address: row.newEmail };
  const holder = await tx.user.findFirst({
    where: { email: { address: row.newEmail } },
    select: { id: true, name: true },
  });
  if (holder) return { to: { ...to, user: holder.id, name: holder.name }, letter: emailTakenLetter(holder) };
  return { to, letter: emailChangeLetter({ name: person.name, link, until: row.expiresAt }) };
}

/** To the address an account has, or had until now. */
async function emailLeft(tx: Tx, mail: Of<'email-change-asked' | 'email-changed'>, at: Date): Promise<Composed> {
  const row = await tx.emailChange.findUnique({ where: { id: mail.change } });
  const person = row && (await account(tx, row.userId));
  if (!person) return null;
  const { name } = person;
  const asked = mail.kind === 'email-change-asked';
  const letter = asked ? emailChangeAskedLetter({ name, at, reset: resetAddress() }) : emailChangedLetter({ name, at });
  return { to: { user: row.userId, name, address: row.oldEmail }, letter };
}

async function submitted(tx: Tx, mail: Of<'application-submitted'>): Promise<Composed> {
  const found = await contact(tx, mail);
  const snapshot = await tx.snapshot.findUnique({
    where: { receipt: mail.receipt },
    select: { round: true, takenAt: true, takenById: true },
  });
  if (!found || !snapshot) return null;
  const by = await tx.user.findUnique({ where: { id: snapshot.takenById }, select: { name: true } });
  const letter = submittedLetter({
    ...found.about,
    link: addressOf(`/applications/${mail.application}/receipt`),
    receipt: mail.receipt,
    round: snapshot.round,
    at: snapshot.takenAt,
    by: by?.name ?? 'A town contact',
  });
  return { to: found.to, letter };
}

async function returned(tx: Tx, mail: Of<'application-returned'>): Promise<Composed> {
  const found = await contact(tx, mail);
  if (!found) return null;
  const link = addressOf(`/applications/${mail.application}`);
  return { to: found.to, letter: returnedLetter({ ...found.about, link, revise: mail.revise }) };
}

async function reviewed(tx: Tx, mail: Of<'application-reviewed'>): Promise<Composed> {
  const found = await contact(tx, mail);
  if (!found) return null;
  return {
    to: found.to,
    letter: reviewedLetter({ ...found.about, link: addressOf(`/applications/${mail.application}`) }),
  };
}

async function decided(tx: Tx, mail: Of<'application-decided'>): Promise<Composed> {
  const found = await contact(tx, mail);
  const letter = await tx.decisionLetter.findUnique({
    where: { id: mail.letter },
    select: { subject: true, paragraphs: true },
  });
  if (!found || !letter) return null;
  const link = addressOf(`/applications/${mail.application}/letters`);
  return { to: found.to, letter: decidedLetter({ name: found.about.name, ...letter, link }) };
}

/**
 * Composes the letter of a row from what the database says now; `view` is what its reader sees of their work.
 */
export async function composeMail(
  tx: Tx,
  { id, createdAt: at }: { id: string; createdAt: Date },
  mail: Mail,
  view: OwnView | null,
): Promise<Composed> {
  switch (mail.kind) {
    case 'invitation':
      return invitation(tx, mail);
    case 'password-reset':
      return passwordReset(tx, mail);
    case 'password-changed':
      return passwordChanged(tx, mail, at);
    case 'second-factor-changed':
      return secondFactorChanged(tx, mail, at);
    case 'sign-on-linked':
      return signOnLinked(tx, mail, at);
    case 'email-change':
      return emailChange(tx, mail);
    case 'email-change-asked':
    case 'email-changed':
      return emailLeft(tx, mail, at);
    case 'application-submitted':
      return submitted(tx, mail);
    case 'application-returned':
      return returned(tx, mail);
    case 'application-reviewed':
      return reviewed(tx, mail);
    case 'application-decided':
      return decided(tx, mail);
    case 'step-reopened':
    case 'clarification-asked':
    case 'clarification-near':
      return openedStep(tx, mail);
    case 'comment-added':
      return commentAdded(tx, mail);
    case 'deadline-near':
      return deadlineNear(tx, mail);
    case 'deadline-moved':
      return deadlineMoved(tx, mail);
    case 'conflict-declared':
      return conflictDeclared(tx, mail);
    case 'appeal-ruled':
    case 'appeal-filed':
    case 'appeal-granted':
    case 'appeal-assigned':
    case 'appeal-ended':
    case 'appeal-due':
      return aboutAppeal(tx, mail);
    case 'reviews-assigned':
    case 'reviews-released':
    case 'review-due':
    case 'reviews-late':
    case 'daily-digest':
      return composeForStaff(tx, id, mail, view);
  }
}
