import Link from 'next/link';
import { HandOverForm } from '@/components/assign/handovers';
import { ActionForm } from '@/components/form/action-form';
import type { FormCommand } from '@/components/form/form-state';
import { Empty } from '@/components/ui/empty';
import { PointsKey } from '@/components/ui/points';
import { Section } from '@/components/ui/section';
import { SubmitButton } from '@/components/ui/submit-button';
import { Table } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import type { StepScore } from '@/lib/scoring/result';
import type { ReviewerView } from '@/lib/workflow/assigned';
import type { Finding } from '@/lib/workflow/findings';
import { answerHref } from '@/lib/workflow/links';
import type { ReviewChoice } from '@/lib/workflow/program-views';
import type { Precedent } from '@/lib/workflow/precedents';
import { isOwn, leftToRule } from '@/lib/workflow/left-to-rule';
import { submittedSteps } from '@/lib/workflow/ruling';
import { applicationStates, outcomeState } from '@/lib/workflow/status';
import type { CorrectionView } from '@/lib/workflow/correction-view';
import type { ApplicationView } from '@/lib/workflow/views';
import { list } from '@/lib/words';
import { AssignForm } from './assign-form';
import type { CorrectionCommands } from './corrections';
import { Corrections } from './corrections';
import type { Decided } from './decide-form';
import { DecisionPanel } from './decision-panel';
import { FindingsList } from './findings-list';
import { StillOpen } from './still-open';
import { SendRound } from './send-round';

type Command = FormCommand<{ application: string }>;
type DecideCommand = FormCommand<Decided>;
export type ReviewCommands = Record<'returnRound' | 'finish' | 'assign' | 'release' | 'handOver', Command> & {
  decide: DecideCommand;
} & CorrectionCommands;

/** How a step was ruled for other towns, in a few words. */
function othersWords({ rulings }: Precedent): string {
  const sum = (some: Precedent['rulings']) => some.reduce((total, { times }) => total + times, 0);
  const approved = rulings.filter(({ ruling }) => ruling === 'approved' || ruling === 'adjusted');
  return `${sum(approved)} of ${sum(rulings)} approved`;
}

function Steps({
  view,
  steps,
  precedents,
}: {
  view: ApplicationView;
  steps: StepScore[];
  precedents: readonly Precedent[];
}) {
  const others = (step: StepScore) => precedents.find((one) => one.action === step.action && one.step === step.key);
  const title = (action: string) => {
    const row = view.actions.find((one) => one.actionId === action);
    return row ? `${row.number ? `${row.number} ` : ''}${row.title}` : action;
  };
  return (
    <Table
      caption="Submitted steps and their rulings"
      rows={steps}
      rowKey={(step) => `${step.action}/${step.key}`}
      columns={[
        {
          key: 'step',
          head: 'Step',
          names: true,
          cell: (step) => (
            <>
              <Link href={answerHref(view.id, step.action, step.key)}>
                <b>{title(step.action)}</b>
              </Link>
              <br />
              <span className="soft">
                Step {step.key}, {step.label.toLowerCase()}
              </span>
            </>
          ),
        },
        {
          key: 'ruling',
          head: 'Ruling',
          cell: (step) => {
            const tag = outcomeState(step.ruling);
            return <Tag kind={tag.kind}>{tag.staff}</Tag>;
          },
        },
        ...(precedents.length > 0
          ? [
              {
                key: 'others',
                head: 'For other towns',
                label: 'For other towns:',
                cell: (step: StepScore) => {
                  const precedent = others(step);
                  return precedent ? <span className="num soft">{othersWords(precedent)}</span> : '';
                },
              },
            ]
          : []),
        ...(['claimed', 'documented', 'awarded'] as const).map((column) => ({
          key: column,
          head: <PointsKey column={column} />,
          label: `${column[0]!.toUpperCase()}${column.slice(1)}:`,
          numeric: true,
          cell: (step: StepScore) => step[column],
        })),
      ]}
    />
  );
}

/** What a reviewer has of the application, in words. */
function scopeWords({ whole, categories, actions }: ReviewerView, view: ApplicationView): string {
  if (whole) return 'the whole application';
  const titles = actions.map((id) => view.actions.find((row) => row.actionId === id)?.title ?? id);
  const numbers =
    categories.length > 0
      ? [`${categories.length === 1 ? 'category' : 'categories'} ${list(categories.map(String))}`]
      : [];
  return list([...numbers, ...titles]);
}

function Assigned({
  view,
  reviewers,
  commands,
}: {
  view: ApplicationView;
  reviewers: ReviewChoice[];
  commands: ReviewCommands;
}) {
  const used = new Set(view.score.actions.map((action) => action.category));
  return (
    <div className="sub" id="reviewers">
      <h3>Reviewers</h3>
      {view.reviewers.length === 0 && <p className="soft">Nobody is assigned yet.</p>}
      <ul>
        {view.reviewers.map((reviewer) => (
          <li key={reviewer.id} className="mt-2">
            <ActionForm action={commands.release}>
              <input type="hidden" name="application" value={view.id} />
              <input type="hidden" name="reviewer" value={reviewer.id} />
              <b>{reviewer.name}</b>, {scopeWords(reviewer, view)}{' '}
              <SubmitButton look="link" pendingWord="Releasing">
                Release<span className="vh"> {reviewer.name}</span>
              </SubmitButton>
            </ActionForm>
            <details className="small">
              <summary>
                Hand over<span className="vh"> what {reviewer.name} has</span>
              </summary>
              <HandOverForm
                application={view.id}
                from={reviewer}
                reviewers={reviewers}
                action={commands.handOver}
                prefix={`handover-${reviewer.id}-`}
              />
            </details>
          </li>
        ))}
      </ul>
      <details open={view.reviewers.length === 0} className="mt-3">
        <summary>Assign a reviewer</summary>
        <AssignForm
          action={commands.assign}
          application={view.id}
          reviewers={reviewers}
          categories={view.rulebook.categories.filter((category) => used.has(category.number))}
          actions={view.actions.map(({ actionId, number, title }) => ({
            id: actionId,
            name: number ? `${number} ${title}` : title,
          }))}
        />
      </details>
    </div>
  );
}

const ended = ['decided', 'withdrawn'];

/** What reviewers and coordinators do on an application: steps to rule, the round to send, reviewers, the decision. */
export function ApplicationReview({
  view,
  user,
  reviewers,
  findings,
  precedents,
  dissent,
  corrections,
  commands,
  today,
}: {
  view: ApplicationView;
  /** What was proposed to change of the decision; empty for all but coordinators. */
  corrections: CorrectionView[];
  /** What is computed of the submitted steps. */
  findings: Finding[];
  /** How its steps were ruled for other towns. */
  precedents: Precedent[];
  /** How many second readings differ from the ruling that stands. */
  dissent: number;
  /** Id of the reader. */
  user: string;
  /** Reviewers who could be assigned; empty for all but coordinators. */
  reviewers: ReviewChoice[];
  commands: ReviewCommands;
  /** The present day in Connecticut, an ISO date. */
  today: string;
}) {
  const sends = view.can.send.ok === true;
  const assigns = view.can.assign.ok === true && !ended.includes(view.status);
  const corrects = view.can.correct.ok === true;
  if (!sends && !assigns && !corrects) return null;
  const underReview = view.status === 'submitted' || view.status === 'in_review';
  const steps = underReview ? submittedSteps(view.score) : [];
  const open = steps.find((step) => step.ruling === null && isOwn(step, view.own));
  const left = leftToRule(steps, view.own);
  return (
    <Section
      id="review"
      title={view.status === 'decided' ? 'The decision' : 'The review'}
      note={
        underReview
          ? `Round ${view.round}: ${view.review.ruled} of ${view.review.steps} steps ruled.${left.own < left.all ? ` ${left.words}.` : ''}`
          : undefined
      }
      className="compact"
    >
      {underReview ? (
        <>
          <Steps view={view} steps={steps} precedents={precedents} />
          <FindingsList view={view} findings={findings} />
          {sends && (
            <div className="sub" id="send">
              <h3>Send the round</h3>
              <SendRound
                view={view}
                left={left}
                next={open && answerHref(view.id, open.action, open.key)}
                returnRound={commands.returnRound}
                finish={commands.finish}
              />
            </div>
          )}
        </>
      ) : view.status === 'decided' ? (
        <Corrections view={view} user={user} corrections={corrections} commands={commands} />
      ) : (
        <Empty title="Nothing is submitted now.">Steps to rule on appear here when the town submits.</Empty>
      )}
      {view.can.decide.ok === true && view.view.staff === applicationStates['decision-due'].staff && (
        <DecisionPanel
          view={view}
          user={user}
          today={today}
          decide={commands.decide}
          open={<StillOpen findings={findings} dissent={dissent} />}
        />
      )}
      {assigns && <Assigned view={view} reviewers={reviewers} commands={commands} />}
    </Section>
  );
}
