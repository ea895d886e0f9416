import { Table } from '@/components/ui/table';
import type { PublicTown } from '@/lib/workflow/public-views';
import { shortDay } from '@/lib/words';
import { LevelWord } from './level-word';

/** Towns certified today, highest level first. */
export function CertifiedTowns({ towns }: { towns: PublicTown[] }) {
  return (
    <Table
      caption="Certified towns"
      rows={towns}
      rowKey={({ slug }) => slug}
      columns={[
        {
          key: 'town',
          head: 'Town',
          names: true,
          cell: ({ slug, name, fictional }) => (
            <>
              <a href={`/towns/${slug}`}>{name}</a>
              {fictional && <span className="small soft font-normal"> fictional</span>}
            </>
          ),
        },
        { key: 'level', head: 'Level', label: 'Level:', cell: (town) => <LevelWord town={town} /> },
        {
          key: 'until',
          head: 'Runs to',
          label: 'Runs to:',
          cell: ({ held }) => held && <span className="nowrap">{shortDay(held.until)}</span>,
        },
        { key: 'points', head: 'Points', label: 'Points:', numeric: true, cell: ({ held }) => held?.points },
      ]}
    />
  );
}
