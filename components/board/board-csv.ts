import Papa from 'papaparse';
import { partyWords } from '@/lib/workflow/status';
import type { ApplicationSummary } from '@/lib/workflow/views';
import { instant, isoDay } from '@/lib/words';
import { levelWords } from './board-words';

const columns: Record<string, (line: ApplicationSummary) => string | number> = {
  Town: (line) => line.town.name,
  Council: (line) => line.council,
  Cycle: (line) => line.year,
  'Aims for': (line) => levelWords[line.aim],
  Status: (line) => line.view.staff,
  Claimed: (line) => line.claimed,
  Documented: (line) => line.documented,
  Awarded: (line) => line.awarded,
  'Level met': (line) => (line.level ? levelWords[line.level] : ''),
  'Acts next': (line) => partyWords[line.view.next],
  'To do': (line) => line.view.deed,
  Since: (line) => isoDay(line.since),
  By: (line) => (line.view.by ? instant(line.view.by) : ''),
};

/** The board's table as CSV with a byte order mark; cells that a spreadsheet would run as formulas are escaped. */
export function boardCsv(lines: readonly ApplicationSummary[]): string {
  const data = lines.map((line) => Object.values(columns).map((cell) => cell(line)));
  return `\uFEFF${Papa.unparse({ fields: Object.keys(columns), data }, { escapeFormulae: true })}\r\n`;
}
