import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import {
  changeRoleCommand,
  invitePersonCommand,
  removeMembershipCommand,
  resendInvitationCommand,
  revokeInvitationCommand,
} from '@/app/_commands/people';
import { InviteForm } from '@/components/public/invite-form';
import { MembersTable } from '@/components/public/members-table';
import { OpenInvitations } from '@/components/public/open-invitations';
import { Crumbs } from '@/components/ui/crumbs';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { isCoordinator, townRoles } from '@/lib/access/actor';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { listMyTowns } from '@/lib/services/people/list-my-towns';
import { listPeople } from '@/lib/services/people/list-people';
import { roleMeans, roleWords, staffRoles } from '@/lib/services/people/roles';
import { count } from '@/lib/words';

export const metadata: Metadata = { title: 'People' };

type Props = { searchParams: Promise<{ town?: string | string[] }> };

const optionsOf = (roles: readonly (keyof typeof roleWords)[]) =>
  roles.map((role) => ({ value: role, label: roleWords[role], hint: `${roleMeans[role]}.` }));

/** Who takes part in a town, or in the program; contacts and coordinators change it, others read. */
export default async function PeoplePage({ searchParams }: Props) {
  const wanted = (await searchParams).town;
  const slug = typeof wanted === 'string' && wanted ? wanted : undefined;
  const actor = await currentPerson();
  if (!slug && !isCoordinator(actor)) {
    const [town] = await listMyTowns(actor);
    if (town) redirect(`/people?town=${town.slug}`);
  }
  const { town, members, invitations, closed, manage } = await orNotFound(listPeople(actor, { town: slug }));
  const manages = manage.ok === true;
  const roles = optionsOf(town ? townRoles : staffRoles);
  return (
    <>
      <Crumbs
        trail={town ? [{ label: town.name, href: '/home' }, { label: 'People' }] : [{ label: 'People of the program' }]}
      />
      <main id="main" className="wrap" tabIndex={-1}>
        <PageHead
          title={town ? `People of ${town.name}` : 'People of the program'}
          lede={
            town
              ? 'Who prepares, who submits and who reads. A change takes effect with the person’s next click.'
              : 'Reviewers and coordinators. Each town keeps its own people on its own page.'
          }
        />
        <div className={manages ? 'cols main-aside' : undefined}>
          <Section first title="Taking part" note={count(members.length, 'person', 'people')}>
            <MembersTable
              members={members}
              manages={manages}
              linked={isCoordinator(actor)}
              roles={roles}
              place={town ? `of ${town.name}` : 'of the program'}
              changeRole={changeRoleCommand}
              remove={removeMembershipCommand}
            />
            {closed.length > 0 && (
              <p className="small mt-4">
                Closed accounts:{' '}
                {closed.map(({ person, name }, index) => (
                  <span key={person}>
                    {index > 0 && ', '}
                    <Link href={`/people/${person}`}>{name}</Link>
                  </span>
                ))}
                .
              </p>
            )}
            {!manages && manage.ok === false && <p className="small soft mt-4">{manage.reasons[0]?.message}</p>}
          </Section>
          {manages && (
            <aside>
              <Section first title="Invite somebody" note="By mail, with a link that works once">
                <InviteForm action={invitePersonCommand} town={town?.slug} roles={roles} />
              </Section>
            </aside>
          )}
          {manages && (
            <Section title="Open invitations" note={invitations.length > 0 ? 'Each link works once' : undefined}>
              <OpenInvitations
                invitations={invitations.map((one) => ({ ...one, role: roleWords[one.role] }))}
                resend={resendInvitationCommand}
                revoke={revokeInvitationCommand}
              />
            </Section>
          )}
        </div>
      </main>
    </>
  );
}
