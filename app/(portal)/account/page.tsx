import type { Metadata } from 'next';
import Link from 'next/link';
import {
  changeNameCommand,
  changePasswordCommand,
  dropSecondFactorCommand,
  endSessionsCommand,
  renewRecoveryCodesCommand,
  requestEmailChangeCommand,
} from '@/app/_commands/account';
import { chooseLettersCommand } from '@/app/_commands/letters';
import { EmailForm, NameForm, PasswordForm } from '@/components/account/account-forms';
import { CodeForm } from '@/components/account/code-form';
import { SessionsTable } from '@/components/account/sessions-table';
import { LetterChoicesForm } from '@/components/letters/choices-form';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { currentPerson } from '@/lib/auth';
import { proofOf } from '@/lib/services/accounts/prove-again';
import { getAccount, type AccountView } from '@/lib/services/accounts/get-account';
import { emailChangeMinutes } from '@/lib/services/accounts/request-email-change';
import { getLetterChoices } from '@/lib/services/mail/choose-letters';
import { count, day, isoDay } from '@/lib/words';

export const metadata: Metadata = { title: 'Your account' };

const setUp = '/sign-in/set-up?next=%2Faccount';

function SecondStep({ account }: { account: AccountView }) {
  if (!account.secondFactor)
    return (
      <>
        <p className="max-w-prose">
          A code from an app on your phone, asked after your password. Whoever learns your password then still cannot
          sign in.
        </p>
        <div className="acts mt-4">
          <LinkButton look="second" href={setUp}>
            Set up the second step
          </LinkButton>
        </div>
      </>
    );
  return (
    <>
      <p>
        Set up on {day(isoDay(account.secondFactor))}. {count(account.recoveryCodes, 'recovery code')} left.
      </p>
      <div className="acts mt-4">
        <LinkButton look="second" href={`${setUp}&replace`}>
          Move it to another app
        </LinkButton>
      </div>
      <h3 className="mt-6">Recovery codes</h3>
      <p className="small soft">New codes take the place of all old ones.</p>
      <CodeForm
        action={renewRecoveryCodesCommand}
        prefix="renew-"
        label="Code of your app"
        button="Make new recovery codes"
        pendingWord="Making"
        look="second"
      />
      {account.mustHaveSecondFactor ? (
        <p className="small soft mt-6">Reviewers and coordinators cannot turn the second step off.</p>
      ) : (
        <>
          <h3 className="mt-6">Turn it off</h3>
          <CodeForm
            action={dropSecondFactorCommand}
            prefix="drop-"
            label="Code of your app"
            button="Turn the second step off"
            pendingWord="Turning off"
            look="second"
          />
        </>
      )}
    </>
  );
}

type Props = { searchParams: Promise<{ address?: string }> };

/** A person's own account. */
export default async function AccountPage({ searchParams }: Props) {
  const { address } = await searchParams;
  const actor = await currentPerson();
  const account = await getAccount(actor);
  const letters = await getLetterChoices(actor);
  const proof = await proofOf(actor);
  return (
    <main id="main" className="wrap" tabIndex={-1}>
      <PageHead spaced title="Your account" lede={account.email} />
      {address !== undefined && (
        <Notice kind="good" live title="Your new address is set">
          <p className="small">Sign in with it from now on. Your other sessions have ended.</p>
        </Notice>
      )}
      <div className="cols even">
        <div>
          <Section first title="Name">
            <NameForm action={changeNameCommand} name={account.name} />
          </Section>
          <Section title="Email address">
            <EmailForm
              action={requestEmailChangeCommand}
              email={account.email}
              minutes={emailChangeMinutes}
              secondStep={account.secondFactor !== null}
            />
          </Section>
          <Section title="Password">
            <PasswordForm action={changePasswordCommand} email={account.email} />
          </Section>
        </div>
        <Section first title="Second step" note={account.secondFactor ? 'On' : 'Off'} id="second-step">
          <SecondStep account={account} />
        </Section>
      </div>
      <Section
        title="Letters"
        id="letters"
        note={
          <>
            Every one is also in the portal, <Link href="/letters">under Letters</Link>
          </>
        }
      >
        {letters.unreached && (
          <Notice
            kind="look"
            title={`Letters to ${account.email} come back since ${day(isoDay(letters.unreached.since))}.`}
          >
            <p>Give your right address under Email address above.</p>
          </Notice>
        )}
        <LetterChoicesForm action={chooseLettersCommand} choices={letters.choices} />
      </Section>
      <Section title="Where you are signed in" note="A session ends after an hour without use, and after twelve in all">
        <SessionsTable sessions={account.sessions} end={endSessionsCommand} proof={proof} email={account.email} />
      </Section>
    </main>
  );
}
