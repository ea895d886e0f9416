import type { Metadata } from 'next';
import Link from 'next/link';
import { RecordFilters } from '@/components/record/record-filters';
import { RecordState } from '@/components/record/record-state';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Table } from '@/components/ui/table';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { listRecord, recordFilter, type RecordEntry, type RecordFilter } from '@/lib/services/record/list-record';
import { eventKinds, kindLabel } from '@/lib/workflow/event-words';
import { shortInstant } from '@/lib/words';

export const metadata: Metadata = { title: 'Record of the program' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

function address(path: string, filter: RecordFilter, after?: string): string {
  const set = Object.entries({ ...filter, after: after ?? '' }).filter(([, value]) => value !== '');
  return set.length > 0 ? `${path}?${new URLSearchParams(set)}` : path;
}

const kinds = eventKinds
  .map((value) => ({ value, label: kindLabel(value) }))
  .sort((a, b) => a.label.localeCompare(b.label, 'en-US'));

function What({ entry }: { entry: RecordEntry }) {
  if (!entry.application) return entry.text;
  return (
    <>
      {entry.text}{' '}
      <Link href={`/applications/${entry.application}/record`} prefetch={false} className="nowrap">
        Its record
      </Link>
    </>
  );
}

/** Everything that happened in the portal, newest first, for coordinators. */
export default async function ProgramRecordPage({ searchParams }: Props) {
  const query = await searchParams;
  const filter = recordFilter.parse(query);
  const after = typeof query.after === 'string' ? query.after : undefined;
  const { entries, next, checks } = await orNotFound(listRecord(await currentPerson(), filter, after));
  const filtered = Object.values(filter).some((value) => value !== '');
  return (
    <main id="main" tabIndex={-1}>
      <div className="wrap compact">
        <PageHead
          spaced
          title="Record"
          lede="Every change in the portal, newest first. Entries are never changed or removed. Times are Eastern."
        />
        <RecordState checks={checks} />
        <RecordFilters filter={filter} kinds={kinds} />
        <p className="small soft mt-3">
          {filtered ? <Link href="/programs/record">Clear the filter</Link> : 'No filter set.'}{' '}
          <a href={address('/api/export/record', filter)}>Export {filtered ? 'these' : 'all'} as CSV</a>
        </p>
        {entries.length === 0 ? (
          <Empty title={filtered ? 'No entry matches the filter.' : 'Nothing is on record yet.'}>
            {filtered ? 'Change the filter, or clear it.' : 'Entries appear here with the first change.'}
          </Empty>
        ) : (
          <Table
            wide
            caption="Entries of the record"
            rows={entries}
            rowKey={(entry) => entry.id}
            columns={[
              {
                key: 'what',
                head: 'What',
                names: true,
                cell: (entry) => <What entry={entry} />,
              },
              { key: 'who', head: 'Who', label: 'Who:', cell: (entry) => entry.who ?? 'Town Green' },
              { key: 'town', head: 'Town', label: 'Town:', cell: (entry) => entry.town?.name ?? 'The program' },
              {
                key: 'when',
                head: 'When',
                label: 'When:',
                cell: (entry) => (
                  <time className="nowrap" dateTime={entry.when.toISOString()}>
                    {shortInstant(entry.when)}
                  </time>
                ),
              },
              { key: 'entry', head: 'Entry', label: 'Entry:', numeric: true, cell: (entry) => entry.number },
            ]}
          />
        )}
        <div className="acts mt-6">
          {next && <Link href={address('/programs/record', filter, next)}>Earlier entries</Link>}
          {after && <Link href={address('/programs/record', filter)}>Back to the newest</Link>}
        </div>
      </div>
    </main>
  );
}
