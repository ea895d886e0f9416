import Papa from 'papaparse';
import { partyWords } from '@/components/board/board-filters';
import { levelWords } from '@/components/board/applications-table';
import { respond } from '@/lib/command';
import { boardFilter, getBoard } from '@/lib/services/reviews/get-board';
import type { ApplicationSummary } from '@/lib/workflow/views';
import { isoDay } from '@/lib/words';

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
  'Acts next': (line) => partyWords[line.view.next] ?? '',
  Since: (line) => isoDay(line.since),
  By: (line) => (line.view.by ? isoDay(line.view.by) : ''),
};

/** The board's table as CSV, filtered as the page is; cells that a spreadsheet would run as formulas are escaped. */
export async function GET(request: Request): Promise<Response> {
  return respond(request, async (actor) => {
    const filter = boardFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
    const { shown, cycle } = await getBoard(actor, filter);
    const csv = Papa.unparse(
      {
        fields: Object.keys(columns),
        data: shown.map((line) => Object.values(columns).map((cell) => cell(line))),
      },
      { escapeFormulae: true },
    );
    return new Response(`\uFEFF${csv}\r\n`, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="applications-${cycle?.year ?? 'none'}.csv"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  });
}
