import type { Metadata } from 'next';
import { SearchForm } from '@/components/public/search-form';
import { Empty } from '@/components/ui/empty';
import { Mast } from '@/components/ui/mast';
import { Section } from '@/components/ui/section';
import { Table } from '@/components/ui/table';
import { currentActor } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { listActions } from '@/lib/services/public/list-actions';
import type { ActionLine } from '@/lib/workflow/public-views';
import { count, list } from '@/lib/words';

export const metadata: Metadata = {
  title: 'Actions',
  description: 'The certification actions by category, with their points and what each asks for.',
};

type Props = { searchParams: Promise<{ search?: string | string[] }> };

function Actions({ category, actions }: { category: string; actions: ActionLine[] }) {
  return (
    <Table
      caption={category}
      rows={actions}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'action',
          head: 'Action',
          names: true,
          cell: ({ id, number, title }) => (
            <>
              {number && <span className="num">{number} </span>}
              <a href={`/actions/${id}`}>{title}</a>
            </>
          ),
        },
        {
          key: 'about',
          head: 'About',
          cell: ({ outline, requiredFor }) => (
            <span className="small soft">
              {[
                requiredFor.length > 0 && `Required for ${list(requiredFor)}`,
                outline && 'Outline: only its name is known here',
              ]
                .filter(Boolean)
                .join('. ')}
            </span>
          ),
        },
        {
          key: 'points',
          head: 'Points',
          label: 'Points:',
          numeric: true,
          cell: ({ points, outline }) => <span className={outline ? 'small soft' : undefined}>{points}</span>,
        },
      ]}
    />
  );
}

/** The catalog of actions by category. */
export default async function ActionsPage({ searchParams }: Props) {
  const wanted = (await searchParams).search;
  const search = typeof wanted === 'string' ? wanted.slice(0, 100) : '';
  const catalog = await orNotFound(listActions(await currentActor(), { search }));
  return (
    <main id="main" tabIndex={-1}>
      <Mast
        title="Actions"
        lede={`${catalog.all} actions in 13 categories. A town chooses those that fit it; a level needs credit in each of categories 1 to 12.`}
        note={`${catalog.title}, version ${catalog.version}. Texts in the portal’s own words; figures and rules as in the program’s write-ups.`}
      />
      <div className="wrap mt-8">
        <SearchForm action="/actions" label="Action, number or category" value={search} />
        {search && (
          <p className="small mt-3" role="status">
            {catalog.shown === 0 ? 'No action' : count(catalog.shown, 'action')} of {catalog.all}{' '}
            {catalog.shown === 1 ? 'matches' : 'match'} “{search}”. <a href="/actions">Show all</a>
          </p>
        )}
        {catalog.shown === 0 && (
          <div className="mt-6">
            <Empty title="No action has this name.">Try one word of it, or the number of its category.</Empty>
          </div>
        )}
        {catalog.categories.map(({ number, name, actions }) => (
          <Section
            key={number}
            id={`category-${number}`}
            title={`${number} ${name}`}
            note={count(actions.length, 'action')}
          >
            {actions.length > 0 ? (
              <Actions category={name} actions={actions} />
            ) : (
              <p className="soft">No action of this category is known here. No level needs it.</p>
            )}
          </Section>
        ))}
      </div>
    </main>
  );
}
