'use server';

import { z } from 'zod';
import { closeSession, openSession } from '@/lib/auth';
import { command } from '@/lib/command';
import { currentNetwork } from '@/lib/network';
import { secondStepPath } from '@/lib/pages';
import { acceptInvitation, acceptInvitationInput } from '@/lib/services/people/accept-invitation';
import { changeRole, changeRoleInput } from '@/lib/services/people/change-role';
import { invitePerson, invitePersonInput } from '@/lib/services/people/invite-person';
import { removeMembership, removeMembershipInput } from '@/lib/services/people/remove-membership';
import { requestReset, requestResetInput } from '@/lib/services/people/request-reset';
import { resendInvitation, resendInvitationInput } from '@/lib/services/people/resend-invitation';
import { resetPassword, resetPasswordInput } from '@/lib/services/people/reset-password';
import { revokeInvitation, revokeInvitationInput } from '@/lib/services/people/revoke-invitation';
import { signIn, signInInput } from '@/lib/services/people/sign-in';

const people = () => ['/people'];

export const signInCommand = command(
  signInInput,
  async (actor, input) => {
    const { userId, next } = await signIn(actor, { ...input, from: await currentNetwork() });
    const needs = await openSession(userId);
    return { next: needs ? secondStepPath(needs, next) : next };
  },
  { open: true, then: ({ next }) => next },
);

export const signOutCommand = command(z.strictObject({}), () => closeSession(), { open: true, then: () => '/' });

export const acceptInvitationCommand = command(
  acceptInvitationInput,
  async (actor, input) => {
    const { userId } = await acceptInvitation(actor, { ...input, from: await currentNetwork() });
    const needs = await openSession(userId, 'password', 'invitation');
    return { next: needs ? secondStepPath(needs, '/home') : '/home' };
  },
  { open: true, then: ({ next }) => next },
);

export const invitePersonCommand = command(invitePersonInput, invitePerson, { touches: people });
export const resendInvitationCommand = command(resendInvitationInput, resendInvitation, { touches: people });
export const revokeInvitationCommand = command(revokeInvitationInput, revokeInvitation, { touches: people });
export const changeRoleCommand = command(changeRoleInput, changeRole, { touches: people });
export const removeMembershipCommand = command(removeMembershipInput, removeMembership, { touches: people });

export const requestResetCommand = command(
  requestResetInput,
  async (actor, input) => requestReset(actor, { ...input, from: await currentNetwork() }),
  { open: true, then: () => '/reset?sent' },
);
export const resetPasswordCommand = command(resetPasswordInput, resetPassword, {
  open: true,
  then: () => '/sign-in?changed',
});
