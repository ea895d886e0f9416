import type { Metadata } from 'next';
import Link from 'next/link';
import { Crumbs } from '@/components/ui/crumbs';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Timeline } from '@/components/ui/timeline';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { getRecord } from '@/lib/services/applications/get-record';
import { instant } from '@/lib/words';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ after?: string }> };

export const metadata: Metadata = { title: 'Record of the application' };

/** Everything that happened to an application, newest first. */
export default async function RecordPage({ params, searchParams }: Props) {
  const { id } = await params;
  const { after } = await searchParams;
  const record = await orNotFound(getRecord(await currentPerson(), { application: id, after }));
  return (
    <>
      <Crumbs
        trail={[
          { label: record.town.name, href: '/home' },
          { label: `${record.year} application`, href: `/applications/${record.id}` },
          { label: 'Record' },
        ]}
      />
      <main id="main" tabIndex={-1}>
        <div className="wrap">
          <PageHead
            title="Record"
            lede={`What happened to ${record.town.name}’s ${record.year} application, newest first.`}
          />
          {record.entries.length > 0 ? (
            <Timeline
              entries={record.entries.map((entry) => ({
                when: instant(entry.when),
                dateTime: entry.when.toISOString(),
                what: (
                  <>
                    <b>{entry.who ?? 'Town Green'}</b>: {entry.text}
                  </>
                ),
              }))}
            />
          ) : (
            <Empty title="Nothing is on record yet." />
          )}
          <div className="acts mt-6">
            {record.next && (
              <Link href={`/applications/${record.id}/record?after=${record.next}`}>Earlier entries</Link>
            )}
            {after && <Link href={`/applications/${record.id}/record`}>Back to the newest</Link>}
          </div>
        </div>
      </main>
    </>
  );
}
