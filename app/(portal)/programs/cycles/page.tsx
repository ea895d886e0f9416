import type { Metadata } from 'next';
import Link from 'next/link';
import { openCycleCommand } from '@/app/_commands/programs';
import { OpenCycleForm } from '@/components/board/open-cycle-form';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { Table } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { currentPerson } from '@/lib/auth';
import { now } from '@/lib/clock';
import { orNotFound } from '@/lib/pages';
import { listCycles } from '@/lib/services/cycles/list-cycles';
import { listRulebooks } from '@/lib/services/rulebooks/get-rulebook';
import { instant, isoDay } from '@/lib/words';

export const metadata: Metadata = { title: 'Cycles' };

/** Certification years: those there are, and opening the next. */
export default async function CyclesPage() {
  const person = await currentPerson();
  const cycles = await orNotFound(listCycles(person));
  const rulebooks = await orNotFound(listRulebooks(person));
  const latest = cycles[0]?.year ?? Number(isoDay(now()).slice(0, 4)) - 1;
  return (
    <main id="main" tabIndex={-1}>
      <div className="wrap compact">
        <PageHead
          spaced
          title="Cycles"
          lede="A cycle is one certification year: its rulebook, and rounds with their deadlines."
        />
        <Section first id="cycles" title="Certification years" note="Latest first">
          {cycles.length === 0 ? (
            <Empty title="No cycle is open yet.">Open one below; towns can then start applications.</Empty>
          ) : (
            <Table
              caption="Cycles"
              rows={cycles}
              rowKey={(cycle) => cycle.id}
              columns={[
                {
                  key: 'year',
                  head: 'Year',
                  names: true,
                  cell: (cycle) => (
                    <Link href={`/programs/cycles/${cycle.id}`}>
                      <b>{cycle.year}</b>
                    </Link>
                  ),
                },
                { key: 'name', head: 'Name', label: 'Name:', cell: (cycle) => cycle.name },
                {
                  key: 'state',
                  head: 'Status',
                  cell: (cycle) =>
                    cycle.closed ? (
                      <Tag kind="locked">Closed</Tag>
                    ) : cycle.openRound ? (
                      <Tag kind="begun">Round {cycle.openRound.number} is open</Tag>
                    ) : (
                      <Tag kind="turn">No round is open</Tag>
                    ),
                },
                {
                  key: 'until',
                  head: 'Open until',
                  label: 'Open until:',
                  cell: (cycle) => (cycle.openRound ? instant(cycle.openRound.deadline) : null),
                },
                { key: 'rulebook', head: 'Rulebook', cell: (cycle) => cycle.rulebook },
                { key: 'rounds', head: 'Rounds', label: 'Rounds:', numeric: true, cell: (cycle) => cycle.rounds },
                {
                  key: 'applications',
                  head: 'Applications',
                  label: 'Applications:',
                  numeric: true,
                  cell: (cycle) => cycle.applications,
                },
              ]}
            />
          )}
        </Section>
        <Section id="open" title="Open a cycle" note="Further rounds are added on its own page.">
          <OpenCycleForm
            action={openCycleCommand}
            year={latest + 1}
            rulebooks={rulebooks
              .filter((rulebook) => rulebook.publishedAt)
              .map(({ id, title, version }) => ({ value: id, label: `${title}, version ${version}` }))}
          />
        </Section>
      </div>
    </main>
  );
}
