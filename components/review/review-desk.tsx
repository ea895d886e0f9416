import type { CommentCommands } from '@/components/comments/threads';
import type { FormCommand } from '@/components/form/form-state';
import { AnswersRead } from '@/components/submission/answers-read';
import { rowChoices } from '@/components/submission/row-choices';
import { EvidenceRead } from '@/components/submission/evidence/evidence-read';
import { PageHead } from '@/components/ui/page-head';
import { Section } from '@/components/ui/section';
import { Tag } from '@/components/ui/tag';
import { answersOf } from '@/lib/rulebook/cells';
import { partnersKey, reserved, stepFields } from '@/lib/rulebook/fields';
import { actionName, findStep } from '@/lib/rulebook/published';
import type { Step } from '@/lib/rulebook/schema';
import { score } from '@/lib/scoring/score';
import type { StepScore } from '@/lib/scoring/result';
import type { DeskView } from '@/lib/workflow/desk-view';
import { isOwn, leftToRule } from '@/lib/workflow/left-to-rule';
import { answerHref } from '@/lib/workflow/links';
import { submittedSteps } from '@/lib/workflow/ruling';
import { outcomeState } from '@/lib/workflow/status';
import type { OwnReading } from '@/lib/workflow/second-readings';
import type { SubmissionView } from '@/lib/workflow/views';
import { count } from '@/lib/words';
import { DeskLink } from './desk-forms';
import { DeskTalk } from './desk-talk';
import { EarlierRulings } from './earlier-rulings';
import { Findings } from './findings';
import { PointsWhy } from './points-why';
import { Precedents } from './precedents';
import { RowsAnswered } from './rows-answered';
import { RulingPanel } from './ruling-panel';
import { SinceRound } from './since-round';
import type { OpenStepCommands } from './open-step';
import { StepOpenings } from './step-openings';
import { StepRequirements } from './step-requirements';

type Props<T> = {
  submission: SubmissionView;
  /** Id of the reader. */
  user: string;
  /** The step in the address, as `deskStep` names it. */
  step: string;
  rule: FormCommand<T>;
  /** A coordinator's ways to open a step. */
  open: OpenStepCommands;
  /** Has a link of the evidence looked at again. */
  checkLink: FormCommand<unknown>;
  comments: CommentCommands;
  /** What lies beside the submission; null for readers who do not review. */
  desk: DeskView | null;
  /** The next step of the reader's queue. */
  queue?: string;
  /** Second readings that were asked of the reader, and how they are given. */
  again: { readings: OwnReading[]; give: FormCommand<unknown> };
};

/** The step of this action that the desk opens at: the one asked for, else the first that waits for a ruling. */
export function deskStep(view: SubmissionView, asked: string | undefined): string | undefined {
  const scores = score(view.rulebook, view.facts);
  const own = scores.actions.find((one) => one.action === view.action.id)?.steps ?? [];
  const open = submittedSteps(scores).find((one) => one.action === view.action.id && one.ruling === null);
  return (own.find((one) => one.key === asked) ?? open ?? own.find((one) => one.begun) ?? own[0])?.key;
}

/** The steps one walks through at the desk: all that were submitted, this action's own among them; `open` is the reader's to rule. */
function walk(steps: StepScore[], current: StepScore, { application, own }: SubmissionView) {
  const at = steps.findIndex((step) => step.action === current.action && step.key === current.key);
  const href = (step: StepScore | undefined) => step && answerHref(application.id, step.action, step.key);
  return {
    previous: at > 0 ? href(steps[at - 1]) : undefined,
    next: at >= 0 ? href(steps[at + 1]) : undefined,
    left: leftToRule(steps, own),
    open: href(
      [...steps.slice(at + 1), ...steps.slice(0, Math.max(at, 0))].find(
        (step) => step.ruling === null && isOwn(step, own),
      ),
    ),
  };
}

/** A step with the fields that are no rows: those are read across the whole column. */
const apartFromRows = (step: Step): Step => ({
  ...step,
  fields: step.fields.filter((field) => field.kind !== 'rows'),
});

/** The review desk of one step: what is asked, what the town answered, the evidence, the points and why, the ruling. */
export function ReviewDesk<T>({
  submission: view,
  user,
  step: asked,
  rule,
  open: openings,
  checkLink,
  comments,
  desk,
  queue,
  again,
}: Props<T>) {
  const scores = score(view.rulebook, view.facts);
  const action = scores.actions.find((one) => one.action === view.action.id);
  const all = submittedSteps(scores);
  const own = action?.steps ?? [];
  const scored = own.find((one) => one.key === asked);
  const step = scored && findStep(view.action, scored.key);
  if (!scored || !step) return null;

  const { id, town } = view.application;
  const names = Object.fromEntries(
    view.siblings.map((one) => [one.id, one.number ? `${one.number} ${one.title}` : one.title]),
  );
  const present = view.facts.submissions.find((one) => one.action === view.action.id);
  const apart = apartFromRows(step);
  const answers = answersOf(view.cells)[step.key] ?? {};
  const citations = view.citations.filter((citation) => citation.step === step.key);
  const rulings = view.rulings.filter((ruling) => ruling.step === step.key);
  const warnings = scores.problems.filter(
    (problem) => problem.severity === 'warns' && problem.path.startsWith(`${view.action.id}/${step.key}.`),
  );
  const found = (desk?.findings ?? []).filter((one) => one.step === step.key || one.step === partnersKey);
  const { previous, next, left, open } = walk(all, scored, view);
  const reading = again.readings.findLast((one) => one.step === step.key);
  const tag = outcomeState(scored.ruling);
  const others = own.filter((one) => one.key !== step.key && one.begun);

  return (
    <div className="compact">
      <PageHead
        title={`${town.name}: step ${step.key}, ${step.title.toLowerCase()}`}
        lede={actionName(view.action)}
        actions={
          <>
            {previous && <DeskLink href={previous}>Previous step</DeskLink>}
            <span className="soft num">{left.words}</span>
            {next && <DeskLink href={next}>Next step</DeskLink>}
            <a className="btn small" href="#ruling">
              Go to the ruling
            </a>
          </>
        }
      />
      {desk?.earlier && present && (
        <SinceRound action={view.action} step={step} earlier={desk.earlier} present={present} names={names} />
      )}
      <div className="cols desk mt-7">
        <div>
          <Section
            first
            id="asks"
            title="What the rulebook asks"
            note={
              <>
                The ruling: <Tag kind={tag.kind}>{tag.staff}</Tag>
              </>
            }
          >
            <p className="doc prose">{step.asks}</p>
            <StepRequirements scored={scored} warnings={warnings} />
            {desk && (
              <div className="sub">
                <h3>How this was ruled for others</h3>
                <Precedents
                  precedent={desk.precedents.find((one) => one.step === step.key)}
                  action={`step ${step.key} of this action`}
                />
              </div>
            )}
          </Section>
          {found.length > 0 && (
            <Section id="findings" title="Findings" note="Computed for you. The town does not see them.">
              <Findings findings={found} />
            </Section>
          )}
          <Section id="answers" title="What the town answered">
            {stepFields(apart).some((field) => field.key !== reserved.leftOut) && (
              <AnswersRead action={view.action} step={apart} cells={view.cells} names={names} />
            )}
            {step.fields.map(
              (field) =>
                field.kind === 'rows' && (
                  <RowsAnswered key={field.key} field={field} answers={answers} lines={scored.rows} names={names} />
                ),
            )}
            <div className="sub">
              <h3>Partners</h3>
              <AnswersRead action={view.action} step={partnersKey} cells={view.cells} names={names} />
            </div>
          </Section>
        </div>
        <div>
          <Section first id="evidence" title="Evidence, at its place" note={count(citations.length, 'piece')}>
            <EvidenceRead
              citations={citations}
              rows={rowChoices(step, view.cells, names)}
              again={checkLink}
              pages={desk?.pages ?? {}}
              none="The town attached nothing to this step."
            />
          </Section>
          <Section id="why" title="Points, and why">
            <PointsWhy scored={scored} byReviewer={step.points.kind === 'claimed'} />
          </Section>
          {rulings.length > 0 && (
            <Section id="rulings" title="Rulings so far" note="Oldest first. The last one stands.">
              <EarlierRulings rulings={rulings} />
            </Section>
          )}
          <section className="ruling" id="ruling" aria-labelledby="ruling-title">
            <h2 id="ruling-title">
              {reading
                ? `Your second reading of step ${step.key}`
                : view.can.rule.ok === true
                  ? `Your ruling on step ${step.key}`
                  : `The ruling on step ${step.key}`}
            </h2>
            <RulingPanel
              view={view}
              user={user}
              step={step}
              scored={scored}
              names={names}
              rule={rule}
              next={queue ?? open}
              left={left.all}
              again={reading && { reading, give: again.give }}
              templates={desk?.templates ?? []}
            />
            <StepOpenings view={view} user={user} step={step.key} commands={openings} />
          </section>
        </div>
        <div>
          {desk && <DeskTalk view={view} desk={desk} user={user} step={step.key} commands={comments} />}
          {others.length > 0 && (
            <Section id="other-steps" title="Other steps of this action">
              <ul className="small">
                {others.map((one) => (
                  <li key={one.key} className="mt-2">
                    <DeskLink href={answerHref(id, one.action, one.key)}>
                      Step {one.key}, {one.label.toLowerCase()}
                    </DeskLink>{' '}
                    <Tag kind={outcomeState(one.ruling).kind}>{outcomeState(one.ruling).staff}</Tag>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </div>
      </div>
    </div>
  );
}
