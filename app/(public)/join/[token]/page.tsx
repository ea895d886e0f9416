import type { Metadata } from 'next';
import { acceptInvitationCommand } from '@/app/_commands/people';
import { JoinForm } from '@/components/public/join-form';
import { ClosedLink } from '@/components/public/closed-link';
import { PageHead } from '@/components/ui/page-head';
import { currentActor } from '@/lib/auth';
import { orNull } from '@/lib/pages';
import { findInvitation } from '@/lib/services/people/find-invitation';
import { roleMeans, roleWords } from '@/lib/services/people/roles';
import { day, isoDay } from '@/lib/words';

// The address holds a secret: no other site may learn it from a link, and no search engine may keep it. (With no referrer
// at all, browsers would hide from the server where the form came from, and it would be refused.)
export const metadata: Metadata = { title: 'Join', referrer: 'same-origin', robots: { index: false } };

type Props = { params: Promise<{ token: string }> };

/** A single-use link: set name and password, and be signed in. */
export default async function JoinPage({ params }: Props) {
  const { token } = await params;
  const invitation = await orNull(findInvitation(await currentActor(), token));
  if (!invitation)
    return (
      <ClosedLink title="An invitation works once, for 7 days." next={{ href: '/sign-in', label: 'Sign in' }}>
        If you have joined already, sign in. Otherwise ask whoever invited you to send it again.
      </ClosedLink>
    );
  const { email, role, town, expiresAt, hasAccount } = invitation;
  return (
    <main id="main" className="wrap" tabIndex={-1}>
      <PageHead
        spaced
        title={town ? `Join ${town} on Town Green` : 'Join Town Green'}
        lede={`${email ? `${email} is invited` : 'You are invited'} as ${roleWords[role].toLowerCase()}. ${roleMeans[role]}.`}
      />
      <JoinForm action={acceptInvitationCommand} token={token} email={email} hasAccount={hasAccount} />
      <p className="small soft mt-8">This link works once, until {day(isoDay(expiresAt))}.</p>
    </main>
  );
}
