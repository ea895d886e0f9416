import type { Step } from '@/lib/rulebook/schema';
import type { RulingFacts } from './facts';
import { earningOrder } from './points';
import type { Line, RowLine } from './result';
import type { ReadRows } from './rows';

type Columns = { claimed: number; documented: number; awarded: number };

/** The parts of a step that earns per row, summing to its points in each column; none for other steps. */
export function linesOf(
  step: Step,
  rows: ReadRows | undefined,
  total: Columns,
  ruling: RulingFacts | undefined,
): Line[] {
  if (step.points.kind !== 'per-row' || !rows) return [];
  const { points, clause } = step.points;
  const earning = earningOrder(rows.lines);
  const share = (column: number, order: readonly RowLine[]) => {
    const shares = new Map<RowLine, number>();
    let left = column;
    for (const line of order) {
      if (left <= 0) break;
      const part = Math.min(points, left);
      shares.set(line, part);
      left -= part;
    }
    return { shares, left };
  };
  const claimed = share(total.claimed, earning);
  const documented = share(total.documented, earning);
  const named = ruling?.items ? rows.lines.filter((line) => ruling.items?.includes(line.id)) : earning;
  const awarded = share(total.awarded, named);
  const lines = rows.lines.map((line): Line => ({
    key: line.id,
    label: `${rows.field.item} ${line.number}`,
    claimed: claimed.shares.get(line) ?? 0,
    documented: documented.shares.get(line) ?? 0,
    awarded: awarded.shares.get(line) ?? 0,
    max: points,
    because:
      line.counts !== 'no' && !claimed.shares.has(line) && total.claimed > 0
        ? 'Kept on record; above the most that earn points.'
        : line.because,
    missing: line.missing,
    clause,
    lines: [],
  }));
  if (awarded.left > 0)
    lines.push({
      key: 'ruling',
      label: 'Granted by the ruling',
      claimed: 0,
      documented: 0,
      awarded: awarded.left,
      max: awarded.left,
      because: 'Granted by the ruling beyond the rows that stand now.',
      missing: [],
      clause,
      lines: [],
    });
  return lines;
}
