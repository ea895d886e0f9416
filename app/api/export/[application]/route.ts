import { respond } from '@/lib/command';
import { exportApplication } from '@/lib/services/applications/export-application';

/** An application as a JSON file to keep; see docs/application-file.md. */
export function GET(request: Request, { params }: { params: Promise<{ application: string }> }): Promise<Response> {
  return respond(request, async (actor) => {
    const { name, file } = await exportApplication(actor, (await params).application);
    return new Response(`${JSON.stringify(file, null, 2)}\n`, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  });
}
