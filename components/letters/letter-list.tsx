import Link from 'next/link';
import { Table } from '@/components/ui/table';
import { shortInstant } from '@/lib/words';

type Line = { id: string; subject: string; at: Date; read: boolean };

/** Letters, newest first; those not read yet say so in a word. */
export function LetterList({ letters }: { letters: Line[] }) {
  return (
    <Table
      caption="Letters"
      rows={letters}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'subject',
          head: 'Subject',
          names: true,
          cell: ({ id, subject, read }) => (
            <Link href={`/letters/${id}`} prefetch={false} className={read ? undefined : 'font-semibold'}>
              {subject}
            </Link>
          ),
        },
        { key: 'state', head: 'State', label: 'State:', cell: ({ read }) => (read ? 'Read' : <b>Unread</b>) },
        {
          key: 'when',
          head: 'When',
          label: 'When:',
          cell: ({ at }) => (
            <time className="nowrap" dateTime={at.toISOString()}>
              {shortInstant(at)}
            </time>
          ),
        },
      ]}
    />
  );
}
