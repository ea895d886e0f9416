import Link from 'next/link';
import { Table } from '@/components/ui/table';
import type { TownLine } from '@/lib/workflow/program-views';
import { standingGroup, type StandingGroup } from '@/lib/workflow/town-standing';
import { councilColumns, type Council } from './councils';

export const tileLetters: Record<StandingGroup, 'G' | 'S' | 'B' | 'R' | '–'> = {
  gold: 'G',
  silver: 'S',
  bronze: 'B',
  registered: 'R',
  none: '–',
};
const tileWords: Record<StandingGroup, string> = {
  gold: 'Gold',
  silver: 'Silver',
  bronze: 'Bronze',
  registered: 'Registered',
  none: 'Not taking part',
};

/** The classes of a town's tile. */
const tileClass = (group: StandingGroup) => (group === 'none' ? 'tile' : `tile ${tileLetters[group]}`);

function Tile({ line }: { line: TownLine }) {
  const group = standingGroup(line.standing);
  const applying = line.standing.applying;
  return (
    <Link
      className={tileClass(group)}
      href={`/programs/towns/${line.town.slug}`}
      prefetch={false}
      aria-label={`${line.town.name}: ${tileWords[group]}${applying ? ', applying' : ''}`}
    >
      <i>{tileLetters[group]}</i>
      <span>
        {line.town.name}
        {applying && <em>+</em>}
      </span>
    </Link>
  );
}

const certified = (towns: readonly TownLine[]) => towns.filter((line) => line.standing.level).length;

function Region({ council }: { council: Council }) {
  return (
    <section className="region" aria-label={council.short}>
      <h3>
        {council.short}
        <span>
          {certified(council.towns)} of {council.towns.length} certified
        </span>
      </h3>
      <div className="tiles">
        {council.towns.map((line) => (
          <Tile key={line.town.id} line={line} />
        ))}
      </div>
    </section>
  );
}

const groups: StandingGroup[] = ['gold', 'silver', 'bronze', 'registered', 'none'];

/** The figures of the map as a table, council by council. */
function Twin({ councils }: { councils: Council[] }) {
  const inGroup = (council: Council, group: StandingGroup) =>
    council.towns.filter((line) => standingGroup(line.standing) === group).length;
  const all: Council = { name: '', short: 'All towns', towns: councils.flatMap((council) => council.towns) };
  const applying = (council: Council) => council.towns.filter((line) => line.standing.applying).length;
  return (
    <details className="twin">
      <summary>Read it as a table</summary>
      <Table
        caption="Towns by council of governments and how they take part"
        rows={councils}
        rowKey={(council) => council.name}
        columns={[
          { key: 'council', head: 'Council of governments', names: true, cell: (c) => c.short, sum: all.short },
          ...groups.map((group) => ({
            key: group,
            head: tileWords[group],
            label: `${tileWords[group]}:`,
            numeric: true,
            cell: (council: Council) => inGroup(council, group),
            sum: inGroup(all, group),
          })),
          { key: 'applying', head: 'Applying', label: 'Applying:', numeric: true, cell: applying, sum: applying(all) },
          {
            key: 'towns',
            head: 'Towns',
            label: 'Towns:',
            numeric: true,
            cell: (c) => c.towns.length,
            sum: all.towns.length,
          },
        ]}
      />
      <p className="small mt-2">
        <Link href="/programs/towns">Each town by name</Link>
      </p>
    </details>
  );
}

/** Every town as a lettered tile under its council, councils placed as on the map; `beside` ends the last column. */
export function CouncilMap({ towns, beside }: { towns: TownLine[]; beside: React.ReactNode }) {
  const columns = councilColumns(towns);
  return (
    <>
      <div className="state">
        {columns.map((column, index) => (
          <div key={index}>
            {column.map((council) => (
              <Region key={council.name} council={council} />
            ))}
            {index === columns.length - 1 && beside}
          </div>
        ))}
      </div>
      <Twin councils={columns.flat()} />
    </>
  );
}
