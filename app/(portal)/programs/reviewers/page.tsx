import type { Metadata } from 'next';
import Link from 'next/link';
import {
  declareConflictCommand,
  liftConflictCommand,
  sampleReadingsCommand,
  setTopicsCommand,
} from '@/app/_commands/assign';
import { ConflictForm } from '@/components/assign/conflict-form';
import { Conflicts } from '@/components/assign/conflicts';
import { SampleForm } from '@/components/assign/sample-form';
import { TopicsForm } from '@/components/assign/topics-form';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { getAssigning } from '@/lib/services/reviews/get-assigning';
import { count, isoDay, list } from '@/lib/words';

export const metadata: Metadata = { title: 'Reviewers' };

/** Who reads what: topics, how much waits with each, conflicts of interest, and sampling second readings. */
export default async function ReviewersPage() {
  const { reviewers, categories, towns, at } = await orNotFound(getAssigning(await currentPerson()));
  const covered = new Set(reviewers.flatMap((one) => one.topics));
  const bare = categories.filter(({ number }) => !covered.has(number));
  return (
    <main id="main" tabIndex={-1}>
      <div className="wrap compact">
        <PageHead
          spaced
          title="Reviewers"
          lede="The table of topics says who reads which category. Assigning by rule follows it and evens out what waits."
          actions={<Link href="/programs/assign">Assign reviewers</Link>}
        />
        <Section
          first
          id="topics"
          title="Topics"
          note={
            bare.length > 0
              ? `Nobody reads ${bare.length === 1 ? 'category' : 'categories'} ${list(bare.map(({ number }) => String(number)))}`
              : 'Every category has a reader'
          }
        >
          {reviewers.length === 0 ? (
            <Empty title="There is no reviewer yet.">
              <Link href="/people">Invite reviewers</Link>, then give each their topics here.
            </Empty>
          ) : (
            <ul>
              {reviewers.map((one) => (
                <li key={one.id} className="sub">
                  <h3>{one.name}</h3>
                  <p>
                    {one.topics.length > 0
                      ? `${one.topics.length === 1 ? 'Category' : 'Categories'} ${list(one.topics.map(String))}`
                      : 'No topics: gets nothing by rule'}
                    . <span className="soft">{count(one.load, 'step')} waiting.</span>
                  </p>
                  <details className="mt-2">
                    <summary>
                      Change the topics<span className="vh"> of {one.name}</span>
                    </summary>
                    <TopicsForm reviewer={one} categories={categories} action={setTopicsCommand} />
                  </details>
                </li>
              ))}
            </ul>
          )}
        </Section>
        <Section id="conflicts" title="Conflicts of interest" note="Nothing of the town is shown or given to them">
          <Conflicts reviewers={reviewers} lift={liftConflictCommand} />
          {reviewers.length > 0 && (
            <details className="mt-4">
              <summary>Declare a conflict for a reviewer</summary>
              <ConflictForm action={declareConflictCommand} towns={towns} reviewers={reviewers} />
            </details>
          )}
        </Section>
        <Section id="second" title="Second readings" note="Independent, and without a change of points">
          <p className="prose">
            A share of all steps under review is drawn by a seed: the same seed draws the same steps, so anybody can
            check the draw. Each goes to somebody who does not read it first and who sees no ruling on it until theirs
            is given. A single contested step is sent to a second reader from its application.
          </p>
          <SampleForm action={sampleReadingsCommand} seed={`draw-${isoDay(at)}`} />
        </Section>
      </div>
    </main>
  );
}
