import { boardCsv } from '@/components/board/board-csv';
import { respond } from '@/lib/command';
import { boardFilter, getBoard } from '@/lib/services/reviews/get-board';

/** The board's table as CSV, filtered as the page is. */
export async function GET(request: Request): Promise<Response> {
  return respond(request, async (actor) => {
    const filter = boardFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
    const { shown, cycle } = await getBoard(actor, filter);
    return new Response(boardCsv(shown), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="applications-${cycle?.year ?? 'none'}.csv"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  });
}
