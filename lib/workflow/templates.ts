import { actionName } from '@/lib/rulebook/find';
import type { Rulebook } from '@/lib/rulebook/schema';

/** Words for a reason that is given often: for any step, those of one action, or one step. */
export type TemplateView = { id: string; title: string; text: string; action: string | null; step: string | null };

/** The templates that fit a step, those made for it first. */
export function templatesFor(templates: readonly TemplateView[], action: string, step: string): TemplateView[] {
  const weight = (one: TemplateView) => (one.step ? 0 : one.action ? 1 : 2);
  return templates
    .filter((one) => (one.action === null || one.action === action) && (one.step === null || one.step === step))
    .sort((a, b) => weight(a) - weight(b));
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();

/** A line shorter than this says too little to be known again. */
const shortest = 20;

/** Ids of the templates that a reason holds: one whole, or a line of it that was not changed. */
export function templatesUsed(templates: readonly TemplateView[], reason: string): string[] {
  const said = plain(reason);
  const holds = (text: string) => text !== '' && said.includes(text);
  return templates
    .filter(
      ({ text }) =>
        holds(plain(text)) || text.split('\n').some((line) => plain(line).length >= shortest && holds(plain(line))),
    )
    .map(({ id }) => id);
}

/** Where a template fits, as a form sends it: nothing, `action` or `action/step`. */
export const templatePlace = ({ action, step }: Pick<TemplateView, 'action' | 'step'>): string =>
  [action, step].filter(Boolean).join('/');

/** A place a template can be kept for: its `templatePlace`, and its name. */
export type TemplatePlace = { value: string; label: string };

/**
 * Every action and, where it has several, every step of these rulebooks, newest first: the newest that has an action or a
 * step names it. Actions that only older ones have come last.
 */
export function templatePlaces(rulebooks: readonly Rulebook[]): TemplatePlace[] {
  const actions = rulebooks.flatMap((rulebook) => rulebook.actions);
  return [...new Set(actions.map(({ id }) => id))].flatMap((id) => {
    const own = actions.filter((action) => action.id === id);
    const name = actionName(own[0]!);
    const steps = [...new Set(own.flatMap((action) => action.steps.map(({ key }) => key)))];
    return [
      { value: id, label: name },
      ...(steps.length > 1 ? steps.map((step) => ({ value: `${id}/${step}`, label: `${name}, step ${step}` })) : []),
    ];
  });
}
