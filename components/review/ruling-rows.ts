import { answerText, rowWords } from '@/components/submission/answer-words';
import { answersOf } from '@/lib/rulebook/cells';
import type { Step } from '@/lib/rulebook/schema';
import type { StepScore } from '@/lib/scoring/result';
import { earningRows } from '@/lib/workflow/ruling';
import type { SubmissionView } from '@/lib/workflow/views';
import type { RulingRow } from './ruling-form';

/** The rows a per-row step may earn with, named as the town named them. */
export function rulingRows(
  view: SubmissionView,
  step: Step,
  scored: StepScore,
  names: Readonly<Record<string, string>>,
): RulingRow[] {
  const rule = step.points;
  if (rule.kind !== 'per-row') return [];
  const field = step.fields.find((one) => one.key === rule.field);
  const rows = answersOf(view.cells)[step.key]?.[rule.field];
  return earningRows(scored).map((line) => {
    const row = Array.isArray(rows) ? rows.find((one) => typeof one === 'object' && one.id === line.id) : undefined;
    const first = field?.kind === 'rows' ? field.columns[0] : undefined;
    const value = first && typeof row === 'object' ? row[first.key] : undefined;
    const name = first && value !== undefined ? answerText(first, value, names) : '';
    const lead = field?.kind === 'rows' && typeof row === 'object' ? rowWords(field, row, names).lead : '';
    return {
      id: line.id,
      label: `${line.number}. ${lead || name || 'Not named'}`,
      note: line.counts === 'documented' ? 'Documented' : line.because,
    };
  });
}
