import type { Metadata } from 'next';
import Link from 'next/link';
import {
  disablePersonCommand,
  enablePersonCommand,
  resetSecondFactorCommand,
  signPersonOutCommand,
} from '@/app/_commands/account';
import { markReachedCommand, markUnreachedCommand } from '@/app/_commands/letters';
import { KeepForm } from '@/components/account/account-forms';
import { ReachForm } from '@/components/letters/reach-form';
import { Crumbs } from '@/components/ui/crumbs';
import { Facts } from '@/components/ui/facts';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { getPerson, type PersonView } from '@/lib/services/accounts/get-person';
import { parseId } from '@/lib/services/applications/get-application';
import { roleWords } from '@/lib/services/people/roles';
import { day, isoDay } from '@/lib/words';

export const metadata: Metadata = { title: 'Account of a person' };

type Props = { params: Promise<{ person: string }> };

function Roles({ roles }: { roles: PersonView['roles'] }) {
  if (roles.length === 0) return 'None';
  return roles.map(({ role, town }) => (
    <span key={`${role} ${town?.slug}`} className="block">
      {roleWords[role]}
      {town && (
        <>
          {' '}
          of <Link href={`/people?town=${town.slug}`}>{town.name}</Link>
        </>
      )}
    </span>
  ));
}

function Keeping({ person }: { person: PersonView }) {
  if (person.self)
    return (
      <p>
        This is your own account: see <Link href="/account">Your account</Link>. Only another coordinator can close it.
      </p>
    );
  const form = { person: person.id };
  return (
    <div className="cols even">
      <Section first title={person.disabledAt ? 'Open the account again' : 'Close the account'}>
        {person.disabledAt ? (
          <KeepForm
            {...form}
            key="enable"
            prefix="enable-"
            action={enablePersonCommand}
            button="Open the account"
            done="The account is open again."
          />
        ) : person.lastCoordinator ? (
          <p>The program needs at least one coordinator. Invite another one first.</p>
        ) : (
          <>
            <p className="small soft">
              {person.name} is signed out with the next click and cannot sign in. What they did stays as it is, under
              their name.
            </p>
            <KeepForm
              {...form}
              key="disable"
              prefix="disable-"
              action={disablePersonCommand}
              button="Close the account"
              done="The account is closed."
              danger
            />
          </>
        )}
      </Section>
      <div>
        <Section first title="Second step" note={person.secondFactor ? 'On' : 'Off'}>
          {person.secondFactor ? (
            <>
              <p className="small soft">
                For somebody who lost their app and their recovery codes. Make sure who asks before you do this.
              </p>
              <KeepForm
                {...form}
                prefix="reset-"
                action={resetSecondFactorCommand}
                button="Take the second step away"
                done="The second step is taken away."
              />
            </>
          ) : (
            <p>Not set up.</p>
          )}
        </Section>
        {!person.disabledAt && (
          <Section title="Sign out everywhere">
            <p className="small soft">
              For a device that was lost or left open. {person.name} can sign in again at once; if somebody else knows
              the password, close the account instead.
            </p>
            <KeepForm
              {...form}
              prefix="sign-out-"
              action={signPersonOutCommand}
              button="End all their sessions"
              done="All their sessions have ended."
            />
          </Section>
        )}
      </div>
    </div>
  );
}

/** Somebody's account, for coordinators. */
export default async function PersonPage({ params }: Props) {
  const actor = await currentPerson();
  const id = (await params).person;
  const person = await orNotFound((async () => getPerson(actor, { person: parseId(id) }))());
  return (
    <>
      <Crumbs trail={[{ label: 'People of the program', href: '/people' }, { label: person.name }]} />
      <main id="main" className="wrap" tabIndex={-1}>
        <PageHead title={person.name} lede={person.email} />
        <Facts
          facts={[
            {
              term: 'Account',
              detail: person.disabledAt
                ? `Closed on ${day(isoDay(person.disabledAt))}`
                : `Open since ${day(isoDay(person.since))}`,
            },
            { term: 'Roles', detail: <Roles roles={person.roles} /> },
          ]}
        />
        <div className="mt-8">
          <Keeping person={person} />
        </div>
        <Section title="Letters" note={person.unreached ? 'Come back' : undefined}>
          <ReachForm
            person={person.id}
            name={person.name}
            unreached={person.unreached}
            mark={markUnreachedCommand}
            unmark={markReachedCommand}
          />
        </Section>
      </main>
    </>
  );
}
