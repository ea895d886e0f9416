import type { Metadata } from 'next';
import { confirmEmailChangeCommand } from '@/app/_commands/account';
import { ConfirmEmailForm } from '@/components/account/account-forms';
import { ClosedLink } from '@/components/public/closed-link';
import { PageHead } from '@/components/ui/page-head';
import { currentActor } from '@/lib/auth';
import { orNull } from '@/lib/pages';
import { findEmailChange } from '@/lib/services/accounts/confirm-email-change';
import { emailChangeMinutes } from '@/lib/services/accounts/request-email-change';
import { instant } from '@/lib/words';

// The address holds a secret: see the page of a new password.
export const metadata: Metadata = { title: 'New address', referrer: 'same-origin', robots: { index: false } };

type Props = { params: Promise<{ token: string }> };

/** A single-use link: use another address from now on. Opening the page uses nothing up, as mail scanners do it. */
export default async function NewAddressPage({ params }: Props) {
  const { token } = await params;
  const change = await orNull(findEmailChange(await currentActor(), token));
  if (!change)
    return (
      <ClosedLink
        title={`A link to a new address works once, for ${emailChangeMinutes} minutes.`}
        next={{ href: '/account', label: 'Your account' }}
      >
        If you have used it already, sign in with the new address. Your account stays as it is otherwise.
      </ClosedLink>
    );
  return (
    <main id="main" className="wrap" tabIndex={-1}>
      <PageHead
        spaced
        title="Use this address?"
        lede={`The account of ${change.name} will be opened with ${change.email}. Its other sessions end.`}
      />
      <ConfirmEmailForm action={confirmEmailChangeCommand} token={token} />
      <p className="small soft mt-8">This link works once, until {instant(change.expiresAt)}.</p>
    </main>
  );
}
