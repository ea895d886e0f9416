import type { Metadata } from 'next';
import { resetPasswordCommand } from '@/app/_commands/people';
import { ResetPasswordForm } from '@/components/public/reset-forms';
import { ClosedLink } from '@/components/public/closed-link';
import { PageHead } from '@/components/ui/page-head';
import { currentActor } from '@/lib/auth';
import { orNull } from '@/lib/pages';
import { resetMinutes } from '@/lib/services/people/request-reset';
import { findReset } from '@/lib/services/people/reset-password';
import { instant } from '@/lib/words';

// The address holds a secret: no other site may learn it from a link, and no search engine may keep it. (With no referrer
// at all, browsers would hide from the server where the form came from, and it would be refused.)
export const metadata: Metadata = { title: 'New password', referrer: 'same-origin', robots: { index: false } };

type Props = { params: Promise<{ token: string }> };

/** A single-use link: choose a new password, then sign in with it. Opening the page uses nothing up. */
export default async function NewPasswordPage({ params }: Props) {
  const { token } = await params;
  const reset = await orNull(findReset(await currentActor(), token));
  if (!reset)
    return (
      <ClosedLink
        title={`A link to a new password works once, for ${resetMinutes} minutes.`}
        next={{ href: '/reset', label: 'Ask for a new link' }}
      >
        If you have chosen a new password already, sign in with it. Your password stays as it is otherwise.
      </ClosedLink>
    );
  return (
    <main id="main" className="wrap" tabIndex={-1}>
      <PageHead
        spaced
        title="Choose a new password"
        lede={`For ${reset.email}. Everybody who is signed in to the account is signed out by it.`}
      />
      <ResetPasswordForm action={resetPasswordCommand} token={token} email={reset.email} />
      <p className="small soft mt-8">This link works once, until {instant(reset.expiresAt)}.</p>
    </main>
  );
}
