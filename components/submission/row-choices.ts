import { answersOf, type Cells } from '@/lib/rulebook/cells';
import type { Step } from '@/lib/rulebook/schema';
import { rowsIn } from './answers-read';
import { rowWords, type ActionNames } from './answer-words';

/** The rows of a step that evidence may be attached to, named as people find them: number, who, what. */
export function rowChoices(step: Step, cells: Cells, names: ActionNames): { id: string; label: string }[] {
  const answers = answersOf(cells)[step.key] ?? {};
  return step.fields.flatMap((field) =>
    field.kind === 'rows'
      ? rowsIn(answers, field).map((row, index) => {
          const { lead, main } = rowWords(field, row, names);
          return { id: row.id, label: [`row ${index + 1}`, lead, main].filter(Boolean).join(', ') };
        })
      : [],
  );
}
