import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { levelName } from '@/components/public/level-word';
import { ReportActions } from '@/components/public/report-actions';
import { ReportAside } from '@/components/public/report-aside';
import { ReportWords } from '@/components/public/report-words';
import { TownQuiet } from '@/components/public/town-quiet';
import { Bars } from '@/components/ui/bars';
import { DemoStrip } from '@/components/ui/demo-strip';
import { Mast } from '@/components/ui/mast';
import { Medal } from '@/components/ui/medal';
import { Say } from '@/components/ui/say';
import { Section } from '@/components/ui/section';
import { Table } from '@/components/ui/table';
import { currentActor } from '@/lib/auth';
import { env } from '@/lib/env';
import { orNotFound } from '@/lib/pages';
import { getTownReport } from '@/lib/services/public/get-town-report';
import { dateInWords } from '@/lib/rulebook/dates';
import { count } from '@/lib/words';

type Props = { params: Promise<{ slug: string }> };

const reportOf = cache(async (slug: string) => {
  if (!/^[a-z0-9-]{1,80}$/.test(slug)) notFound();
  return orNotFound(getTownReport(await currentActor(), { slug }));
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { town, certification } = await reportOf((await params).slug);
  return { title: certification ? `${town.name}, certified ${levelName[certification.level]}` : town.name };
}

const said = { yes: 'met', no: 'not-met', unknown: 'unknown' } as const;

/** A town's certification report: only what was decided and approved. */
export default async function TownPage({ params }: Props) {
  const report = await reportOf((await params).slug);
  const { town, certification, details, history } = report;
  const strip = town.fictional && env().DEMO !== 'on' && (
    <DemoStrip>{town.name} is a fictional town, and everything on this page is invented.</DemoStrip>
  );
  if (!certification)
    return (
      <>
        {strip}
        <TownQuiet town={town} history={history} />
      </>
    );
  const level = levelName[certification.level];
  const lede = `${count(certification.points, 'point')}${details ? ` for ${count(details.actions.length, 'action')}` : ''}, decided on ${dateInWords(certification.awardedOn)}. The certification runs to ${dateInWords(certification.until)}.`;
  return (
    <>
      {strip}
      <main id="main" tabIndex={-1}>
        <Mast
          trail={[{ label: 'Towns', href: '/towns' }, { label: town.name }]}
          title={`${town.name} is certified ${level}`}
          lede={lede}
          note={[
            `Member of the ${town.council}.`,
            details && `Rulebook ${details.rulebook.year}, version ${details.rulebook.version}.`,
          ]
            .filter(Boolean)
            .join(' ')}
          beside={<Medal level={level} />}
        />
        <div className="wrap">
          <div className="cols main-aside mt-10">
            {details ? (
              <Section first title={`How ${town.name} reached ${level}`}>
                <Table
                  caption={`What ${level} asks for and what ${town.name} has`}
                  rows={details.criteria}
                  rowKey={({ title }) => title}
                  columns={[
                    { key: 'asks', head: `${level} asks for`, names: true, cell: ({ title }) => title },
                    {
                      key: 'has',
                      head: `${town.name} has`,
                      label: 'Has:',
                      cell: ({ has }) => <span className="num">{has}</span>,
                    },
                    { key: 'met', head: 'Result', cell: ({ met }) => <Say kind={said[met]} /> },
                  ]}
                />
              </Section>
            ) : (
              <Section first title={`How ${town.name} reached ${level}`}>
                <p className="prose">
                  This certification was decided before the portal. Its level, points and dates are on record here; the
                  submissions are not.
                </p>
              </Section>
            )}
            {details && details.words.length > 0 && (
              <Section first title="In the town’s own words" note="Approved passages from the submissions">
                <ReportWords words={details.words} />
              </Section>
            )}
            <ReportAside town={town} history={history} />
          </div>
          {details && (
            <>
              <Section title="Points by category">
                <Bars
                  caption="Points by category"
                  bars={details.categories.map(({ number, name, points }) => ({
                    id: String(number),
                    number: String(number),
                    label: name,
                    value: points,
                  }))}
                />
              </Section>
              <Section
                id="all"
                title="Every approved action"
                note={`${count(details.actions.length, 'action')}, ${count(certification.points, 'point')}`}
              >
                <ReportActions
                  actions={details.actions}
                  categories={details.categories}
                  total={details.actions.reduce((sum, { points }) => sum + points, 0)}
                />
              </Section>
            </>
          )}
        </div>
      </main>
    </>
  );
}
