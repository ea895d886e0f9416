import type { Metadata } from 'next';
import { stopLettersCommand } from '@/app/_commands/letters';
import { StopForm } from '@/components/letters/stop-form';
import { Empty } from '@/components/ui/empty';
import { LinkButton } from '@/components/ui/link-button';
import { PageHead } from '@/components/ui/page-head';
import { currentActor } from '@/lib/auth';
import { orNull } from '@/lib/pages';
import { findStopped } from '@/lib/services/mail/stop-letters';
import { groups } from '@/lib/workflow/letter-choices';

// As on the page of a link to a new password.
export const metadata: Metadata = { title: 'Fewer letters', referrer: 'same-origin', robots: { index: false } };

type Props = { params: Promise<{ token: string }> };

/** The way out at the foot of a letter: one button, no signing in. Opening the page stops nothing. */
export default async function UnsubscribePage({ params }: Props) {
  const { token } = await params;
  const found = await orNull(findStopped(await currentActor(), { token }));
  if (!found)
    return (
      <main id="main" className="wrap" tabIndex={-1}>
        <PageHead spaced title="This link is not complete" />
        <Empty
          title="Open it from the letter once more, or choose your letters on your account page."
          actions={
            <LinkButton href="/account#letters" look="second">
              Choose your letters
            </LinkButton>
          }
        />
      </main>
    );
  const { title, about } = groups[found.group];
  return (
    <main id="main" className="wrap" tabIndex={-1}>
      <PageHead spaced title={`Stop these letters: ${title}`} lede={about} />
      <StopForm action={stopLettersCommand} token={token} />
      <p className="small soft mt-8">
        All other letters come as before. These stay in the portal to read, and can be had by mail again on the account
        page.
      </p>
    </main>
  );
}
