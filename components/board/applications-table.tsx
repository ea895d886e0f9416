import Link from 'next/link';
import { Plate, plateLetter } from '@/components/ui/plate';
import { PointsKey } from '@/components/ui/points';
import { Table } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import type { LevelId } from '@/lib/rulebook/schema';
import { partyWords } from '@/lib/workflow/status';
import type { ApplicationSummary } from '@/lib/workflow/views';
import { count, shortInstant } from '@/lib/words';
import { levelWords } from './board-words';
import { shortCouncil } from './councils';
import { waited } from './waiting';

function Level({ level }: { level: LevelId | null }) {
  if (!level) return <span className="softer">None yet</span>;
  return (
    <span className="nowrap">
      <Plate letter={plateLetter(levelWords[level])} /> {levelWords[level]}
    </span>
  );
}

/** Every application in one table: where it stands, points in three columns, level met, who acts next and by when. */
export function ApplicationsTable({ lines, year, at }: { lines: ApplicationSummary[]; year: number; at: Date }) {
  return (
    <Table
      wide
      caption={`Applications in ${year}`}
      rows={lines}
      rowKey={(line) => line.id}
      columns={[
        {
          key: 'town',
          head: 'Town',
          names: true,
          cell: (line) => (
            <>
              <Link href={`/applications/${line.id}`} prefetch={false}>
                <b>{line.town.name}</b>
              </Link>
              <br />
              <span className="soft">{shortCouncil(line.council)}</span>
            </>
          ),
        },
        { key: 'aim', head: 'Aims for', label: 'Aims for:', cell: (line) => <Level level={line.aim} /> },
        {
          key: 'status',
          head: 'Status',
          cell: (line) => <Tag kind={line.view.kind}>{line.view.staff}</Tag>,
        },
        {
          key: 'claimed',
          head: <PointsKey column="claimed" />,
          label: 'Claimed:',
          numeric: true,
          cell: (line) => line.claimed,
        },
        {
          key: 'documented',
          head: <PointsKey column="documented" />,
          label: 'Documented:',
          numeric: true,
          cell: (line) => line.documented,
        },
        {
          key: 'awarded',
          head: <PointsKey column="awarded" />,
          label: 'Awarded:',
          numeric: true,
          cell: (line) => <b>{line.awarded}</b>,
        },
        {
          key: 'level',
          head: 'Level met',
          label: 'Level met:',
          gap: true,
          cell: (line) => <Level level={line.level} />,
        },
        {
          key: 'next',
          head: 'Acts next',
          label: 'Acts next:',
          cell: (line) =>
            line.view.next === 'nobody' ? (
              <span className="softer">{partyWords.nobody}</span>
            ) : (
              <>
                <b>{partyWords[line.view.next]}</b>
                <br />
                <span className="soft">
                  {waited(line.since, at)}
                  {line.withoutReader > 0 && `; ${count(line.withoutReader, 'step')} without a reader`}
                </span>
              </>
            ),
        },
        {
          key: 'by',
          head: 'By',
          label: 'By:',
          cell: (line) => (line.view.by ? <span className="nowrap">{shortInstant(line.view.by)}</span> : null),
        },
      ]}
    />
  );
}
