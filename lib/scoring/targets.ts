import { actionName, findAction } from '@/lib/rulebook/find';
import type { Action } from '@/lib/rulebook/schema';
import type { Reason } from '@/lib/verdict';
import type { Context } from './context';
import type { ActionScore } from './result';

/** `never`: the row cannot count; `not-yet`: claimed until mended; `fit`: as the rulebook asks. */
export type TargetVerdict = { kind: 'never' | 'not-yet' | 'fit'; reason?: Reason };

const never = (code: string, message: string): TargetVerdict => ({ kind: 'never', reason: { code, message } });
const notYet = (code: string, message: string): TargetVerdict => ({ kind: 'not-yet', reason: { code, message } });

const stands = (step: ActionScore['steps'][number]) => step.documented > 0 || step.ruling === 'approved';

/** Whether a toolkit's target is another action of this application, fit to be submitted, with new credit (1.1, What to Do). */
export function targetOf(context: Context, action: Action, id: string): TargetVerdict {
  const target = findAction(context.rulebook, id);
  if (!target) return never('target-unknown', 'Choose an action of this rulebook.');
  if (target.id === action.id)
    return never('target-itself', 'Choose another action: the toolkit cannot be applied to itself.');
  const name = actionName(target);
  const score = context.target(id);
  if (!score || score.leftOut)
    return notYet('target-missing', `Add ${name} to this application, or choose an action that is in it.`);
  if (!score.ready)
    return notYet(
      'target-not-ready',
      `Finish ${name}: at least one step documented and nothing that stops it from being submitted.`,
    );
  if (!score.steps.some((step) => stands(step) && step.credit.kind === 'new'))
    return notYet('target-rolling', `Choose an action with new credit: ${name} is claimed as rolling credit.`);
  if (
    context.settings.toolkitTarget === 'approved' &&
    score.steps.some((s) => s.ruling !== null) &&
    !score.steps.some((s) => s.ruling === 'approved')
  )
    return never('target-not-approved', `${name} is not approved, and this rulebook asks for an approved action.`);
  return { kind: 'fit' };
}

/** Whether reviewers ruled against every step of a target that stands in this application. */
export const ruledOut = (score: ActionScore | undefined): boolean =>
  score !== undefined &&
  score.steps.some((step) => step.ruling === 'not-approved') &&
  !score.steps.some((step) => step.ruling === 'approved');
