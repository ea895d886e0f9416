import type { Action, PointsRule, Rulebook } from '@/lib/rulebook/schema';
import type { Rung } from '@/lib/workflow/public-views';

const bounds = (rule: PointsRule): [least: number, most: number] => {
  switch (rule.kind) {
    case 'fixed':
    case 'bonus':
      return [rule.points, rule.points];
    case 'per-row':
      return [rule.points, rule.points * rule.most];
    case 'tiers': {
      const points = rule.tiers.map((tier) => tier.points);
      return [Math.min(...points), Math.max(...points)];
    }
    case 'claimed':
      return [rule.multipleOf, rule.most];
  }
};

const span = ([least, most]: [number, number]) => (least === most ? `${most}` : `${least} to ${most}`);

/** The points an action can bring, in words. */
export function pointsInWords(action: Action): string {
  if (action.kind === 'outline') return 'Set by a reviewer';
  const least = Math.min(...action.steps.filter((s) => s.points.kind !== 'bonus').map((s) => bounds(s.points)[0]));
  return span([least, action.max]);
}

/** Level criteria that count rows of this action, as flags on its rungs. */
function flagsAt(rulebook: Rulebook, action: Action, count: number): Rung['levels'] {
  return rulebook.levels
    .filter((level) => level.criteria.some((c) => c.kind === 'items' && c.action === action.id && c.count === count))
    .map(({ name }) => ({ name, words: `${name} needs at least ${count}` }));
}

/** The ladder of points of a full action: each further row, or each further step. Empty for an outline. */
export function ladderOf(rulebook: Rulebook, action: Action): Rung[] {
  if (action.kind === 'outline') return [];
  const [only] = action.steps;
  if (action.steps.length === 1 && only?.points.kind === 'per-row') {
    const { points, most } = only.points;
    return Array.from({ length: most }, (_, index) => ({
      points: points * (index + 1),
      label: `points, ${index + 1} ${index === 0 ? 'application' : 'applications'}`,
      levels: flagsAt(rulebook, action, index + 1),
    }));
  }
  let sum = 0;
  return action.steps.map((step, index) => {
    sum += bounds(step.points)[1];
    return { points: sum, label: `points, ${index === 0 ? 'with' : 'and'} ${step.key} ${step.title}`, levels: [] };
  });
}

/** The levels that cannot be reached without the action. */
export const requiredFor = (rulebook: Rulebook, action: Action): string[] =>
  rulebook.levels
    .filter((level) =>
      level.criteria.some(
        (c) =>
          ((c.kind === 'items' || c.kind === 'action') && c.action === action.id) ||
          (c.kind === 'every-action-of' && c.category === action.category),
      ),
    )
    .map((level) => level.name);
