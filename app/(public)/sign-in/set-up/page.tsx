import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { confirmSecondFactorCommand } from '@/app/_commands/account';
import { signOutCommand } from '@/app/_commands/people';
import { DemonstrationCode } from '@/components/account/demonstration-code';
import { SetUpForm } from '@/components/account/set-up-form';
import { ActionForm } from '@/components/form/action-form';
import { PageHead } from '@/components/ui/page-head';
import { currentActor, currentArrival } from '@/lib/auth';
import { secondStepPath, signInPath } from '@/lib/pages';
import { getAccount } from '@/lib/services/accounts/get-account';
import { offerSecondFactor } from '@/lib/services/accounts/offer-second-factor';
import { showDemonstrationCode } from '@/lib/services/accounts/show-demonstration-code';
import { safePath } from '@/lib/services/people/safe-path';

export const metadata: Metadata = { title: 'Set up your second step' };

type Props = { searchParams: Promise<{ next?: string | string[]; replace?: string }> };

/** Setting up an authenticator app: on the way in for whoever must have one, from the account page for everybody else. */
export default async function SetUpPage({ searchParams }: Props) {
  const { next: wanted, replace } = await searchParams;
  const next = safePath(typeof wanted === 'string' ? wanted : undefined);
  const actor = await currentActor();
  const who = actor.kind === 'person' ? actor : await currentArrival();
  if (!who) redirect(signInPath(next));
  if (who.kind === 'arriving' && who.needs === 'code') redirect(secondStepPath('code', next));
  // After the last post this page is drawn once more, with the recovery codes in its form: nothing new is offered then.
  const done = who.kind === 'person' && replace === undefined && (await getAccount(who)).secondFactor !== null;
  const setUp = done ? null : await offerSecondFactor(who);
  const code = setUp && (await showDemonstrationCode(who, 'offered'));
  return (
    <main id="main" className="wrap" tabIndex={-1}>
      <PageHead
        spaced
        title="Set up your second step"
        lede={
          who.kind === 'arriving'
            ? 'Reviewers and coordinators sign in with their password and a code from an app.'
            : 'From then on you sign in with your password and a code from an app.'
        }
      />
      <div className={code ? 'cols even' : undefined}>
        <div>
          <SetUpForm action={confirmSecondFactorCommand} setUp={setUp} next={next} />
          {who.kind === 'arriving' && (
            <div className="mt-8">
              <ActionForm action={signOutCommand}>
                <button className="linkish">Not now: sign out</button>
              </ActionForm>
            </div>
          )}
        </div>
        {code && <DemonstrationCode code={code} />}
      </div>
    </main>
  );
}
