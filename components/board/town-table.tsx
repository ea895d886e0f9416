import Link from 'next/link';
import { Plate } from '@/components/ui/plate';
import { Table } from '@/components/ui/table';
import type { TownLine } from '@/lib/workflow/program-views';
import { standingGroup } from '@/lib/workflow/town-standing';
import { shortDay } from '@/lib/words';
import { levelWords } from './board-words';
import { tileLetters } from './council-map';
import { shortCouncil } from './councils';

function Standing({ line }: { line: TownLine }) {
  const { standing } = line;
  return (
    <>
      <Plate letter={tileLetters[standingGroup(standing)]} />{' '}
      {standing.level ? (
        <>
          {levelWords[standing.level]} <span className="soft nowrap">until {shortDay(standing.until ?? '')}</span>
        </>
      ) : standing.registered ? (
        'Registered'
      ) : (
        'Not taking part'
      )}
    </>
  );
}

/** Every town with how it takes part, its open application and its contacts. */
export function TownTable({ lines }: { lines: TownLine[] }) {
  return (
    <Table
      caption="Towns and how they take part"
      rows={lines}
      rowKey={(line) => line.town.id}
      columns={[
        {
          key: 'town',
          head: 'Town',
          names: true,
          cell: (line) => (
            <>
              <Link href={`/programs/towns/${line.town.slug}`} prefetch={false}>
                <b>{line.town.name}</b>
              </Link>
              {line.town.fictional && <span className="soft"> fictional</span>}
            </>
          ),
        },
        { key: 'council', head: 'Council of governments', cell: (line) => shortCouncil(line.council) },
        { key: 'county', head: 'County', label: 'County:', cell: (line) => line.county },
        { key: 'standing', head: 'Takes part', cell: (line) => <Standing line={line} /> },
        {
          key: 'application',
          head: 'Applying',
          label: 'Applying:',
          cell: (line) =>
            line.application ? (
              <Link href={`/applications/${line.application.id}`} prefetch={false}>
                in {line.application.year}
              </Link>
            ) : null,
        },
        { key: 'contacts', head: 'Contacts', label: 'Contacts:', numeric: true, cell: (line) => line.contacts },
      ]}
    />
  );
}
