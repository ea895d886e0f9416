import { Empty } from '@/components/ui/empty';
import { LinkButton } from '@/components/ui/link-button';
import { PointsKey } from '@/components/ui/points';
import { Section } from '@/components/ui/section';
import { Table } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { count, instant, shortDay } from '@/lib/words';
import { applicationHref } from '@/lib/workflow/links';
import { decidedState, partyWords } from '@/lib/workflow/status';
import type { ApplicationSummary, HomeTown } from '@/lib/workflow/views';

const levelWords = { bronze: 'Bronze', silver: 'Silver', gold: 'Gold' };

function Next({ application }: { application: ApplicationSummary }) {
  const { view, town } = application;
  return (
    <>
      {view.next === 'town' ? town.name : partyWords[view.next]}
      {view.by && <span className="small soft">, by {instant(view.by)}</span>}
    </>
  );
}

function Applications({ rows }: { rows: ApplicationSummary[] }) {
  return (
    <Table
      caption="Applications"
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'year',
          head: 'Application',
          names: true,
          cell: ({ id, year, aim }) => (
            <>
              <a href={applicationHref(id)}>{year} application</a>
              <br />
              <span className="small soft">Aims at {levelWords[aim]}</span>
            </>
          ),
        },
        {
          key: 'status',
          head: 'Status',
          label: 'Status:',
          cell: ({ view }) => <Tag kind={view.kind}>{view.town}</Tag>,
        },
        { key: 'next', head: 'Who acts next', label: 'Next:', cell: (one) => <Next application={one} /> },
        {
          key: 'claimed',
          head: <PointsKey column="claimed" />,
          label: 'Claimed:',
          numeric: true,
          gap: true,
          cell: ({ claimed }) => claimed,
        },
        {
          key: 'documented',
          head: <PointsKey column="documented" />,
          label: 'Documented:',
          numeric: true,
          cell: ({ documented }) => documented,
        },
        {
          key: 'awarded',
          head: <PointsKey column="awarded" />,
          label: 'Awarded:',
          numeric: true,
          cell: ({ awarded }) => awarded,
        },
      ]}
    />
  );
}

/** One town of the reader: its applications and what can be started. */
export function HomeTownSection({ home }: { home: HomeTown }) {
  const { town, applications, startable, canStart, held } = home;
  const [cycle] = startable;
  const start = canStart.ok === true && cycle && (
    <LinkButton href={`/applications/new?town=${town.slug}`} look={applications.length > 0 ? 'second' : 'primary'}>
      Start the {cycle.year} application
    </LinkButton>
  );
  return (
    <Section
      title={town.name}
      note={
        held
          ? `${decidedState(levelWords[held.level]).town} to ${shortDay(held.until)}`
          : home.registered
            ? 'Registered, not certified'
            : 'Not registered yet'
      }
    >
      {applications.length > 0 ? (
        <Applications rows={applications} />
      ) : (
        <Empty title={`${town.name} has no application yet.`} actions={start || undefined}>
          {canStart.ok === false
            ? canStart.reasons[0]?.message
            : 'An application gathers what the town has done, action by action, in one certification year.'}
        </Empty>
      )}
      {applications.length > 0 && start && <div className="acts mt-4">{start}</div>}
      <p className="small mt-4 flex flex-wrap gap-x-6 gap-y-1">
        <a href={`/evidence?town=${town.slug}`}>Evidence of {town.name}</a>
        <a href={`/people?town=${town.slug}`}>People of {town.name}</a>
        <a href={`/towns/${town.slug}`}>What the public sees</a>
        {startable.length > 1 && <span className="soft">{count(startable.length, 'cycle')} open</span>}
      </p>
    </Section>
  );
}
