import type { Metadata } from 'next';
import { CertifiedTowns } from '@/components/public/certified-towns';
import { LevelWord } from '@/components/public/level-word';
import { SearchForm } from '@/components/public/search-form';
import { Empty } from '@/components/ui/empty';
import { Mast } from '@/components/ui/mast';
import { Section } from '@/components/ui/section';
import { currentActor } from '@/lib/auth';
import { env } from '@/lib/env';
import { listTowns } from '@/lib/services/public/list-towns';
import { count } from '@/lib/words';

export const metadata: Metadata = {
  title: 'Towns',
  description: 'The municipalities of Connecticut by council of governments, and which of them are certified.',
};

type Props = { searchParams: Promise<{ search?: string | string[] }> };

/** Every municipality by council, with what was decided here. */
export default async function TownsPage({ searchParams }: Props) {
  const wanted = (await searchParams).search;
  const search = typeof wanted === 'string' ? wanted.slice(0, 100) : '';
  const { councils, certified, shown, all } = await listTowns(await currentActor(), { search });
  return (
    <main id="main" tabIndex={-1}>
      <Mast
        title="Towns"
        lede="Every municipality of Connecticut by council of governments. A town without a word beside it has no record here, which says nothing about what it does."
        note={
          env().DEMO === 'on'
            ? 'In this demonstration only fictional towns have records. Nothing here is a statement about a real one.'
            : undefined
        }
      />
      <div className="wrap mt-8">
        <SearchForm action="/towns" label="Town or council" value={search} />
        {search && (
          <p className="small mt-3" role="status">
            {shown === 0 ? 'No town' : count(shown, 'town')} of {all} {shown === 1 ? 'matches' : 'match'} “{search}”.{' '}
            <a href="/towns">Show all</a>
          </p>
        )}
        {shown === 0 && (
          <div className="mt-6">
            <Empty title="No town has this name.">Check the spelling, or search for the council of governments.</Empty>
          </div>
        )}
        {certified.length > 0 && (
          <Section title="Certified today" note={count(certified.length, 'town')}>
            <CertifiedTowns towns={certified} />
          </Section>
        )}
        {councils.map(({ council, towns, fictional }, index) => (
          <Section key={council} id={`council-${index}`} title={council} note={count(towns.length, 'town')}>
            {fictional && <p className="small soft mb-3">Invented for the demonstration.</p>}
            <ul className="gap-x-10 sm:columns-2 lg:columns-4">
              {towns.map((town) => (
                <li key={town.slug} className="flex break-inside-avoid items-center justify-between gap-3 py-1.5">
                  <a href={`/towns/${town.slug}`}>{town.name}</a>
                  <LevelWord town={town} />
                </li>
              ))}
            </ul>
          </Section>
        ))}
      </div>
    </main>
  );
}
