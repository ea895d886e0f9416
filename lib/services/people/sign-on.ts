import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { env } from '@/lib/env';
import { Refusal } from '@/lib/errors';
import { noteRefusedProof, type RefusedProof } from '@/lib/observe/refused-proof';
import { postMail } from '@/lib/services/mail/post-mail';
import { recordEvent } from '@/lib/services/record/record-event';
import { isDemonstrationAddress } from './demonstration';
import { signOnProblems, type SignOnProblem } from './sign-on-problems';
import { countTry, forgetTries } from './throttle';
import { giveRole, spendInvitation } from './use-invitation';

/** Whom the provider vouches for. `email`: only when verified there. */
type Vouched = { issuer: string; subject: string; email: string | null; name: string | null; from?: string };

function refuseAs(problem: Extract<SignOnProblem, RefusedProof['why']>): Refusal {
  noteRefusedProof({ what: 'sign-on', why: problem });
  return new Refusal('forbidden', [{ code: problem, message: signOnProblems[problem] }]);
}

/** The user this subject of the provider has been linked to before, if any. */
async function linked(tx: Tx, { issuer, subject }: Vouched, at: Date): Promise<string | null> {
  const identity = await tx.identity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { id: true, user: { select: { id: true, disabledAt: true } } },
  });
  if (!identity) return null;
  if (identity.user.disabledAt) throw refuseAs('closed');
  await tx.identity.update({ where: { id: identity.id }, data: { usedAt: at } });
  return identity.user.id;
}

/** The account of the address; made from the open invitations to it when there is none. */
async function accountFor(tx: Tx, actor: Actor, vouched: Vouched & { email: string }, at: Date) {
  const { email, name, issuer } = vouched;
  if (env().DEMO !== 'on' && isDemonstrationAddress(email)) throw refuseAs('unknown');
  const user = await tx.user.findFirst({
    where: { email: { address: email } },
    select: { id: true, disabledAt: true, identities: { where: { issuer }, select: { id: true } } },
  });
  if (user?.disabledAt) throw refuseAs('closed');
  // An address given to somebody new at the provider must not open the account of who had it before.
  if (user && user.identities.length > 0) throw refuseAs('other');
  if (user) return user.id;
  const invitations = await tx.invitation.findMany({ where: { email, usedAt: null, expiresAt: { gt: at } } });
  if (invitations.length === 0) throw refuseAs('unknown');
  for (const invitation of invitations) await spendInvitation(tx, invitation, email, at);
  const { id } = await tx.user.create({
    // Without a password: whoever wants one asks for a link.
    data: { email: { create: { address: email } }, name: name?.trim().slice(0, 120) || email, createdAt: at },
    select: { id: true },
  });
  for (const invitation of invitations) await giveRole(tx, actor, invitation, id, at);
  return id;
}

/**
 * The user somebody signed on as: by issuer and subject once linked; the first time by an address that the provider has
 * verified and that has an account or an open invitation here. Refused, with what to do, for everybody else.
 */
export async function signOn(actor: Actor, vouched: Vouched): Promise<{ userId: string }> {
  const tried = await countTry(actor, { what: 'sign-in', from: vouched.from });
  const userId = await db.atDoor(async (tx) => {
    const at = now();
    const { issuer, subject, email } = vouched;
    // One at a time: twice the same person at once is linked once.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`sign on ${issuer}`}, 0))`;
    const known = await linked(tx, vouched, at);
    if (known) return known;
    if (!email) throw refuseAs('unverified');
    const id = await accountFor(tx, actor, { ...vouched, email }, at);
    await tx.identity.create({ data: { userId: id, issuer, subject, linkedAt: at, usedAt: at } });
    await recordEvent(tx, actor, 'sign-on.linked', { details: { person: id } });
    await postMail(tx, { kind: 'sign-on-linked', user: id });
    return id;
  });
  await forgetTries(actor, tried);
  return { userId };
}
