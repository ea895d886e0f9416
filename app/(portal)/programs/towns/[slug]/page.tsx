import type { Metadata } from 'next';
import Link from 'next/link';
import { invitePersonCommand } from '@/app/_commands/people';
import { recordDesignationCommand, recordRegistrationCommand } from '@/app/_commands/programs';
import { levelWords } from '@/components/board/board-words';
import { DesignationForm, InviteContactForm, RegistrationForm } from '@/components/board/town-forms';
import { Criteria } from '@/components/ui/criteria';
import { Crumbs } from '@/components/ui/crumbs';
import { Empty } from '@/components/ui/empty';
import { Facts } from '@/components/ui/facts';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { Table } from '@/components/ui/table';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { getTown } from '@/lib/services/towns/get-town';
import type { TownView } from '@/lib/workflow/program-views';
import { standingGroup, standingWords } from '@/lib/workflow/town-standing';
import { day, instant, isoDay, list, shortDay } from '@/lib/words';

type Props = { params: Promise<{ slug: string }> };

const load = async ({ params }: Props) => orNotFound(getTown(await currentPerson(), (await params).slug));

/** The title names the town. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `${(await load(props)).town.name} in the program` };
}

/** What a registration needs, and what of it is there. */
function Needs({ town }: { town: TownView }) {
  const contact = town.contactNames.length > 0 || town.invited.length > 0;
  const { registration } = town;
  return (
    <Criteria
      criteria={[
        {
          met: contact ? 'yes' : 'no',
          name: 'A contact is named',
          detail: town.contactNames.length > 0 ? ` ${list(town.contactNames)}` : contact ? ' Invited' : undefined,
          fix: !contact && <a href="#contact">Invite a contact</a>,
        },
        {
          met: registration ? 'yes' : 'unknown',
          name: 'A resolution is passed',
          detail: registration && ` ${day(registration.resolutionPassed)}`,
        },
        {
          met: registration ? 'yes' : 'unknown',
          name: 'The Sustainability Team has at least three members',
          detail: registration && ` ${registration.teamSize} members`,
        },
      ]}
    />
  );
}

function Certifications({ town }: { town: TownView }) {
  if (town.certifications.length === 0)
    return <Empty title="No level was ever awarded.">Levels appear here with their dates once one is decided.</Empty>;
  return (
    <Table
      caption="Levels awarded"
      rows={town.certifications}
      rowKey={(certification) => certification.awardedOn}
      columns={[
        { key: 'level', head: 'Level', names: true, cell: (one) => <b>{levelWords[one.level]}</b> },
        { key: 'awarded', head: 'Awarded on', label: 'Awarded on:', cell: (one) => shortDay(one.awardedOn) },
        { key: 'until', head: 'Until', label: 'Until:', cell: (one) => shortDay(one.until) },
        { key: 'points', head: 'Points', label: 'Points:', numeric: true, cell: (one) => one.points },
      ]}
    />
  );
}

/** One town as the program keeps it: contact, registration, designation, levels. */
export default async function ProgramTownPage(props: Props) {
  const view = await load(props);
  const { town, registration, climateLeader } = view;
  return (
    <>
      <Crumbs trail={[{ label: 'Towns', href: '/programs/towns' }, { label: town.name }]} />
      <main id="main" tabIndex={-1}>
        <div className="wrap compact">
          <PageHead title={town.name} lede={`${view.council}${town.fictional ? '. A fictional town.' : ''}`} />
          <div className="cols main-aside">
            <aside>
              <Section first id="facts" title="At a glance">
                <Facts
                  facts={[
                    { term: 'Takes part', detail: standingWords[standingGroup(view.standing)] },
                    { term: 'County', detail: view.county },
                    {
                      term: 'Applications',
                      detail:
                        view.applications.length === 0
                          ? 'None yet'
                          : view.applications.map((application, index) => (
                              <span key={application.id}>
                                {index > 0 && ', '}
                                <Link href={`/applications/${application.id}`}>{application.year}</Link>
                              </span>
                            )),
                    },
                    { term: 'People', detail: <Link href={`/people?town=${town.slug}`}>Who takes part</Link> },
                  ]}
                />
              </Section>
              <Section id="levels" title="Levels">
                <Certifications town={view} />
              </Section>
            </aside>
            <div>
              <Section
                first
                id="contact"
                title="Town contact"
                note={view.contactNames.length > 0 ? list(view.contactNames) : 'Nobody yet.'}
              >
                {view.invited.map((invitation) => (
                  <p key={invitation.email} className="small">
                    {invitation.email} is invited until {instant(invitation.expiresAt)}.
                  </p>
                ))}
                <InviteContactForm action={invitePersonCommand} slug={town.slug} />
              </Section>
              <Section
                id="registration"
                title="Registration"
                note={
                  registration
                    ? `Recorded by ${registration.recordedBy}, ${shortDay(isoDay(registration.recordedAt))}.`
                    : 'Only a registered town can start an application.'
                }
              >
                <Needs town={view} />
                <div className="sub">
                  <RegistrationForm
                    action={recordRegistrationCommand}
                    town={town.id}
                    start={{
                      resolution: registration?.resolutionPassed ?? '',
                      teamSize: registration ? String(registration.teamSize) : '',
                    }}
                  />
                </div>
              </Section>
              <Section
                id="designation"
                title="Climate Leader"
                note={
                  climateLeader
                    ? `Recorded by ${climateLeader.recordedBy}, ${shortDay(isoDay(climateLeader.recordedAt))}.`
                    : 'Not known yet. Gold needs it.'
                }
              >
                <DesignationForm
                  action={recordDesignationCommand}
                  town={town.id}
                  start={{
                    held: climateLeader ? (climateLeader.held ? 'yes' : 'no') : '',
                    note: climateLeader?.note ?? '',
                  }}
                />
              </Section>
            </div>
          </div>
        </div>
      </main>
    </>
  );
}
