import { covers } from '@/lib/access/can';

/** What one reviewer has of an application: all of it, or some categories and actions. */
export type ReviewerView = { id: string; name: string; whole: boolean; categories: number[]; actions: string[] };

type Row = { reviewerId: string; category: number | null; actionId: string | null; reviewer: { name: string } };

/** The reviewers of an application in the order they came, each with what they have of it. */
export function reviewersOf(assignments: readonly Row[]): ReviewerView[] {
  const found = new Map<string, ReviewerView>();
  for (const { reviewerId: id, reviewer, category, actionId } of assignments) {
    const one = found.get(id) ?? { id, name: reviewer.name, whole: false, categories: [], actions: [] };
    if (actionId !== null) one.actions.push(actionId);
    else if (category !== null) one.categories.push(category);
    else one.whole = true;
    found.set(id, one);
  }
  for (const one of found.values()) one.categories.sort((a, b) => a - b);
  return [...found.values()];
}

/** Those of some actions that a reviewer was given to rule on. */
export const ownActions = (
  reviewer: string,
  assignments: readonly Pick<Row, 'reviewerId' | 'category' | 'actionId'>[],
  actions: readonly { action: string; category: number }[],
): string[] =>
  actions
    .filter((place) =>
      assignments.some(
        (one) => one.reviewerId === reviewer && covers({ category: one.category, action: one.actionId }, place),
      ),
    )
    .map(({ action }) => action);

/** The steps that wait for a ruling and that nobody was given. */
export const withoutReader = <S extends { action: string; category: number; ruled: boolean }>(
  steps: readonly S[],
  assignments: readonly Pick<Row, 'category' | 'actionId'>[],
): S[] =>
  steps.filter(
    (step) => !step.ruled && !assignments.some((one) => covers({ category: one.category, action: one.actionId }, step)),
  );
