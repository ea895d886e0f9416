import type { Action, Rulebook, Step } from './schema';

/* Apart from the shipped rulebooks, so that browsers load these functions without them. */

const actionIndex = new WeakMap<Rulebook, Map<string, Action>>();

/** The action with this stable id, or undefined. */
export function findAction(rulebook: Rulebook, id: string): Action | undefined {
  let index = actionIndex.get(rulebook);
  if (!index) {
    index = new Map(rulebook.actions.map((action) => [action.id, action]));
    actionIndex.set(rulebook, index);
  }
  return index.get(id);
}

/** The step of an action with this key, such as `1a`, or undefined. */
export const findStep = (action: Action, key: string): Step | undefined =>
  action.steps.find((step) => step.key === key);

/** An action as people name it: number, where known, and title. */
export const actionName = (action: Pick<Action, 'number' | 'title'>): string =>
  action.number ? `${action.number} ${action.title}` : action.title;
