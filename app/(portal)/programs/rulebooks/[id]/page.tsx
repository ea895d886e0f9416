import type { Metadata } from 'next';
import Link from 'next/link';
import { Clause } from '@/components/ui/clause';
import { Crumbs } from '@/components/ui/crumbs';
import { Facts } from '@/components/ui/facts';
import { PageHead } from '@/components/ui/page-head';
import { Plate, plateLetter } from '@/components/ui/plate';
import { Section } from '@/components/ui/section';
import { Shape } from '@/components/ui/shape';
import { Table } from '@/components/ui/table';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { actionName } from '@/lib/rulebook/published';
import type { Action, Interpretation, Level, Rulebook } from '@/lib/rulebook/schema';
import { getRulebook } from '@/lib/services/rulebooks/get-rulebook';
import { count, instant } from '@/lib/words';

type Props = { params: Promise<{ id: string }> };

const load = async ({ params }: Props) => orNotFound(getRulebook(await currentPerson(), { id: (await params).id }));

/** The title names rulebook and version. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  const { content } = await load(props);
  return { title: `${content.title}, version ${content.version}` };
}

function Levels({ levels }: { levels: Level[] }) {
  return (
    <ol className="levels">
      {levels.map((level) => (
        <li key={level.id}>
          <h3>
            <Plate letter={plateLetter(level.name)} /> {level.name}
          </h3>
          <ul className="mt-2">
            {level.criteria.map((criterion) => (
              <li key={criterion.key}>
                {criterion.title} <Clause>{criterion.clause}</Clause>
              </li>
            ))}
          </ul>
          <p className="small soft mt-2">Source: {level.source}</p>
        </li>
      ))}
    </ol>
  );
}

function Reading({ interpretation }: { interpretation: Interpretation }) {
  return (
    <div className="sub">
      <h3>{interpretation.question}</h3>
      <p className="small soft prose">{interpretation.passage}</p>
      <ul className="mt-2">
        {interpretation.options.map((option) => {
          const chosen = option.value === interpretation.value;
          return (
            <li key={option.value}>
              <Shape name={chosen ? 'tick' : 'hollow'} /> {chosen ? <b>{option.label}</b> : option.label}
              {chosen && <span className="soft"> This reading is in force.</span>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Actions({ rulebook }: { rulebook: Rulebook }) {
  const category = new Map(rulebook.categories.map(({ number, name }) => [number, name]));
  return (
    <Table
      caption="Actions of this rulebook"
      rows={rulebook.actions}
      rowKey={(action) => action.id}
      columns={[
        { key: 'title', head: 'Action', names: true, cell: (action) => <b>{actionName(action)}</b> },
        {
          key: 'category',
          head: 'Category',
          cell: (action: Action) => `${action.category} ${category.get(action.category) ?? ''}`,
        },
        {
          key: 'kind',
          head: 'Defined',
          label: 'Defined:',
          cell: (action) => (action.kind === 'full' ? 'In full' : 'In outline'),
        },
        { key: 'steps', head: 'Steps', label: 'Steps:', numeric: true, cell: (action) => action.steps.length },
        { key: 'max', head: 'At most', label: 'At most:', numeric: true, cell: (action) => `${action.max} points` },
      ]}
    />
  );
}

/** One rulebook, read-only: levels with their source, the readings in force, actions with their points. */
export default async function RulebookPage(props: Props) {
  const { content, publishedAt, hash, cycles, applications } = await load(props);
  const full = content.actions.filter((action) => action.kind === 'full').length;
  return (
    <>
      <Crumbs trail={[{ label: 'Rulebooks', href: '/programs/rulebooks' }, { label: content.title }]} />
      <main id="main" tabIndex={-1}>
        <div className="wrap compact">
          <PageHead title={`${content.title}, version ${content.version}`} lede={content.source} />
          <div className="cols main-aside">
            <aside>
              <Section first id="facts" title="At a glance">
                <Facts
                  facts={[
                    { term: 'Published', detail: publishedAt ? instant(publishedAt) : 'Not yet' },
                    { term: 'Applications', detail: count(applications, 'application') },
                    {
                      term: 'Cycles',
                      detail: cycles.map((cycle, index) => (
                        <span key={cycle.id}>
                          {index > 0 && ', '}
                          <Link href={`/programs/cycles/${cycle.id}`}>{cycle.year}</Link>
                        </span>
                      )),
                    },
                    { term: 'Credit window', detail: `${content.timeframe.windowYears} years before the year sought` },
                    { term: 'A level holds', detail: `${content.timeframe.certificationYears} years, to December 31` },
                    { term: 'Fingerprint', detail: <code className="xs break-all">{hash}</code> },
                  ]}
                />
                <p className="small soft mt-3">
                  Published, so frozen: nothing on this page can be edited. New versions come with an update of Town
                  Green.
                </p>
              </Section>
            </aside>
            <div>
              <Section first id="levels" title="Levels" note="Decided on awarded points alone.">
                <Levels levels={content.levels} />
              </Section>
              <Section
                id="interpretations"
                title="Readings in force"
                note="Where the program’s write-ups can be read two ways."
              >
                {content.interpretations.map((interpretation) => (
                  <Reading key={interpretation.key} interpretation={interpretation} />
                ))}
              </Section>
              <Section
                id="actions"
                title="Actions"
                note={`${content.actions.length} actions, ${full} defined in full. Points of outlines are claimed by the town and set by a ruling.`}
              >
                <Actions rulebook={content} />
              </Section>
            </div>
          </div>
        </div>
      </main>
    </>
  );
}
