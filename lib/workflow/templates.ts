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
