import type { StepAnswers } from '@/lib/rulebook/cells';
import { isRealDate } from '@/lib/rulebook/dates';
import { isShown } from '@/lib/rulebook/fields';
import { linkState } from '@/lib/rulebook/links';
import type { Step } from '@/lib/rulebook/schema';
import type { Reason } from '@/lib/verdict';

/** Answers that a draft may hold but a submission may not: unfinished links and dates, numbers out of bounds. */
export function fieldProblems(step: Step, answers: StepAnswers): Reason[] {
  const reasons: Reason[] = [];
  for (const field of step.fields) {
    const value = answers[field.key];
    if (value === undefined || value === '' || !isShown(field, answers)) continue;
    const at = `${step.key}.${field.key}`;
    if (field.kind === 'link' && (typeof value !== 'string' || linkState(value) !== 'safe'))
      reasons.push({
        code: 'not-a-link',
        message: `Enter the whole address, from https:// on, for “${field.label}”.`,
        at,
      });
    if (field.kind === 'date' && !isRealDate(value))
      reasons.push({ code: 'not-a-date', message: `Enter a whole date that exists for “${field.label}”.`, at });
    if (field.kind === 'number') {
      const fits =
        typeof value === 'number' &&
        value >= field.min &&
        value <= field.max &&
        (!field.multipleOf || value % field.multipleOf === 0);
      const step = field.multipleOf ? `, a multiple of ${field.multipleOf}` : '';
      if (!fits)
        reasons.push({
          code: 'number',
          message: `Enter a number from ${field.min} to ${field.max}${step}, for “${field.label}”.`,
          at,
        });
    }
  }
  return reasons;
}
