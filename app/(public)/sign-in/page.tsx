import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { signInCommand } from '@/app/_commands/people';
import { DemonstrationSignIns } from '@/components/public/demonstration-sign-ins';
import { SignInForm } from '@/components/public/sign-in-form';
import { SignOnLink } from '@/components/public/sign-on-link';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { currentActor, currentArrival } from '@/lib/auth';
import { signOnName } from '@/lib/oidc';
import { secondStepPath } from '@/lib/pages';
import { listDemonstrationSignIns } from '@/lib/services/people/list-demonstration-sign-ins';
import { safePath } from '@/lib/services/people/safe-path';
import { signOnProblem } from '@/lib/services/people/sign-on-problems';

export const metadata: Metadata = { title: 'Sign in' };

type Props = {
  searchParams: Promise<{ next?: string | string[]; changed?: string; address?: string; problem?: string | string[] }>;
};

/** The one entrance. Works without JavaScript; who is signed in already goes straight on. */
export default async function SignInPage({ searchParams }: Props) {
  const { next: wanted, changed, address, problem } = await searchParams;
  const next = safePath(typeof wanted === 'string' ? wanted : undefined);
  const actor = await currentActor();
  if (actor.kind === 'person') redirect(next);
  const arrival = await currentArrival();
  if (arrival) redirect(secondStepPath(arrival.needs, next));
  const provider = signOnName();
  const why = signOnProblem(typeof problem === 'string' ? problem : undefined);
  const signIns = await listDemonstrationSignIns(actor);
  return (
    <main id="main" className="wrap" tabIndex={-1}>
      <PageHead spaced title="Sign in" lede="For towns, reviewers and the program’s coordinators." />
      <div className={signIns.length > 0 ? 'cols even' : undefined}>
        <div>
          {changed !== undefined && (
            <Notice kind="good" live title="Your new password is set. Sign in with it.">
              <p className="small">Everybody who was signed in to your account is signed out.</p>
            </Notice>
          )}
          {address !== undefined && (
            <Notice kind="good" live title="Your new address is set. Sign in with it.">
              <p className="small">Everybody who was signed in to your account is signed out.</p>
            </Notice>
          )}
          {why && (
            <Notice kind="look" live title="You are not signed in yet">
              <p className="small">{why}</p>
            </Notice>
          )}
          {provider && <SignOnLink provider={provider} next={next} />}
          <SignInForm action={signInCommand} next={next} />
          <p className="small soft mt-8 max-w-prose">
            Accounts come by invitation. A contact of your town can invite you; coordinators of the program invite a
            town’s first contact and reviewers.
          </p>
        </div>
        {signIns.length > 0 && <DemonstrationSignIns action={signInCommand} signIns={signIns} next={next} />}
      </div>
    </main>
  );
}
