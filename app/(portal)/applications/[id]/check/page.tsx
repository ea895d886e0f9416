import type { Metadata } from 'next';
import Link from 'next/link';
import { submitApplicationCommand } from '@/app/_commands/applications';
import { CheckedActions } from '@/components/submission/checked-actions';
import { checkedLink } from '@/components/submission/field-link';
import { SubmitForm } from '@/components/submission/submit-form';
import { Crumbs } from '@/components/ui/crumbs';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Notice } from '@/components/ui/notice';
import { PageHead } from '@/components/ui/page-head';
import { PointsTriple } from '@/components/ui/points';
import { Section } from '@/components/ui/section';
import { currentPerson } from '@/lib/auth';
import { orNotFound } from '@/lib/pages';
import { actionName } from '@/lib/rulebook/find';
import { checkApplication } from '@/lib/services/applications/check-application';
import { stepStates } from '@/lib/workflow/status';
import { count, instant, list } from '@/lib/words';

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: 'Check answers and submit' };

/** The last check: what goes along, what stays, every problem with its place, and the button that submits. */
export default async function CheckPage({ params }: Props) {
  const view = await orNotFound(checkApplication(await currentPerson(), (await params).id));
  const problems = [
    ...view.general.filter((problem) => problem.blocks),
    ...view.included.flatMap((action) =>
      action.problems
        .filter((problem) => problem.blocks)
        .map((problem) => ({ ...problem, message: `${actionName(action)}: ${problem.message}` })),
    ),
  ];
  const round = view.openRound ? `round ${view.openRound.number}` : 'the application';
  const why = view.submit.ok === false ? view.submit.reasons : [];
  const notPerson = why.filter((reason) => !reason.at);
  return (
    <>
      <Crumbs
        trail={[
          { label: view.town.name, href: '/home' },
          { label: `${view.year} application`, href: `/applications/${view.id}` },
          { label: 'Check answers and submit' },
        ]}
      />
      <main id="main" tabIndex={-1}>
        <div className="wrap">
          <div className="my-4">
            <ErrorSummary
              title={`${count(problems.length, 'thing')} to mend before ${round} can be submitted`}
              errors={problems.map(({ message, href }) => ({ message, href: checkedLink(href) }))}
            />
          </div>
          <PageHead
            title="Check answers and submit"
            lede={
              view.openRound
                ? `Round ${view.openRound.number} closes on ${instant(view.openRound.deadline)}.`
                : 'No round is open now.'
            }
          />
          <Section first id="goes" title="Goes along in this round" note={count(view.included.length, 'action')}>
            <CheckedActions application={view.id} actions={view.included} />
            <div className="mt-4">
              <PointsTriple claimed={view.claimed} documented={view.documented} awarded={null} />
            </div>
          </Section>
          {view.staying.length > 0 && (
            <Section id="stays" title="Stays in the draft">
              <ul className="grid gap-2">
                {view.staying.map((action) => (
                  <li key={action.actionId}>
                    <Link href={`/applications/${view.id}/${action.actionId}`}>{actionName(action)}</Link>
                    <span className="hint">
                      {action.why === 'left-out'
                        ? 'Left out of this round; its answers are kept.'
                        : `${stepStates.none.town}.`}
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Section id="submit" title={`Submit ${round}`}>
            <p className="max-w-prose mb-4">
              {view.contacts.length > 0 && `${list(view.contacts)} can submit for ${view.town.name}. `}
              Submitting sends the answers to the reviewers and locks them until they are ruled on. You get a receipt.
            </p>
            {notPerson.length > 0 && <Notice title={notPerson.map((reason) => reason.message).join(' ')} />}
            <SubmitForm
              application={view.id}
              requestKey={view.requestKey}
              label={`Submit ${round}`}
              blocked={
                view.submit.ok === true
                  ? null
                  : problems.length > 0
                    ? `Not yet: ${count(problems.length, 'thing')} to mend, listed at the top of this page.`
                    : (notPerson[0]?.message ?? 'Not yet.')
              }
              submit={submitApplicationCommand}
            />
          </Section>
        </div>
      </main>
    </>
  );
}
