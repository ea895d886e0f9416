import type { Answers, Row, Scalar } from '@/lib/rulebook/cells';
import { stepFields } from '@/lib/rulebook/fields';
import {
  privacyClasses,
  type Action,
  type Field,
  type Rulebook,
  type SimpleField,
  type Step,
} from '@/lib/rulebook/schema';

/* Words that can be found again wherever they turn up: one for each answer somebody could type. */

export type Planted = { word: string; privacy: Field['privacy']; where: string };

/** What stands in a list is as closed as the list, or as its column where that is more so. */
const stricter = (...classes: Field['privacy'][]): Field['privacy'] =>
  privacyClasses.findLast((one) => classes.includes(one)) ?? 'personal';

const planted: Planted[] = [];

function word(field: SimpleField, privacy: Field['privacy'], where: string): string {
  const text = `${privacy === 'public' ? 'open' : 'canary'}-${planted.length + 1}-${field.key}`;
  planted.push({ word: text, privacy, where });
  return field.kind === 'link' ? `https://${text}.example/` : text;
}

function valueOf(field: SimpleField, privacy: Field['privacy'], where: string, rulebook: Rulebook): Scalar {
  switch (field.kind) {
    case 'number':
      return field.min;
    case 'date':
      return '2023-06-15';
    case 'yes-no':
      return field.key !== 'left-out';
    case 'choice':
      return field.options[0]?.value ?? '';
    case 'choices':
      return field.options.slice(0, 1).map((option) => option.value);
    case 'action-reference':
      return rulebook.actions.at(-1)?.id ?? '';
    default:
      return word(field, privacy, where);
  }
}

function stepAnswers(rulebook: Rulebook, action: Action, step: Step): Answers[string] {
  return Object.fromEntries(
    stepFields(step).map((field) => {
      const where = `${action.id} ${step.key}.${field.key}`;
      if (field.kind !== 'rows') return [field.key, valueOf(field, field.privacy, where, rulebook)];
      const columns = field.columns.map((column) => {
        const privacy = stricter(field.privacy, column.privacy);
        return [column.key, valueOf(column, privacy, `${where}.${column.key}`, rulebook)];
      });
      return [field.key, [{ id: 'a', ...(Object.fromEntries(columns) as object) } as Row]];
    }),
  );
}

/** Answers to every question of an action, with a word of its own in each that takes text; and the words so far. */
export const answersWithCanaries = (rulebook: Rulebook, action: Action): Answers =>
  Object.fromEntries(action.steps.map((step) => [step.key, stepAnswers(rulebook, action, step)]));

/** Every word planted in this test file, by its privacy class. */
export const wordsOf = (...classes: Field['privacy'][]): string[] =>
  planted.filter(({ privacy }) => classes.includes(privacy)).map((one) => one.word);
