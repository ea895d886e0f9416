import type { Metadata } from 'next';
import Link from 'next/link';
import { PageHead } from '@/components/ui/page-head';
import { Empty } from '@/components/ui/empty';
import { Section } from '@/components/ui/section';
import { Table } from '@/components/ui/table';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { listRulebooks } from '@/lib/services/rulebooks/get-rulebook';
import { isoDay, shortDay } from '@/lib/words';

export const metadata: Metadata = { title: 'Rulebooks' };

/** Every published rulebook; a published one never changes. */
export default async function RulebooksPage() {
  const rulebooks = await orNotFound(listRulebooks(await currentPerson()));
  return (
    <main id="main" tabIndex={-1}>
      <div className="wrap compact">
        <PageHead
          spaced
          title="Rulebooks"
          lede="What the program asks in a year. A published rulebook is frozen; a change is a new version, and applications keep the version they started with."
        />
        <Section first id="published" title="Published" note="Newest first">
          {rulebooks.length === 0 ? (
            <Empty title="No rulebook is published yet.">
              The one that ships with Town Green is published at its first start.
            </Empty>
          ) : (
            <Table
              caption="Published rulebooks"
              rows={rulebooks}
              rowKey={(rulebook) => rulebook.id}
              columns={[
                {
                  key: 'title',
                  head: 'Rulebook',
                  names: true,
                  cell: (rulebook) => (
                    <Link href={`/programs/rulebooks/${rulebook.id}`}>
                      <b>
                        {rulebook.title}, version {rulebook.version}
                      </b>
                    </Link>
                  ),
                },
                { key: 'year', head: 'Year', label: 'Year:', numeric: true, cell: (rulebook) => rulebook.year },
                {
                  key: 'published',
                  head: 'Published',
                  label: 'Published:',
                  gap: true,
                  cell: (rulebook) => (rulebook.publishedAt ? shortDay(isoDay(rulebook.publishedAt)) : 'Not yet'),
                },
                {
                  key: 'actions',
                  head: 'Actions',
                  label: 'Actions:',
                  numeric: true,
                  cell: (rulebook) => rulebook.actions,
                },
                {
                  key: 'applications',
                  head: 'Applications',
                  label: 'Applications:',
                  numeric: true,
                  cell: (rulebook) => rulebook.applications,
                },
                {
                  key: 'cycles',
                  head: 'Cycles',
                  label: 'Cycles:',
                  gap: true,
                  cell: (rulebook) =>
                    rulebook.cycles.map((cycle, index) => (
                      <span key={cycle.id}>
                        {index > 0 && ', '}
                        <Link href={`/programs/cycles/${cycle.id}`}>{cycle.year}</Link>
                      </span>
                    )),
                },
              ]}
            />
          )}
          <p className="small soft mt-4">
            New versions come with an update of Town Green. They cannot be made or brought in from a file on this page
            yet.
          </p>
        </Section>
      </div>
    </main>
  );
}
