import type { Metadata } from 'next';
import { requestResetCommand } from '@/app/_commands/people';
import { RequestResetForm } from '@/components/public/reset-forms';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { resetMinutes } from '@/lib/services/people/request-reset';

export const metadata: Metadata = { title: 'Forgot your password?' };

type Props = { searchParams: Promise<{ sent?: string }> };

/** Asks for a link to a new password. What is said afterwards is the same for every address. */
export default async function ResetPage({ searchParams }: Props) {
  const { sent } = await searchParams;
  return (
    <main id="main" className="wrap" tabIndex={-1}>
      <PageHead
        spaced
        title="Forgot your password?"
        lede="We send a link to your address with which you choose a new one."
      />
      {sent !== undefined && (
        <Notice kind="good" live title="If there is an account with this address, a mail is on its way">
          <p className="small">
            Its link works once, for {resetMinutes} minutes. If nothing arrives, look among unwanted mail, or ask with
            another address; only the one you were invited with has an account.
          </p>
        </Notice>
      )}
      <RequestResetForm action={requestResetCommand} />
    </main>
  );
}
