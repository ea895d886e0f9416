import type { Metadata } from 'next';
import Link from 'next/link';
import { AppealsList } from '@/components/appeals/appeals-list';
import { ApplicationsTable } from '@/components/board/applications-table';
import { BoardFilters } from '@/components/board/board-filters';
import { CouncilMap } from '@/components/board/council-map';
import { Figures } from '@/components/board/figures';
import { Legend } from '@/components/board/legend';
import { NeedsYou } from '@/components/board/needs-you';
import { Empty } from '@/components/ui/empty';
import { LinkButton } from '@/components/ui/link-button';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { listWaitingAppeals } from '@/lib/services/appeals/list-appeals';
import { boardFilter, getBoard, type BoardFilter } from '@/lib/services/reviews/get-board';
import { count, instant } from '@/lib/words';

export const metadata: Metadata = { title: 'Board' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

function address(path: string, filter: BoardFilter, year: number): string {
  const { town, council, status, next } = filter;
  const set = Object.entries({ town, council, status, next }).filter(([, value]) => value !== '');
  return `${path}?${new URLSearchParams([['year', String(year)], ...set])}`;
}

/** The state at a glance: every town, every application of a cycle, and what waits for a coordinator. */
export default async function BoardPage({ searchParams }: Props) {
  const filter = boardFilter.parse(await searchParams);
  const actor = await currentPerson();
  const board = await orNotFound(getBoard(actor, filter));
  const appeals = await listWaitingAppeals(actor);
  const { cycle, towns, all, shown, years, openRound, at } = board;
  const filtered = filter.town || filter.council || filter.status || filter.next;
  return (
    <main id="main" tabIndex={-1}>
      <div className="wrap compact">
        <PageHead
          spaced
          title="The state at a glance"
          actions={<Link href="/programs/assign">Assign reviewers</Link>}
          lede={`All ${towns.length} towns${cycle ? `, ${cycle.name}` : ''}${openRound ? `, round ${openRound.number}` : ''}. As of ${instant(at)}.`}
        />
        <Figures board={board} />
        <Section
          id="towns"
          title={`${towns.length} towns by council of governments`}
          note="Laid out as on the map: west on the left, the shore at the foot. + means applying."
        >
          <CouncilMap
            towns={towns}
            beside={
              <>
                <Legend towns={towns} />
                <NeedsYou board={board} />
              </>
            }
          />
        </Section>
        {appeals.length > 0 && (
          <Section id="appeals" title="Appeals that wait" note="The oldest first">
            <AppealsList appeals={appeals} caption="Appeals that wait" staff />
          </Section>
        )}
        <Section
          id="applications"
          title={cycle ? `Applications in ${cycle.year}` : 'Applications'}
          note={
            years.length > 1 ? (
              <>
                Longest wait first. Other years:{' '}
                {years
                  .filter((year) => year !== cycle?.year)
                  .map((year, index) => (
                    <span key={year}>
                      {index > 0 && ', '}
                      <Link href={`/programs/board?year=${year}#applications`}>{year}</Link>
                    </span>
                  ))}
              </>
            ) : (
              'Longest wait first'
            )
          }
        >
          {!cycle || all.length === 0 ? (
            <Empty
              title={cycle ? 'No town has started an application in this cycle.' : 'No cycle is open yet.'}
              actions={!cycle && <LinkButton href="/programs/cycles">Open a cycle</LinkButton>}
            >
              Applications appear here as soon as towns start them.
            </Empty>
          ) : (
            <>
              <BoardFilters
                filter={filter}
                year={cycle.year}
                councils={[...new Set(towns.map((line) => line.council))].sort()}
                statuses={[...new Set(all.map((line) => line.view.staff))].sort()}
              />
              <p className="small soft mt-3">
                {shown.length} of {count(all.length, 'application')}.{' '}
                {filtered ? (
                  <Link href={`/programs/board?year=${cycle.year}#applications`}>Clear the filter</Link>
                ) : (
                  'No filter set.'
                )}{' '}
                <a href={address('/api/export/board', filter, cycle.year)}>
                  Export {filtered ? 'these' : 'all'} as CSV
                </a>
              </p>
              {shown.length === 0 ? (
                <Empty title="No application matches the filter.">Change the filter, or clear it.</Empty>
              ) : (
                <ApplicationsTable lines={shown} year={cycle.year} at={at} />
              )}
            </>
          )}
        </Section>
      </div>
    </main>
  );
}
