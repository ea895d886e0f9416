import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { proveSecondFactorCommand } from '@/app/_commands/account';
import { signOutCommand } from '@/app/_commands/people';
import { CodeForm } from '@/components/account/code-form';
import { DemonstrationCode } from '@/components/account/demonstration-code';
import { ActionForm } from '@/components/form/action-form';
import { PageHead } from '@/components/ui/page-head';
import { currentActor, currentArrival } from '@/lib/auth';
import { secondStepPath, signInPath } from '@/lib/pages';
import { showDemonstrationCode } from '@/lib/services/accounts/show-demonstration-code';
import { safePath } from '@/lib/services/people/safe-path';

export const metadata: Metadata = { title: 'Enter your code' };

type Props = { searchParams: Promise<{ next?: string | string[]; recovery?: string }> };

/** The second step of signing in: a code of the app, or a recovery code. */
export default async function CodePage({ searchParams }: Props) {
  const { next: wanted, recovery } = await searchParams;
  const next = safePath(typeof wanted === 'string' ? wanted : undefined);
  if ((await currentActor()).kind === 'person') redirect(next);
  const arrival = await currentArrival();
  if (!arrival) redirect(signInPath(next));
  if (arrival.needs === 'set-up') redirect(secondStepPath('set-up', next));
  const byRecovery = recovery !== undefined;
  const here = secondStepPath('code', next);
  const code = await showDemonstrationCode(arrival);
  return (
    <main id="main" className="wrap" tabIndex={-1}>
      <PageHead
        spaced
        title={byRecovery ? 'Enter a recovery code' : 'Enter your code'}
        lede={`The second step of signing in as ${arrival.name}.`}
      />
      <div className={code ? 'cols even' : undefined}>
        <div>
          <CodeForm
            key={byRecovery ? 'recovery' : 'app'}
            action={proveSecondFactorCommand}
            next={next}
            recovery={byRecovery}
            label={byRecovery ? 'Recovery code' : 'Six-digit code'}
            hint={
              byRecovery
                ? 'One of the ten you kept when you set the second step up. Each works once.'
                : 'From your authenticator app. A new one comes every 30 seconds; each works once.'
            }
            button="Go on"
            pendingWord="Checking"
          />
          <p className="small mt-8">
            {byRecovery ? (
              <a href={here}>Use the app instead</a>
            ) : (
              <a href={`${here}${here.includes('?') ? '&' : '?'}recovery`}>I do not have my app here</a>
            )}
          </p>
          {byRecovery && (
            <p className="small soft max-w-prose">
              Lost the codes too? A coordinator of the program can take your second step away; you then set it up anew.
            </p>
          )}
          <ActionForm action={signOutCommand}>
            <button className="linkish">Sign in as somebody else</button>
          </ActionForm>
        </div>
        {code && <DemonstrationCode code={code} action={proveSecondFactorCommand} next={next} />}
      </div>
    </main>
  );
}
