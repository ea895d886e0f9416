import type { Metadata } from 'next';
import { PrintButton } from '@/components/submission/print-button';
import { Crumbs } from '@/components/ui/crumbs';
import { Facts } from '@/components/ui/facts';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { Table } from '@/components/ui/table';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { actionName } from '@/lib/rulebook/find';
import { getReceipt } from '@/lib/services/applications/get-receipt';
import { day, instant, isoDay, list } from '@/lib/words';

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: 'Receipt' };

/** What a town gets in hand when it has submitted: the receipt's number, what went along, what happens next. */
export default async function ReceiptPage({ params }: Props) {
  const receipt = await orNotFound(getReceipt(await currentPerson(), (await params).id));
  return (
    <>
      <Crumbs
        trail={[
          { label: receipt.town.name, href: '/home' },
          { label: `${receipt.year} application`, href: `/applications/${receipt.application}` },
          { label: 'Receipt' },
        ]}
      />
      <main id="main" tabIndex={-1}>
        <div className="wrap">
          <PageHead
            title={`Round ${receipt.round} is submitted`}
            lede={`${receipt.town.name}’s ${receipt.year} application`}
          />
          <Notice kind="good" title={`Receipt ${receipt.receipt}`}>
            <p>Keep this number. It names exactly what was submitted, and when.</p>
          </Notice>
          <Section id="what" title="What was submitted">
            <Facts
              facts={[
                { term: 'Receipt', detail: <b className="num">{receipt.receipt}</b> },
                { term: 'Received', detail: instant(receipt.at) },
                { term: 'Submitted by', detail: receipt.by },
              ]}
            />
            <div className="mt-6">
              <Table
                caption="Actions in this round"
                rows={receipt.actions}
                rowKey={(action) => action.title}
                columns={[
                  {
                    key: 'action',
                    head: 'Action',
                    names: true,
                    cell: actionName,
                    sum: 'Total',
                  },
                  { key: 'steps', head: 'Steps', label: 'Steps:', cell: (action) => list(action.steps) },
                  {
                    key: 'claimed',
                    head: 'Claimed',
                    label: 'Claimed:',
                    numeric: true,
                    cell: (action) => action.claimed,
                    sum: receipt.claimed,
                  },
                  {
                    key: 'documented',
                    head: 'Documented',
                    label: 'Documented:',
                    numeric: true,
                    cell: (action) => action.documented,
                    sum: receipt.documented,
                  },
                ]}
              />
            </div>
          </Section>
          <Section id="next" title="What happens next">
            <ol className="prose">
              <li>A coordinator assigns reviewers. The answers are locked meanwhile, and you can read them.</li>
              <li>
                The reviewers rule on each step
                {receipt.reviewBy ? `, by ${day(isoDay(receipt.reviewBy))}` : ''}. They approve it, return it with what
                to fix, or do not approve it and say why.
              </li>
              <li>
                If something is returned, your town acts next, in the following round. Approved steps stay approved.
              </li>
            </ol>
          </Section>
          <div className="sec acts">
            <LinkButton href={`/applications/${receipt.application}`}>Back to the application</LinkButton>
            <PrintButton />
          </div>
        </div>
      </main>
    </>
  );
}
