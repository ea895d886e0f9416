import type { Metadata } from 'next';
import { acceptInvitationCommand } from '@/app/_commands/people';
import { JoinForm } from '@/components/public/join-form';
import { Empty } from '@/components/ui/empty';
import { LinkButton } from '@/components/ui/link-button';
import { PageHead } from '@/components/ui/page-head';
import { currentActor } from '@/lib/auth';
import { Refusal } from '@/lib/errors';
import { findInvitation } from '@/lib/services/people/find-invitation';
import { roleMeans, roleWords } from '@/lib/services/people/roles';
import { day, isoDay } from '@/lib/words';

// The address holds a secret: no other site may learn it from a link, and no search engine may keep it.
export const metadata: Metadata = { title: 'Join', referrer: 'no-referrer', robots: { index: false } };

type Props = { params: Promise<{ token: string }> };

async function invitationOf(token: string) {
  try {
    return await findInvitation(await currentActor(), token);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-found') return null;
    throw error;
  }
}

/** A single-use link: set name and password, and be signed in. */
export default async function JoinPage({ params }: Props) {
  const { token } = await params;
  const invitation = await invitationOf(token);
  if (!invitation)
    return (
      <main id="main" className="wrap" tabIndex={-1}>
        <PageHead spaced title="This link is no longer open" />
        <Empty
          title="An invitation works once, for 14 days."
          actions={
            <LinkButton href="/sign-in" look="second">
              Sign in
            </LinkButton>
          }
        >
          If you have joined already, sign in. Otherwise ask whoever invited you for a new link.
        </Empty>
      </main>
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
