import { findAction, findStep } from '@/lib/rulebook/published';
import type { Rulebook, Step } from '@/lib/rulebook/schema';
import type { ApplicationFile } from '@/lib/scoring/facts';
import type { RowLine, Score, StepScore } from '@/lib/scoring/result';
import { documentedItems, earningRows, submittedSteps } from '@/lib/workflow/ruling';

/**
 * A line of the town's ledger. A step's own line (no item) carries its points; the lines of its items carry none and
 * say what was credited, so that the sum of the ledger is the sum of the awards.
 */
export type LedgerLine = {
  action: string;
  step: string;
  item?: string;
  points: number;
  mode: 'new' | 'rolling';
  year: number;
};

const modeOf = (credit: StepScore['credit'] | null): LedgerLine['mode'] =>
  credit?.kind === 'rolling' ? 'rolling' : 'new';

/** The toolkit's target action in a row, where the step's rows refer to actions. */
function targetIn(file: ApplicationFile, scored: StepScore, step: Step, row: RowLine): string | undefined {
  for (const field of step.fields) {
    const column = field.kind === 'rows' ? field.columns.find((c) => c.kind === 'action-reference') : undefined;
    if (!column) continue;
    const rows = file.submissions.find((s) => s.action === scored.action)?.answers[step.key]?.[field.key];
    const found = Array.isArray(rows) ? rows.find((r) => typeof r === 'object' && r.id === row.id) : undefined;
    const target = typeof found === 'object' ? found[column.key] : undefined;
    if (typeof target === 'string' && target) return target;
  }
  return undefined;
}

/** The rows of an approved step that earned: those the ruling ticked, else those that count. */
function rowsAwarded(file: ApplicationFile, step: Step, scored: StepScore): RowLine[] {
  const ruling = file.submissions.find((s) => s.action === scored.action)?.rulings.findLast((r) => r.step === step.key);
  const ticked = ruling?.items ?? documentedItems(step, scored);
  return earningRows(scored).filter((row) => step.points.kind !== 'per-row' || ticked.includes(row.id));
}

/** What an application adds to its town's ledger: every approved step with points, and the items within it. */
export function ledgerOf(rulebook: Rulebook, file: ApplicationFile, score: Score): LedgerLine[] {
  const lines: LedgerLine[] = [];
  for (const scored of submittedSteps(score)) {
    const action = findAction(rulebook, scored.action);
    const step = action && findStep(action, scored.key);
    if (!step || scored.ruling !== 'approved' || scored.awarded === 0) continue;
    const base = { action: scored.action, step: step.key, year: file.year };
    lines.push({ ...base, points: scored.awarded, mode: modeOf(scored.credit) });
    const items = new Map<string, LedgerLine['mode']>();
    for (const row of rowsAwarded(file, step, scored)) {
      const item = targetIn(file, scored, step, row) ?? row.activity;
      if (item && !items.has(item)) items.set(item, modeOf(row.credit));
    }
    for (const [item, mode] of items) lines.push({ ...base, item, points: 0, mode });
  }
  return lines;
}
