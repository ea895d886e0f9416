import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/clock';
import { db, type Tx } from '@/lib/db/db';
import { refuse } from '@/lib/errors';
import { noteRefusedProof } from '@/lib/observe/refused-proof';
import { hashPassword, passwordMatches } from '@/lib/passwords';
import { emailInput } from './email';
import { openInvitation, tokenInput } from './find-invitation';
import { ensureGoodPassword } from './keep-password';
import { countTry, forgetTries } from './throttle';
import { giveRole, spendInvitation } from './use-invitation';

export const acceptInvitationInput = z.strictObject({
  token: tokenInput,
  /** Asked only where the invitation names no address. */
  email: emailInput.optional(),
  /** Asked only of people without an account. */
  name: z.string().trim().min(1, 'Enter your name.').max(120, 'Enter a shorter name.').optional(),
  password: z.string().min(1, 'Enter a password.').max(1000),
});

type Input = z.infer<typeof acceptInvitationInput> & { from?: string };
type Account = { id: string; password: { hash: string } | null } | null;

async function accountOf(tx: Tx, email: string): Promise<Account> {
  const user = await tx.user.findFirst({
    where: { email: { address: email } },
    select: { id: true, password: { select: { hash: true } }, disabledAt: true },
  });
  if (user?.disabledAt) throw refuse('forbidden', 'The account with this address is closed. Ask a coordinator.');
  return user;
}

/** The invitation's address and whether it has an account, before any password is hashed outside the transaction. */
async function look(input: Input): Promise<{ email: string; account: Account; town: string }> {
  return db.atDoor(async (tx) => {
    const invitation = await openInvitation(tx, input.token);
    const email = invitation.email || input.email;
    if (!email) throw refuse('invalid', 'Enter your email address.', 'email');
    return { email, account: await accountOf(tx, email), town: invitation.town?.name ?? '' };
  });
}

/** Somebody with an account proves it with its password, under the same delay as signing in. */
async function prove(actor: Actor, email: string, account: Account & object, { password, from }: Input): Promise<void> {
  const tried = await countTry(actor, { what: 'join', account: email, from });
  if (!(await passwordMatches(account.password?.hash ?? null, password))) {
    noteRefusedProof({ what: 'join', why: 'wrong', person: account.id });
    throw refuse('forbidden', 'Enter the password of the account you have here.', 'password');
  }
  await forgetTries(actor, tried);
}

/** The hash of a new account's password; refused with what to change when the password is too easy to guess. */
async function chosenHash(email: string, town: string, input: Input): Promise<string> {
  if (!input.name) throw refuse('invalid', 'Enter your name.', 'name');
  ensureGoodPassword(input.password, [email, input.name, town]);
  return hashPassword(input.password);
}

/**
 * Uses an invitation once: makes the account when there is none, gives the role and returns the user. Of two posts at the
 * same time one is refused as not-found.
 */
export async function acceptInvitation(actor: Actor, input: Input): Promise<{ userId: string }> {
  const { email, account, town } = await look(input);
  if (account) await prove(actor, email, account, input);
  const hash = account ? null : await chosenHash(email, town, input);
  const at = now();
  return db.atDoor(async (tx) => {
    const invitation = await openInvitation(tx, input.token);
    await spendInvitation(tx, invitation, email, at);
    let userId = account?.id;
    if (!userId) {
      if (await accountOf(tx, email))
        throw refuse('conflict', 'An account with this address exists now. Open the link again.');
      userId = (
        await tx.user.create({
          data: {
            email: { create: { address: email } },
            name: input.name!,
            createdAt: at,
            password: { create: { hash: hash!, setAt: at } },
          },
          select: { id: true },
        })
      ).id;
    }
    await giveRole(tx, actor, invitation, userId, at);
    return { userId };
  });
}
