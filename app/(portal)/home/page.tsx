import type { Metadata } from 'next';
import Link from 'next/link';
import { declareConflictCommand } from '@/app/_commands/assign';
import { AppealsList } from '@/components/appeals/appeals-list';
import { OwnConflicts } from '@/components/assign/own-conflicts';
import { HomeCoordinator } from '@/components/public/home-coordinator';
import { HomeTownSection } from '@/components/public/home-town';
import { Queue } from '@/components/review/queue';
import { Empty } from '@/components/ui/empty';
import { LinkButton } from '@/components/ui/link-button';
import { NextBar } from '@/components/ui/next-bar';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { isCoordinator, isReviewer } from '@/lib/access/actor';
import { currentPerson } from '@/lib/auth';
import { now } from '@/lib/clock';
import { listOwnAppeals } from '@/lib/services/appeals/list-appeals';
import { getHome } from '@/lib/services/applications/get-home';
import { getCoordinatorHome } from '@/lib/services/people/get-coordinator-home';
import { getOwnConflicts } from '@/lib/services/reviews/assign-conflict';
import { getQueue, queueFilter, queueKey } from '@/lib/services/reviews/get-queue';

export const metadata: Metadata = { title: 'Home' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What is due and who acts next, for each role the reader holds. */
export default async function HomePage({ searchParams }: Props) {
  const query = await searchParams;
  const after = queueKey.parse(query.after);
  const actor = await currentPerson();
  const { towns, due } = await getHome(actor);
  const reviews = isReviewer(actor);
  const coordinates = isCoordinator(actor);
  const ownAppeals = reviews ? await listOwnAppeals(actor) : [];
  const [first, ...later] = due;
  const acts = towns.find(({ town }) => town.id === first?.town.id)?.roles.some((role) => role !== 'viewer');
  return (
    <main id="main" className="wrap" tabIndex={-1}>
      <PageHead spaced title={reviews ? 'My queue' : coordinates ? 'What needs you' : 'Applications'} />
      {first && (
        <NextBar
          who={acts ? 'you' : 'others'}
          title={
            acts ? (later.length > 0 ? 'You act next, here first' : 'You act next') : `${first.town.name} acts next`
          }
          action={
            <LinkButton href={first.href}>
              {acts ? 'Go on with' : 'Read'} {first.town.name}
            </LinkButton>
          }
        >
          <p>{first.text}</p>
          {later.length > 0 && (
            <ul className="small mt-2">
              {later.map(({ href, text }) => (
                <li key={href}>
                  <Link href={href}>{text}</Link>
                </li>
              ))}
            </ul>
          )}
        </NextBar>
      )}
      {coordinates && <HomeCoordinator waiting={await getCoordinatorHome(actor)} />}
      {ownAppeals.length > 0 && (
        <Section id="appeals" title="Appeals to rule on" note="You had no part in these steps.">
          <AppealsList appeals={ownAppeals} caption="Appeals that wait for your ruling" staff />
        </Section>
      )}
      {reviews && (
        <Queue
          queue={await getQueue(actor, queueFilter.parse(query), after)}
          paged={after !== undefined}
          first={!first && !coordinates && ownAppeals.length === 0}
          at={now()}
        />
      )}
      {reviews && !coordinates && <OwnConflicts {...await getOwnConflicts(actor)} declare={declareConflictCommand} />}
      {towns.map((home) => (
        <HomeTownSection key={home.town.id} home={home} />
      ))}
      {towns.length === 0 && !reviews && !coordinates && (
        <Empty title="You have no role at the moment.">
          Ask a contact of your town, or a coordinator of the program, to invite you again with this address:{' '}
          {actor.email}.
        </Empty>
      )}
    </main>
  );
}
