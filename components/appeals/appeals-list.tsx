import Link from 'next/link';
import { Table } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import type { AppealView } from '@/lib/workflow/appeals';
import { partyWords } from '@/lib/workflow/status';
import { shortInstant } from '@/lib/words';

/** Appeals in a table: of which step, how each stands, who acts next and by when. */
export function AppealsList({
  appeals,
  caption,
  staff,
  towns = true,
}: {
  appeals: AppealView[];
  caption: string;
  staff: boolean;
  /** Whether the towns are named: not on the page of one application. */
  towns?: boolean;
}) {
  return (
    <Table
      caption={caption}
      rows={appeals}
      rowKey={(one) => one.id}
      columns={[
        {
          key: 'step',
          head: 'Step',
          names: true,
          cell: (one) => (
            <>
              <Link href={`/appeals/${one.id}`} prefetch={false}>
                <b>
                  {towns ? `${one.town.name}: step` : 'Step'} {one.step}, {one.title.toLowerCase()}
                </b>
              </Link>
              <br />
              <span className="soft">{one.action}</span>
            </>
          ),
        },
        {
          key: 'status',
          head: 'Status',
          cell: (one) => <Tag kind={one.status.kind}>{staff ? one.status.staff : one.status.town}</Tag>,
        },
        { key: 'filed', head: 'Filed', label: 'Filed:', cell: (one) => shortInstant(one.filedAt) },
        {
          key: 'next',
          head: 'Acts next',
          label: 'Acts next:',
          cell: (one) =>
            one.status.next === 'reviewers' && staff && one.reviewer ? one.reviewer : partyWords[one.status.next],
        },
        {
          key: 'by',
          head: 'By when',
          label: 'By:',
          cell: (one) => (one.status.by ? shortInstant(one.status.by) : <span className="softer">No day</span>),
        },
      ]}
    />
  );
}
