import { findAction } from '@/lib/rulebook/find';
import type { Action, Rulebook } from '@/lib/rulebook/schema';
import { contextOf, type Context } from './context';
import { levelsOf } from './eligibility';
import type { ApplicationFile, SubmissionFacts } from './facts';
import { crossProblems, partnersProblems, stepProblems } from './problems';
import type { ActionScore, Problem, Score, StepScore } from './result';
import { scoreStep } from './step';

type Scored = { score: ActionScore; problems: Problem[] };

const sum = (
  lines: readonly { claimed: number; documented: number; awarded: number }[],
  column: 'claimed' | 'documented' | 'awarded',
) => lines.reduce((total, line) => total + line[column], 0);

const refersToActions = (action: Action) =>
  action.steps.some((step) =>
    step.fields.some((f) => f.kind === 'rows' && f.columns.some((c) => c.kind === 'action-reference')),
  );

function scoreAction(context: Context, action: Action, submission: SubmissionFacts): Scored {
  const steps: StepScore[] = [];
  const problems: Problem[] = [];
  for (const step of action.steps) {
    const score = scoreStep(context, action, step, submission, steps);
    const found = stepProblems(context, action, score);
    if (found.some((p) => p.severity === 'blocks')) score.ready = false;
    steps.push(score);
    problems.push(...found);
  }
  const leftOut = submission.leftOut === true;
  const counted = steps.filter((step) => step.begun && !step.leftOut);
  if (!leftOut && counted.some((step) => step.ruling !== 'approved'))
    problems.push(...partnersProblems(action, submission));
  const only = steps.length === 1 ? steps[0] : undefined;
  const score: ActionScore = {
    key: action.id,
    label: action.title,
    action: action.id,
    category: action.category,
    claimed: sum(steps, 'claimed'),
    documented: sum(steps, 'documented'),
    awarded: sum(steps, 'awarded'),
    max: action.max,
    because: only ? only.because : `Claimed by step: ${steps.map((step) => `${step.key} ${step.claimed}`).join(', ')}.`,
    missing: counted.filter((step) => step.ruling !== 'approved').flatMap((step) => step.missing),
    clause: only?.clause ?? 'What to Do',
    lines: steps,
    pointsSetByReviewer: action.steps.some((step) => step.points.kind === 'claimed'),
    begun: steps.some((step) => step.begun),
    leftOut,
    ready: !leftOut && steps.some((step) => step.ready) && !problems.some((p) => p.severity === 'blocks'),
    steps,
  };
  return { score, problems };
}

/**
 * Scores an application: points claimed, documented and awarded with their reasons, levels, and every problem.
 * Pure and deterministic: the same rulebook and file give the same score, in the browser as on the server.
 */
export function score(rulebook: Rulebook, file: ApplicationFile): Score {
  const context = contextOf(rulebook, file);
  const submissions = new Map<string, { action: Action; submission: SubmissionFacts }>();
  for (const submission of file.submissions) {
    const action = findAction(rulebook, submission.action);
    if (action && !submissions.has(action.id)) submissions.set(action.id, { action, submission });
  }
  const scored = new Map<string, Scored>();
  // Actions that refer to others come last, so that their targets are scored; a target that refers on is scored as it stands.
  const order = [...submissions.values()].sort(
    (a, b) => Number(refersToActions(a.action)) - Number(refersToActions(b.action)),
  );
  context.target = (id) => scored.get(id)?.score;
  for (const { action, submission } of order) scored.set(action.id, scoreAction(context, action, submission));

  const all = [...submissions.keys()].map((id) => scored.get(id)!);
  const actions = all.map((one) => one.score);
  const problems = [...all.flatMap((one) => one.problems), ...crossProblems(context, actions)];
  if (!actions.some((action) => action.steps.some((step) => step.ready)))
    problems.push({
      code: 'nothing-ready',
      message: 'Finish at least one step of one action before submitting.',
      path: '',
      severity: 'blocks',
    });
  return {
    claimed: sum(actions, 'claimed'),
    documented: sum(actions, 'documented'),
    awarded: sum(actions, 'awarded'),
    actions,
    ...levelsOf(context, actions),
    problems,
  };
}
