import type { Metadata } from 'next';
import { cache } from 'react';
import { assignAppealCommand, ruleAppealCommand } from '@/app/_commands/appeals';
import { AppealRead } from '@/components/appeals/appeal-read';
import { GiveAppealForm } from '@/components/appeals/give-form';
import { pointsGiven } from '@/components/appeals/points-given';
import { RuleAppealForm } from '@/components/appeals/rule-form';
import { EarlierRulings } from '@/components/review/earlier-rulings';
import { PointsWhy } from '@/components/review/points-why';
import { StepRequirements } from '@/components/review/step-requirements';
import { AnswersRead } from '@/components/submission/answers-read';
import { EvidenceRead } from '@/components/submission/evidence/evidence-read';
import { Crumbs } from '@/components/ui/crumbs';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { holds, townRoles } from '@/lib/access/actor';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { findStep } from '@/lib/rulebook/published';
import { score } from '@/lib/scoring/score';
import { getAppeal } from '@/lib/services/appeals/get-appeal';
import { getSubmission } from '@/lib/services/submissions/get-submission';
import { answerHref } from '@/lib/workflow/links';
import { count, instant } from '@/lib/words';

type Props = { params: Promise<{ id: string }> };

const read = cache(async (id: string) => orNotFound(getAppeal(await currentPerson(), id)));
const load = async ({ params }: Props) => read((await params).id);

/** The title names town and step. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  const { view } = await load(props);
  return { title: `Appeal of ${view.town.name}: step ${view.step}, ${view.action}` };
}

/** An appeal: why it was filed, the step it is about whole, the rulings so far; who has it rules, coordinators give it. */
export default async function AppealPage(props: Props) {
  const desk = await load(props);
  const { view: appeal } = desk;
  const actor = await currentPerson();
  const submission = await orNotFound(getSubmission(actor, appeal.application, appeal.actionId));
  const step = findStep(submission.action, appeal.step)!;
  const scored = score(submission.rulebook, submission.facts)
    .actions.find((one) => one.action === appeal.actionId)
    ?.steps.find((one) => one.key === appeal.step);
  const names = Object.fromEntries(
    submission.siblings.map((one) => [one.id, one.number ? `${one.number} ${one.title}` : one.title]),
  );
  const staff = !holds(actor, townRoles, appeal.town.id);
  const rulings = submission.rulings.filter((ruling) => ruling.step === appeal.step);
  const rules = desk.waits && desk.can.rule.ok === true;
  const gives = desk.waits && desk.can.assign.ok === true;
  const citations = submission.citations.filter((citation) => citation.step === appeal.step);
  return (
    <>
      <Crumbs
        trail={[
          { label: appeal.town.name, href: '/home' },
          { label: `${appeal.year} application`, href: `/applications/${appeal.application}` },
          { label: `Appeal of step ${appeal.step}` },
        ]}
      />
      <main id="main" tabIndex={-1}>
        <div className="wrap compact">
          <PageHead
            title={`${appeal.town.name} appeals step ${appeal.step}, ${appeal.title.toLowerCase()}`}
            lede={appeal.action}
            actions={<a href={answerHref(appeal.application, appeal.actionId, appeal.step)}>Open the step itself</a>}
          />
          <div className="cols desk mt-7">
            <div>
              <Section first id="appeal" title="The appeal">
                <AppealRead appeal={appeal} staff={staff} />
              </Section>
              {scored && (
                <Section id="asks" title="What the rulebook asks">
                  <p className="doc prose">{step.asks}</p>
                  <StepRequirements scored={scored} warnings={[]} />
                </Section>
              )}
              <Section id="answers" title="What the town answered">
                <AnswersRead
                  action={submission.action}
                  step={step}
                  cells={submission.cells}
                  names={names}
                  rows={scored?.rows}
                />
              </Section>
            </div>
            <div>
              <Section first id="evidence" title="Evidence of the step" note={count(citations.length, 'piece')}>
                <EvidenceRead citations={citations} none="The town attached nothing to this step." />
              </Section>
              {scored && (
                <Section id="why" title="Points, and why">
                  <PointsWhy scored={scored} byReviewer={step.points.kind === 'claimed'} />
                </Section>
              )}
              <Section id="rulings" title="Rulings so far" note="Oldest first. The last one stands.">
                <EarlierRulings rulings={rulings} />
              </Section>
              {rules && scored && (
                <section className="ruling" id="ruling" aria-labelledby="ruling-title">
                  <h2 id="ruling-title">Your ruling on the appeal</h2>
                  {appeal.reviewBy && <p className="small">Due {instant(appeal.reviewBy)}.</p>}
                  <RuleAppealForm
                    action={ruleAppealCommand}
                    user={actor.id}
                    appeal={appeal.id}
                    town={appeal.town.name}
                    before={desk.before}
                    noGrant={desk.noGrant}
                    given={pointsGiven(submission, step, scored)}
                  />
                </section>
              )}
              {gives && (
                <Section id="give" title={appeal.reviewer ? 'Its reviewer' : 'To be given to a reviewer'}>
                  {appeal.reviewer && appeal.reviewBy && (
                    <p>
                      {appeal.reviewer} rules on it by {instant(appeal.reviewBy)}.
                    </p>
                  )}
                  {desk.reviewers.length > 0 ? (
                    <GiveAppealForm
                      action={assignAppealCommand}
                      appeal={appeal.id}
                      reviewers={desk.reviewers}
                      due={desk.due}
                      again={appeal.reviewer !== null}
                    />
                  ) : (
                    <p className="soft">
                      No reviewer is without a part in this step or a conflict with {appeal.town.name}.{' '}
                      <a href="/people">Invite another reviewer</a>
                    </p>
                  )}
                </Section>
              )}
            </div>
          </div>
        </div>
      </main>
    </>
  );
}
