import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import { shortCouncil } from '@/components/board/councils';
import { TownTable } from '@/components/board/town-table';
import { Button } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { listTowns } from '@/lib/services/towns/list-towns';
import type { TownLine } from '@/lib/workflow/program-views';
import { standingGroup, standingWords, type StandingGroup } from '@/lib/workflow/town-standing';

export const metadata: Metadata = { title: 'Towns of the program' };

const word = z.string().trim().max(100).catch('');
const filterShape = z.object({ town: word, council: word, part: word });

const matches =
  ({ town, council, part }: z.output<typeof filterShape>) =>
  (line: TownLine) =>
    line.town.name.toLowerCase().includes(town.toLowerCase()) &&
    (!council || line.council === council) &&
    (!part || (part === 'applying' ? line.standing.applying : standingGroup(line.standing) === part));

const groups = Object.entries(standingWords) as [StandingGroup, string][];

/** Every town and how it takes part, with a search; registrations are recorded on a town's own page. */
export default async function ProgramTownsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const filter = filterShape.parse(await searchParams);
  const towns = await orNotFound(listTowns(await currentPerson()));
  const shown = towns.filter(matches(filter));
  const councils = [...new Set(towns.map((line) => line.council))].sort();
  const filtered = filter.town || filter.council || filter.part;
  return (
    <main id="main" tabIndex={-1}>
      <div className="wrap compact">
        <PageHead
          spaced
          title="Towns"
          lede="How each town takes part. Open a town to invite its contact and to record its registration."
        />
        <Section first id="towns" title={`${towns.length} towns`} note="A to Z">
          <form className="filters" method="get" action="/programs/towns" aria-label="Filter towns">
            <div>
              <label htmlFor="filter-town">Town</label>
              <input className="in" id="filter-town" name="town" type="text" defaultValue={filter.town} />
            </div>
            <div>
              <label htmlFor="filter-council">Council of governments</label>
              <select className="in" id="filter-council" name="council" defaultValue={filter.council}>
                <option value="">All</option>
                {councils.map((council) => (
                  <option key={council} value={council}>
                    {shortCouncil(council)}
                  </option>
                ))}
              </select>
            </div>
            <div>
              <label htmlFor="filter-part">Takes part</label>
              <select className="in" id="filter-part" name="part" defaultValue={filter.part}>
                <option value="">In any way, or not</option>
                {groups.map(([value, label]) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
                <option value="applying">Applying now</option>
              </select>
            </div>
            <Button type="submit" look="second" small className="justify-self-start">
              Show
            </Button>
          </form>
          <p className="small soft mt-3">
            {shown.length} of {towns.length} towns.{' '}
            {filtered ? <Link href="/programs/towns">Clear the filter</Link> : 'No filter set.'}
          </p>
          {shown.length === 0 ? (
            <Empty title="No town matches the filter.">Change the filter, or clear it.</Empty>
          ) : (
            <TownTable lines={shown} />
          )}
        </Section>
      </div>
    </main>
  );
}
