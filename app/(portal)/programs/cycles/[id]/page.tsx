import type { Metadata } from 'next';
import Link from 'next/link';
import {
  closeCycleCommand,
  extendDeadlineCommand,
  saveRoundCommand,
  setAppealTimeCommand,
} from '@/app/_commands/programs';
import { AppealTimeForm } from '@/components/board/appeal-time-form';
import { ExtendForm } from '@/components/board/extend-form';
import { RoundForm } from '@/components/board/round-form';
import { ActionForm } from '@/components/form/action-form';
import { Crumbs } from '@/components/ui/crumbs';
import { Empty } from '@/components/ui/empty';
import { Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { Table } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { getCycle } from '@/lib/services/cycles/get-cycle';
import type { CycleView } from '@/lib/workflow/program-views';
import { instant, shortDay, isoDay } from '@/lib/words';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ town?: string }> };

const load = async ({ params }: Props) => orNotFound(getCycle(await currentPerson(), (await params).id));

/** The title names the year. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `${(await load(props)).year} cycle` };
}

function Rounds({ cycle }: { cycle: CycleView }) {
  return (
    <>
      {cycle.rounds.map((round) => (
        <div key={round.number} className="sub">
          <h3>
            Round {round.number}{' '}
            {round.number === cycle.openRound ? (
              <Tag kind="begun">Open</Tag>
            ) : round.past ? (
              <Tag kind="locked">Past</Tag>
            ) : (
              <Tag kind="none">Later</Tag>
            )}
          </h3>
          <p>
            {round.past ? 'Ended on' : 'Ends on'} <b>{instant(round.deadline)}</b>.{' '}
            {round.reviewBy && <>Reviewers rule by {shortDay(isoDay(round.reviewBy))}.</>}
          </p>
          {round.moved && (
            <p className="small">
              Moved by {round.moved.by}. The reason: <span className="doc">{round.moved.because}</span>
            </p>
          )}
          {!cycle.closed && (
            <details className="mt-2">
              <summary>Change round {round.number} for every town</summary>
              <RoundForm action={saveRoundCommand} cycle={cycle.id} number={round.number} start={round.form} />
            </details>
          )}
        </div>
      ))}
      {!cycle.closed && (
        <details className="sub">
          <summary>Add round {cycle.rounds.length + 1}</summary>
          <RoundForm action={saveRoundCommand} cycle={cycle.id} number={cycle.rounds.length + 1} />
        </details>
      )}
    </>
  );
}

function Extensions({ cycle }: { cycle: CycleView }) {
  if (cycle.extensions.length === 0)
    return <Empty title="No town has been given more time.">Extensions stay here with their reasons.</Empty>;
  return (
    <Table
      caption="Extended deadlines"
      rows={cycle.extensions}
      rowKey={(extension) => extension.id}
      columns={[
        { key: 'town', head: 'Town', names: true, cell: (extension) => <b>{extension.town}</b> },
        { key: 'round', head: 'Round', label: 'Round:', numeric: true, cell: (extension) => extension.round },
        { key: 'until', head: 'Until', label: 'Until:', gap: true, cell: (extension) => instant(extension.deadline) },
        { key: 'reason', head: 'Reason', cell: (extension) => <span className="doc">{extension.reason}</span> },
        {
          key: 'by',
          head: 'Granted',
          label: 'Granted:',
          cell: (extension) => `${extension.grantedBy}, ${shortDay(isoDay(extension.grantedAt))}`,
        },
      ]}
    />
  );
}

/** One certification year: its rounds, towns with more time, and closing it. */
export default async function CyclePage(props: Props) {
  const cycle = await load(props);
  const { town = '' } = await props.searchParams;
  return (
    <>
      <Crumbs trail={[{ label: 'Cycles', href: '/programs/cycles' }, { label: String(cycle.year) }]} />
      <main id="main" tabIndex={-1}>
        <div className="wrap compact">
          <PageHead title={cycle.name} lede={`The cycle of ${cycle.year}.`} />
          {cycle.closed && (
            <Notice title="This cycle is closed.">
              <p>
                No application can be started. Reviews and decisions go on, and a town whose application was returned
                can be given more time.
              </p>
            </Notice>
          )}
          <div className="cols main-aside">
            <aside>
              <Section first id="facts" title="At a glance">
                <Facts
                  facts={[
                    { term: 'Certification year', detail: cycle.year },
                    {
                      term: 'Rulebook',
                      detail: <Link href={`/programs/rulebooks/${cycle.rulebook.id}`}>{cycle.rulebook.name}</Link>,
                    },
                    { term: 'Opened', detail: instant(cycle.opensAt) },
                    {
                      term: 'Applications',
                      detail: (
                        <Link href={`/programs/board?year=${cycle.year}#applications`}>{cycle.applications}</Link>
                      ),
                    },
                  ]}
                />
              </Section>
              <Section id="appeals" title="Appeals">
                <AppealTimeForm action={setAppealTimeCommand} cycle={cycle.id} days={cycle.appealDays} />
              </Section>
              {!cycle.closed && (
                <Section id="close" title="Close the cycle">
                  <p className="small">
                    Possible once no round is open for any town. It takes no new applications then.
                  </p>
                  <ActionForm action={closeCycleCommand}>
                    <input type="hidden" name="cycle" value={cycle.id} />
                    <div className="acts mt-3">
                      <SubmitButton look="second" small pendingWord="Closing">
                        Close the cycle
                      </SubmitButton>
                    </div>
                  </ActionForm>
                </Section>
              )}
            </aside>
            <div>
              <Section first id="rounds" title="Rounds" note="Times are Eastern (America/New_York).">
                <Rounds cycle={cycle} />
              </Section>
              <Section id="extensions" title="More time for one town" note="Always with a reason, on the record.">
                <Extensions cycle={cycle} />
                {cycle.towns.length > 0 && (
                  <div className="sub">
                    <h3>Extend a deadline</h3>
                    <ExtendForm
                      action={extendDeadlineCommand}
                      user={(await currentPerson()).id}
                      cycle={cycle.id}
                      rounds={cycle.rounds.map((round) => ({
                        value: String(round.number),
                        label: `Round ${round.number}, ${round.past ? 'ended' : 'ends'} ${shortDay(isoDay(round.deadline))}`,
                      }))}
                      towns={cycle.towns}
                      town={town}
                    />
                  </div>
                )}
              </Section>
            </div>
          </div>
        </div>
      </main>
    </>
  );
}
