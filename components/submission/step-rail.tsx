import { Rail, type RailStep } from '@/components/ui/rail';
import { tagShape } from '@/components/ui/tag';
import { partnersKey } from '@/lib/rulebook/fields';
import type { ActionScore, Problem, StepScore } from '@/lib/scoring/result';
import { stepStates, stepStatus, type StatusKind } from '@/lib/workflow/status';
import type { SubmissionView } from '@/lib/workflow/views';

type Status = { kind: StatusKind; word: string };

/** How one step stands, in the town's words. */
export function stepStanding(
  view: Pick<SubmissionView, 'application' | 'locked' | 'special'>,
  step: StepScore,
): Status {
  const { status } = view.application;
  const special = view.special[step.key];
  const appealed = special === 'appealed' || special === 'appealing';
  if (view.locked.includes(step.key) && step.ruling === 'approved' && !appealed) {
    const { kind, town } = stepStates.approved;
    return { kind, word: `${town}, locked` };
  }
  if (special && special !== 'reopened') return { kind: stepStates[special].kind, word: stepStates[special].town };
  const submitted = status !== 'draft' && step.begun && !step.leftOut;
  const open = status === 'draft' || status === 'returned';
  const { kind, town } = stepStatus({
    application: status,
    begun: step.begun,
    ready: step.ready,
    leftOut: step.leftOut,
    outcomes: submitted && (!open || step.ruling !== null) ? [step.ruling] : [],
    special,
  });
  return { kind, word: town };
}

function partnersStatus(view: SubmissionView, problems: readonly Problem[]): Status {
  const begun = Object.keys(view.cells).some((address) => address.startsWith(`${partnersKey}.`));
  const open = problems.some((problem) => problem.path.startsWith(`${view.action.id}/${partnersKey}.`));
  if (!begun) return { kind: 'none', word: 'Not answered' };
  return open ? { kind: 'begun', word: stepStates.begun.town } : { kind: 'ready', word: 'Answered' };
}

/** The steps of an action and its partners section, each with its state; the one shown is marked. */
export function StepRail({
  view,
  score,
  problems,
  current,
  href,
}: {
  view: SubmissionView;
  score: ActionScore;
  problems: readonly Problem[];
  current: string | null;
  href: (step: string) => string;
}) {
  const entry = (key: string, name: string, { kind, word }: Status): RailStep => ({
    href: href(key),
    name,
    state: word,
    shape: tagShape(kind),
    current: key === current,
  });
  const steps = view.action.steps.flatMap((step) => {
    const scored = score.steps.find((one) => one.key === step.key);
    return scored ? [entry(step.key, `${step.key} ${step.title}`, stepStanding(view, scored))] : [];
  });
  return (
    <Rail
      label="Steps of this action"
      steps={[...steps, entry(partnersKey, 'Partners', partnersStatus(view, problems))]}
    />
  );
}
