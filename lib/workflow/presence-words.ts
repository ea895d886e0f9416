import { list } from '@/lib/words';

/** Somebody else with the same action open, and the step they are at. */
export type Present = { name: string; step: string };

/** Who else is here, in a sentence for each step; empty when nobody is. `name` says a step in words. */
export function presenceWords(others: readonly Present[], here: string, name: (step: string) => string): string {
  const steps = new Map<string, string[]>();
  for (const { step, name: who } of others) steps.set(step, [...(steps.get(step) ?? []), who]);
  return [...steps]
    .map(([step, who]) => {
      const verb = `${list(who)} ${who.length === 1 ? 'is' : 'are'} editing`;
      return step === here ? `${verb} this step too. Changes are merged as you both type.` : `${verb} ${name(step)}.`;
    })
    .join(' ');
}
