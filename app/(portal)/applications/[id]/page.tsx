import type { Metadata } from 'next';
import Link from 'next/link';
import { cache } from 'react';
import { setAimCommand, withdrawApplicationCommand } from '@/app/_commands/applications';
import { LevelsNeeded } from '@/components/score/levels-needed';
import { criterionLink } from '@/components/submission/criterion-link';
import { DecisionChanges } from '@/components/submission/decision-changes';
import { NextStep } from '@/components/submission/next-step';
import { SubmitSection } from '@/components/submission/submit-section';
import { TaskList } from '@/components/submission/task-list';
import { ApplicationTools } from '@/components/submission/application-tools';
import { Crumbs } from '@/components/ui/crumbs';
import { Empty } from '@/components/ui/empty';
import { LevelScale } from '@/components/ui/level-scale';
import { LinkButton } from '@/components/ui/link-button';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { Timeline } from '@/components/ui/timeline';
import { currentPerson } from '@/lib/auth';
import { now } from '@/lib/clock';
import { orNotFound } from '@/lib/pages';
import { getApplication } from '@/lib/services/applications/get-application';
import { getChanges } from '@/lib/services/certifications/get-changes';
import type { ApplicationView } from '@/lib/workflow/views';
import { count, day, instant, isoDay } from '@/lib/words';
import { AppealsSlot } from './appeals-slot';
import { ReviewSlot } from './review-slot';

type Props = { params: Promise<{ id: string }> };

const read = cache(async (id: string) => orNotFound(getApplication(await currentPerson(), id)));
const load = async ({ params }: Props) => read((await params).id);

/** The title names town and year; the page itself loads the rest. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  const view = await load(props);
  return { title: `${view.town.name}’s ${view.year} application` };
}

const levelName = (view: ApplicationView, id: string) => view.rulebook.levels.find((l) => l.id === id)?.name ?? id;

function lede(view: ApplicationView): string {
  const aim = `Aiming for ${levelName(view, view.aim)}.`;
  if (!view.held) return aim;
  const held = `${levelName(view, view.held.level)} since ${view.held.year}, which runs to ${day(view.held.until)}`;
  return `${aim} ${view.recertifying ? `Recertification: ${held}.` : `${held}.`}`;
}

/** An application: who acts next, points and levels, its actions by category, what is due; abilities choose the verbs. */
export default async function ApplicationPage(props: Props) {
  const view = await load(props);
  const edits = view.can.edit.ok === true;
  const approved = view.actions.filter((row) => row.status.kind === 'ok').length;
  const thresholds = view.rulebook.levels.flatMap((level) => {
    const points = level.criteria.find((criterion) => criterion.kind === 'points');
    return points ? [{ label: level.name, points: points.points }] : [];
  });
  return (
    <>
      <Crumbs trail={[{ label: view.town.name, href: '/home' }, { label: `${view.year} application` }]} />
      <main id="main" tabIndex={-1}>
        <div className="wrap">
          <PageHead title={`${view.town.name}’s ${view.year} application`} lede={lede(view)} />
          <NextStep view={view} at={now()} />
          {view.status === 'decided' && (
            <DecisionChanges
              application={view.id}
              town={view.town.name}
              changes={await getChanges(await currentPerson(), view.id)}
            />
          )}
          <ReviewSlot view={view} />
          <AppealsSlot view={view} />
          <Section
            id="points"
            title="Points"
            note="Levels count awarded points only. Documented means the evidence is attached; claimed is what the answers say."
          >
            <LevelScale
              claimed={view.score.claimed}
              documented={view.score.documented}
              awarded={view.score.awarded}
              thresholds={thresholds}
            />
          </Section>
          <div className="cols main-aside mt-10">
            <aside>
              <Section first id="levels" title="What each level still needs">
                <LevelsNeeded levels={view.score.levels} aim={view.aim} link={criterionLink(view)} />
              </Section>
              <Section id="due" title="What is due">
                <Timeline
                  entries={view.timeline.map((entry) => ({
                    when: entry.when ? day(isoDay(entry.when)) : 'Now',
                    dateTime: entry.when?.toISOString(),
                    state: entry.state,
                    what: entry.who ? `${entry.text} (${entry.who})` : entry.text,
                  }))}
                />
                <p className="small">
                  <Link href={`/applications/${view.id}/record`}>See the whole record</Link>
                </p>
              </Section>
            </aside>
            <div>
              <Section
                first
                id="tasks"
                title="Actions, by category"
                note={
                  <>
                    {count(view.actions.length, 'action')} in the application, {approved} approved.{' '}
                    {edits && <Link href={`/applications/${view.id}/add`}>Add an action</Link>}
                  </>
                }
              >
                {view.actions.length > 0 ? (
                  <TaskList view={view} />
                ) : (
                  <Empty
                    title="No action is in this application yet."
                    actions={
                      edits && <LinkButton href={`/applications/${view.id}/add`}>Add the first action</LinkButton>
                    }
                  >
                    Each action earns points of its own. Add the ones your town has done or means to finish in time.
                  </Empty>
                )}
              </Section>
              {view.receipt && view.submittedAt && (
                <p className="small soft mt-4">
                  Round {view.round} was submitted on {instant(view.submittedAt)}.{' '}
                  <Link href={`/applications/${view.id}/receipt`}>Receipt {view.receipt}</Link>
                </p>
              )}
              {(view.status === 'draft' || view.status === 'returned') && <SubmitSection view={view} />}
              <ApplicationTools
                view={view}
                commands={{ setAim: setAimCommand, withdraw: withdrawApplicationCommand }}
              />
            </div>
          </div>
        </div>
      </main>
    </>
  );
}
