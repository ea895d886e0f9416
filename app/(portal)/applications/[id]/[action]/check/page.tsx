import type { Metadata } from 'next';
import { AnswersRead } from '@/components/submission/answers-read';
import { fieldLink } from '@/components/submission/field-link';
import { EvidenceRead } from '@/components/submission/evidence/evidence-read';
import { rowChoices } from '@/components/submission/row-choices';
import { Crumbs } from '@/components/ui/crumbs';
import { ErrorSummary } from '@/components/ui/error-summary';
import { LinkButton } from '@/components/ui/link-button';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { PointsTriple } from '@/components/ui/points';
import { Section } from '@/components/ui/section';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { partnersKey } from '@/lib/rulebook/fields';
import { actionName } from '@/lib/rulebook/published';
import { score } from '@/lib/scoring/score';
import { getSubmission } from '@/lib/services/submissions/get-submission';
import { pointsHref } from '@/lib/workflow/links';
import { pointsLeftWords } from '@/lib/workflow/return-points';
import { submittedSteps } from '@/lib/workflow/ruling';
import { count } from '@/lib/words';

type Props = { params: Promise<{ id: string; action: string }>; searchParams: Promise<{ step?: string }> };

export const metadata: Metadata = { title: 'Check the answers of an action' };

/** The answers of one action on one page, what is still to mend first, each with a link to its field. */
export default async function CheckActionPage({ params, searchParams }: Props) {
  const { id, action } = await params;
  const { step: only } = await searchParams;
  const view = await orNotFound(getSubmission(await currentPerson(), id, action));
  const result = score(view.rulebook, view.facts);
  const scored = result.actions.find((one) => one.action === view.action.id);
  const of = (key: string) => !only || only === key;
  const problems = result.problems.filter((problem) => {
    const [owner, address = ''] = problem.path.split('/');
    return owner === view.action.id && of(address.split('.')[0]!);
  });
  const blocking = problems.filter((problem) => problem.severity === 'blocks');
  const warnings = problems.filter((problem) => problem.severity === 'warns');
  const here = `/applications/${view.application.id}/${view.action.id}`;
  const href = (path: string) => fieldLink(here, path.split('/')[1]);
  const points = submittedSteps(result).flatMap(({ action: owner, key }) => {
    const ruling = owner === view.action.id && of(key) && view.rulings.find(({ id }) => id === view.toAnswer[key]);
    const left = ruling ? ruling.fixes.filter(({ answer }) => !answer).length : 0;
    if (left === 0) return [];
    return [{ message: pointsLeftWords(left, key), href: pointsHref(view.application.id, view.action.id, key) }];
  });
  const errors = [...points, ...blocking.map(({ message, path }) => ({ message, href: href(path) }))];
  const names = Object.fromEntries(
    view.siblings.map((one) => [one.id, one.number ? `${one.number} ${one.title}` : one.title]),
  );
  const edits = view.can.edit.ok === true;
  const steps = view.action.steps.filter((step) => of(step.key));
  const shown = steps.filter((step) => only || scored?.steps.find((one) => one.key === step.key)?.begun);
  const back = only ? `${here}?step=${encodeURIComponent(only)}` : here;
  return (
    <>
      <Crumbs
        trail={[
          { label: view.application.town.name, href: '/home' },
          { label: `${view.application.year} application`, href: `/applications/${view.application.id}` },
          { label: actionName(view.action), href: back },
          { label: 'Check' },
        ]}
      />
      <main id="main" tabIndex={-1}>
        <div className="wrap">
          <div className="my-4">
            <ErrorSummary
              title={`${count(errors.length, 'thing')} to mend ${only ? 'on this step' : 'in this action'}`}
              errors={errors}
            />
          </div>
          <PageHead
            title={only === partnersKey ? 'Check the partners' : only ? `Check step ${only}` : 'Check the answers'}
            lede={actionName(view.action)}
          />
          {errors.length === 0 && (
            <Notice kind="good" title="Nothing is left to mend here.">
              <p>It goes along when the application is submitted.</p>
            </Notice>
          )}
          {warnings.length > 0 && (
            <Notice kind="look" title="Look at this; it stops nothing.">
              <ul>
                {warnings.map((problem, index) => (
                  <li key={index}>{edits ? <a href={href(problem.path)}>{problem.message}</a> : problem.message}</li>
                ))}
              </ul>
            </Notice>
          )}
          {shown.map((step) => {
            const own = scored?.steps.find((one) => one.key === step.key);
            return (
              <Section
                key={step.key}
                id={`step-${step.key}`}
                title={`${step.key} ${step.title}`}
                note={own && `${own.because}`}
              >
                {own && (
                  <PointsTriple
                    claimed={own.claimed}
                    documented={own.documented}
                    awarded={own.ruling === null ? null : own.awarded}
                  />
                )}
                <AnswersRead
                  action={view.action}
                  step={step}
                  cells={view.cells}
                  names={names}
                  rows={own?.rows}
                  change={
                    edits && !view.locked.includes(step.key)
                      ? `${here}?step=${encodeURIComponent(step.key)}`
                      : undefined
                  }
                />
                {step.evidence.map((slot) => (
                  <div key={slot.key} className="mt-4">
                    <h3>{slot.label}</h3>
                    <EvidenceRead
                      citations={view.citations.filter((one) => one.step === step.key && one.slot === slot.key)}
                      rows={rowChoices(step, view.cells, names)}
                    />
                  </div>
                ))}
              </Section>
            );
          })}
          {of(partnersKey) && (
            <Section id="partners" title="Partners">
              <AnswersRead
                action={view.action}
                step={partnersKey}
                cells={view.cells}
                names={names}
                change={edits ? `${here}?step=${partnersKey}` : undefined}
              />
            </Section>
          )}
          <div className="sec acts">
            <LinkButton href={back}>Back to the form</LinkButton>
            {only && (
              <LinkButton look="second" href={`${here}/check`}>
                Check the whole action
              </LinkButton>
            )}
            <a href={`/applications/${view.application.id}`}>Back to the task list</a>
          </div>
        </div>
      </main>
    </>
  );
}
