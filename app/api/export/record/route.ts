import { recordHead, recordLines } from '@/components/record/record-csv';
import { respond } from '@/lib/command';
import { exportRecord } from '@/lib/services/record/export-record';
import { recordFilter } from '@/lib/services/record/list-record';

/** The record as CSV, narrowed as the page is, sent while it is read. */
export function GET(request: Request): Promise<Response> {
  return respond(request, async (actor) => {
    const filter = recordFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
    const pages = exportRecord(actor, filter);
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode(recordHead())),
      async pull(controller) {
        const { done, value } = await pages.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(recordLines(value)));
      },
      cancel: async () => void (await pages.return(undefined)),
    });
    return new Response(body, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="record.csv"',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  });
}
