import { rulingRows } from '@/components/review/ruling-rows';
import type { Step } from '@/lib/rulebook/schema';
import type { StepScore } from '@/lib/scoring/result';
import { documentedItems, pointChoices } from '@/lib/workflow/ruling';
import type { SubmissionView } from '@/lib/workflow/views';
import type { PointsGiven } from './points-fields';

/** What a step can be given, as the forms of appeals and corrections offer it. */
export function pointsGiven(view: SubmissionView, step: Step, scored: StepScore): PointsGiven {
  const names = Object.fromEntries(
    view.siblings.map((one) => [one.id, one.number ? `${one.number} ${one.title}` : one.title]),
  );
  const perRow = step.points.kind === 'per-row';
  return {
    documented: scored.documented,
    max: scored.max,
    choices: perRow ? [] : pointChoices(step),
    rows: rulingRows(view, step, scored, names),
    ticked: documentedItems(step, scored),
    each: step.points.kind === 'per-row' ? step.points.points : 0,
  };
}
