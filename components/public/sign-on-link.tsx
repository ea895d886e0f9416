import { buttonClass } from '@/components/ui/button';

/** Leads to another site to sign in there, and back. A plain link: it leaves this site, and works without JavaScript. */
export function SignOnLink({ provider, next }: { provider: string; next: string }) {
  return (
    <div className="mt-6 mb-8 border-b border-line pb-8">
      <a className={buttonClass('second')} href={`/api/auth/signin/oidc?next=${encodeURIComponent(next)}`}>
        Sign in with {provider}
      </a>
      <p className="small soft mt-3">Or with the email and password you have here:</p>
    </div>
  );
}
