'use server';

import { currentArrival, openSession } from '@/lib/auth';
import { command } from '@/lib/command';
import { refuse } from '@/lib/errors';
import { currentNetwork } from '@/lib/network';
import { changeName, changeNameInput } from '@/lib/services/accounts/change-name';
import { changePassword, changePasswordInput } from '@/lib/services/accounts/change-password';
import { confirmEmailChange, confirmEmailChangeInput } from '@/lib/services/accounts/confirm-email-change';
import { confirmSecondFactor, confirmSecondFactorInput } from '@/lib/services/accounts/confirm-second-factor';
import { dropSecondFactor, dropSecondFactorInput } from '@/lib/services/accounts/drop-second-factor';
import { endOwnSessions, endOwnSessionsInput } from '@/lib/services/accounts/end-sessions';
import {
  disablePerson,
  enablePerson,
  keepPersonInput,
  resetSecondFactor,
  signPersonOut,
} from '@/lib/services/accounts/keep-people';
import { proveSecondFactor, proveSecondFactorInput } from '@/lib/services/accounts/prove-code';
import { renewRecoveryCodes, renewRecoveryCodesInput } from '@/lib/services/accounts/renew-recovery-codes';
import { requestEmailChange, requestEmailChangeInput } from '@/lib/services/accounts/request-email-change';

const account = { touches: () => ['/account'] };
const people = { touches: () => ['/people', '/people/[person]'] };

export const proveSecondFactorCommand = command(
  proveSecondFactorInput,
  async (_actor, input) => {
    const arrival = await currentArrival();
    if (!arrival) throw refuse('unauthenticated', 'Sign in with your password first; this took too long.');
    const { next } = await proveSecondFactor(arrival, { ...input, from: await currentNetwork() });
    await openSession(arrival.id, 'both', 'code');
    return { next };
  },
  { open: true, then: ({ next }) => next },
);

export const confirmSecondFactorCommand = command(
  confirmSecondFactorInput,
  async (actor, input) => {
    const who = actor.kind === 'person' ? actor : await currentArrival();
    if (!who) throw refuse('unauthenticated', 'Sign in with your password first; this took too long.');
    const { codes } = await confirmSecondFactor(who, input);
    await openSession(who.id, 'both', who.kind === 'person' ? 'renewal' : 'code');
    return { codes };
  },
  { open: true },
);

export const dropSecondFactorCommand = command(dropSecondFactorInput, dropSecondFactor, account);
export const renewRecoveryCodesCommand = command(renewRecoveryCodesInput, renewRecoveryCodes, account);
export const changeNameCommand = command(changeNameInput, changeName, account);
export const changePasswordCommand = command(changePasswordInput, changePassword, account);
export const requestEmailChangeCommand = command(
  requestEmailChangeInput,
  async (actor, input) => requestEmailChange(actor, { ...input, from: await currentNetwork() }),
  account,
);
export const confirmEmailChangeCommand = command(confirmEmailChangeInput, confirmEmailChange, {
  open: true,
  then: ({ own }) => (own ? '/account?address' : '/sign-in?address'),
});
export const endSessionsCommand = command(endOwnSessionsInput, endOwnSessions, account);

export const disablePersonCommand = command(keepPersonInput, disablePerson, people);
export const enablePersonCommand = command(keepPersonInput, enablePerson, people);
export const resetSecondFactorCommand = command(keepPersonInput, resetSecondFactor, people);
export const signPersonOutCommand = command(keepPersonInput, signPersonOut, people);
