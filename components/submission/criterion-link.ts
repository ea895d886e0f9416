import type { CriterionScore } from '@/lib/scoring/result';
import type { CriterionLink } from '@/components/score/levels-needed';
import type { ApplicationView } from '@/lib/workflow/views';

/** Where an open criterion is worked on: its action in the application, else the place to add one. */
export const criterionLink =
  (view: ApplicationView): CriterionLink =>
  (criterion: CriterionScore) => {
    if (view.can.edit.ok !== true) return null;
    const row = view.actions.find((action) => action.actionId === criterion.action);
    if (row) return { href: row.href, words: `Go on with ${row.number ?? row.title}` };
    const addable = view.addable.find((action) => action.id === criterion.action);
    const add = `/applications/${view.id}/add`;
    if (addable) return { href: `${add}?q=${encodeURIComponent(addable.title)}`, words: `Add ${addable.title}` };
    return { href: add, words: 'Find an action to add' };
  };
