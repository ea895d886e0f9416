import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { startApplicationCommand } from '@/app/_commands/applications';
import { StartForm } from '@/components/submission/start-form';
import { Crumbs } from '@/components/ui/crumbs';
import { Empty } from '@/components/ui/empty';
import { PageHead } from '@/components/ui/page-head';
import { currentPerson } from '@/lib/auth';
import { getHome } from '@/lib/services/applications/get-home';
import { day, isoDay } from '@/lib/words';

export const metadata: Metadata = { title: 'Start an application' };

type Props = { searchParams: Promise<{ town?: string }> };

/** A new application: the cycle and the level aimed at. */
export default async function NewApplicationPage({ searchParams }: Props) {
  const { town: slug } = await searchParams;
  const { towns } = await getHome(await currentPerson());
  const home = slug ? towns.find((one) => one.town.slug === slug) : towns.length === 1 ? towns[0] : undefined;
  if (!home) notFound();
  const { town, startable, canStart } = home;
  return (
    <>
      <Crumbs trail={[{ label: town.name, href: '/home' }, { label: 'Start an application' }]} />
      <main id="main" tabIndex={-1}>
        <div className="wrap">
          <PageHead
            title={`Start an application for ${town.name}`}
            lede="An application gathers the actions your town has done, round by round, in one certification year."
          />
          {canStart.ok === true && startable.length > 0 ? (
            <StartForm
              town={town.id}
              cycles={startable.map((cycle) => ({
                id: cycle.id,
                name: cycle.name,
                until: `Round ${cycle.round.number} closes on ${day(isoDay(cycle.round.deadline))}`,
              }))}
              start={startApplicationCommand}
            />
          ) : (
            <Empty title="No application can be started now.">
              {canStart.ok === false
                ? canStart.reasons.map((reason) => reason.message).join(' ')
                : `${town.name} has an application in every open cycle, or no cycle is open.`}
            </Empty>
          )}
        </div>
      </main>
    </>
  );
}
