import type { Action, Step } from '@/lib/rulebook/schema';
import type { Score, StepScore } from '@/lib/scoring/result';
import type { Reason } from '@/lib/verdict';
import type { RulingOutcome } from '@/lib/workflow/application';

/**
 * The steps that were submitted and so need a ruling, by category: begun, and left out neither alone nor with their
 * action.
 */
export const submittedSteps = (score: Score): StepScore[] =>
  score.actions
    .filter((action) => action.begun && !action.leftOut)
    .sort((a, b) => a.category - b.category)
    .flatMap((action) => action.steps.filter((step) => step.begun && !step.leftOut));

/** Keys of what a step requires and does not meet, or is not known to. */
export const unmetMusts = ({ requirements }: StepScore): string[] =>
  requirements.filter(({ strength, verdict }) => strength === 'must' && verdict.ok !== true).map(({ key }) => key);

const multiples = (of: number, most: number) => Array.from({ length: Math.floor(most / of) }, (_, n) => (n + 1) * of);

/** The points a ruling may grant for a step, ascending; an approved step earns at least the first. */
export function pointChoices(step: Step): number[] {
  const rule = step.points;
  switch (rule.kind) {
    case 'fixed':
    case 'bonus':
      return [...new Set([...multiples(5, rule.points), rule.points])];
    case 'per-row':
      return multiples(rule.points, rule.points * rule.most);
    case 'tiers':
      return rule.tiers.map((tier) => tier.points).sort((a, b) => a - b);
    case 'claimed':
      return multiples(rule.multipleOf, rule.most);
  }
}

/** Rows of a per-row step that may be ticked as earning. */
export const earningRows = (scored: StepScore) => scored.rows.filter((row) => row.counts !== 'no');

/** Rows that earn as computed: the documented ones, as many as the rule pays for. */
export function documentedItems(step: Step, scored: StepScore): string[] {
  if (step.points.kind !== 'per-row') return [];
  const documented = scored.rows.filter((row) => row.counts === 'documented').map((row) => row.id);
  return documented.slice(0, step.points.most);
}

export type RulingDraft = { outcome: RulingOutcome; points?: number; items: string[]; reason: string };
export type RulingJudged = { ruling: Required<RulingDraft>; reasons: Reason[] };

const problem = (code: string, message: string, at: string): Reason => ({ code, message, at });

/** Points and rows of an approval, with what is wrong with them. */
function granted(
  step: Step,
  scored: StepScore,
  draft: RulingDraft,
): Pick<RulingJudged['ruling'], 'points' | 'items'> & { reasons: Reason[] } {
  if (step.points.kind === 'per-row') {
    const open = new Set(earningRows(scored).map((row) => row.id));
    const items = [...new Set(draft.items)];
    const points = step.points.points * items.length;
    const reasons: Reason[] = [];
    if (items.length === 0)
      reasons.push(problem('no-rows', 'Tick the rows that earn points, or choose another ruling.', 'items'));
    if (items.some((item) => !open.has(item)))
      reasons.push(problem('unknown-row', 'Tick only rows that are complete and can be credited.', 'items'));
    if (items.length > step.points.most)
      reasons.push(problem('too-many-rows', `Tick at most ${step.points.most} rows.`, 'items'));
    return { points, items, reasons };
  }
  const choices = pointChoices(step);
  const points = draft.points ?? scored.documented;
  const reasons = choices.includes(points)
    ? []
    : [problem('points', `Choose ${choices.join(', ')} points. To give none, choose Do not approve.`, 'points')];
  return { points, items: [], reasons };
}

/** Whether the approval differs from what the attached evidence supports, by points or by rows. */
function differs(step: Step, scored: StepScore, points: number, items: string[]): boolean {
  if (points !== scored.documented) return true;
  if (step.points.kind !== 'per-row') return false;
  const computed = documentedItems(step, scored);
  return computed.length !== items.length || computed.some((row) => !items.includes(row));
}

/** A ruling as it would be recorded, and every reason not to record it. Only an approval carries points. */
export function judgeRuling(step: Step, scored: StepScore, draft: RulingDraft): RulingJudged {
  const reason = draft.reason.trim();
  if (draft.outcome === 'approved') {
    const { points, items, reasons } = granted(step, scored, draft);
    if (reasons.length === 0 && !reason && differs(step, scored, points, items))
      reasons.push(
        problem('reason', 'Say why the points differ from what is documented. The town reads it.', 'reason'),
      );
    return { ruling: { outcome: 'approved', points, items, reason }, reasons };
  }
  const ask = draft.outcome === 'revise' ? 'Say what the town has to fix.' : 'Say why the step is not approved.';
  const reasons = reason ? [] : [problem('reason', `${ask} The town reads it.`, 'reason')];
  return { ruling: { outcome: draft.outcome, points: 0, items: [], reason }, reasons };
}

/** Why a ruling cannot stand beside the rulings of the action's other steps: a bonus earns only with its step. */
export function bonusReasons(
  step: Step,
  outcome: RulingOutcome,
  action: Action,
  scored: readonly StepScore[],
): Reason[] {
  const rulingOf = (key: string) => scored.find((s) => s.key === key)?.ruling;
  const base = step.points.kind === 'bonus' ? step.points.on : undefined;
  if (base && outcome === 'approved' && rulingOf(base) !== 'approved')
    return [
      problem('base-first', `Approve step ${base} first: step ${step.key} earns points only with it.`, 'outcome'),
    ];
  const bonus = action.steps.find((s) => s.points.kind === 'bonus' && s.points.on === step.key);
  if (bonus && outcome !== 'approved' && rulingOf(bonus.key) === 'approved')
    return [
      problem('bonus-first', `Rule on step ${bonus.key} again first: it earns points only with this step.`, 'outcome'),
    ];
  return [];
}
